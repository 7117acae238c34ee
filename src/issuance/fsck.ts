import { readTokenStatusClaim } from '../credentials/index.js';
import { documentOfToken, readJws } from '../proofs/index.js';
import { canonicalJson, isObject } from '../shared/index.js';
import { LONGEST_PAUSE_MS } from './clock-watch.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import { ACCREDITATION_FORM, ACCREDITATION_SIGNED, checkAccreditations, signedAs } from './fsck-accreditations.js';
import { checkJournal } from './fsck-journal.js';
import { checkPeople } from './fsck-people.js';
import { checkRegister } from './fsck-register.js';
import { isWellFormedNumber } from './numbers.js';
import type { AuditRow, IssuanceIntent, SignedCredential } from './model.js';

/** One thing that is not as it was issued. `where` names the row; no personal data. */
export interface Finding {
  readonly code:
    | 'content-changed'
    | 'signature-broken'
    | 'no-intent'
    | 'content-differs-from-intent'
    | 'number-malformed'
    | 'number-twice'
    | 'credential-missing'
    | 'register-differs'
    | 'status-entry-missing'
    | 'status-differs'
    | 'unfinished'
    | 'audit-chain-broken'
    | 'not-audited'
    | 'row-altered'
    | 'rows-missing-or-set-back'
    | 'journal-damaged'
    | 'list-version-set-back'
    | 'status-set-back'
    | 'personal-data-destroyed'
    | 'evidence-damaged';
  readonly where: string;
}

export interface FsckReport {
  readonly credentials: number;
  readonly intents: number;
  readonly auditRows: number;
  /** Signed credentials whose text was erased with their holder; their hashes and status remain. No finding. */
  readonly erased: number;
  readonly findings: readonly Finding[];
  /** Nothing was written for more than a week: a pause, or a clock that was ahead. The last twenty; no findings. */
  readonly pauses: readonly Pause[];
}

/** Between two entries of the audit trail. */
export interface Pause {
  readonly after: number;
  readonly from: string;
  readonly to: string;
}

const PAUSES_TOLD = 20;

const PAGE = 500;

/**
 * Re-derives everything issued from what is stored and reports each difference: signatures, hashes, intents, numbers,
 * status entries, row seals and the audit chain. Shares no code path with issuing but the verifier. Changes nothing.
 */
export async function fsck(
  deps: IssuanceDeps,
  brokenLink: (rows: readonly AuditRow[], previous: AuditRow | null) => number | null,
): Promise<FsckReport> {
  const findings: Finding[] = [];
  const intents = new Map<string, IssuanceIntent>();
  const numbers = new Set<string>();
  for (let offset = 0; ; offset += PAGE) {
    const page = await deps.store.read.intents.find({}, { limit: PAGE, offset });
    for (const intent of page) {
      intents.set(intent.credentialId, intent);
      if (!isWellFormedNumber(intent.number)) findings.push({ code: 'number-malformed', where: `intent ${intent.id}` });
      if (intent.state !== 'published' && intent.state !== 'voided')
        findings.push({ code: 'unfinished', where: `intent ${intent.id}` });
      if (numbers.has(intent.number)) findings.push({ code: 'number-twice', where: `intent ${intent.id}` });
      numbers.add(intent.number);
    }
    findings.push(...(await checkRegister(deps.store.read, page)));
    if (page.length < PAGE) break;
  }
  const chain = await checkAuditChain(deps, brokenLink);
  findings.push(...chain.findings, ...(await checkRowSeals(deps)), ...(await checkJournal(deps)));
  findings.push(...(await checkPeople(deps, chain.erased)), ...(await checkAccreditations(deps, chain.signed)));
  let credentials = 0;
  let erased = 0;
  for (let offset = 0; ; offset += PAGE) {
    const page = await deps.store.read.credentials.find({}, { limit: PAGE, offset });
    for (const row of page) {
      const isErased = row.json === '' && chain.erased.has(row.credentialId);
      if (isErased) erased++;
      const check = isErased ? checkErased : checkCredential;
      findings.push(...(await check(row, intents.get(row.credentialId), chain.signed, deps)));
    }
    credentials += page.length;
    if (page.length < PAGE) break;
  }
  const pauses = chain.pauses.slice(-PAUSES_TOLD);
  return { credentials, intents: intents.size, auditRows: chain.rows, erased, findings, pauses };
}

async function checkCredential(
  row: SignedCredential,
  intent: IssuanceIntent | undefined,
  signed: ReadonlyMap<string, string>,
  deps: IssuanceDeps,
): Promise<Finding[]> {
  const where = `credential ${row.credentialId} (${row.form})`;
  const findings: Finding[] = [];
  if (sha256(row.json) !== row.sha256) findings.push({ code: 'content-changed', where });
  if (!(await deps.confirmSigned(row.json, row.form).catch(() => false)))
    findings.push({ code: 'signature-broken', where });
  if (intent === undefined || intent.unsignedJson === null) findings.push({ code: 'no-intent', where });
  else if (contentOf(row.json) !== canonicalOf(intent.unsignedJson))
    findings.push({ code: 'content-differs-from-intent', where });
  else if (!namesOwnEntry(row, intent, deps)) findings.push({ code: 'status-differs', where });
  findings.push(...(await checkErased(row, intent, signed, deps)));
  return findings;
}

/** What holds for every credential ever signed, whether its text can still be read or not. */
async function checkErased(
  row: SignedCredential,
  _intent: IssuanceIntent | undefined,
  signed: ReadonlyMap<string, string>,
  deps: IssuanceDeps,
): Promise<Finding[]> {
  const where = `credential ${row.credentialId} (${row.form})`;
  const findings: Finding[] = [];
  const isAudited = [deps.forms[0], ...deps.furtherForms].some((form) => form?.id === row.form);
  if (isAudited && signed.get(signedAs(row.credentialId, row.form)) !== row.sha256)
    findings.push({ code: 'not-audited', where });
  if ((await deps.store.read.statusEntries.count({ credentialId: row.credentialId })) !== 1)
    findings.push({ code: 'status-entry-missing', where });
  return findings;
}

/** Rows that somebody edited, added, removed or set back with the database's own tools. */
async function checkRowSeals(deps: IssuanceDeps): Promise<Finding[]> {
  const broken = await deps.store.read.brokenSeals();
  return broken.map(({ table, rowId }): Finding =>
    rowId === null
      ? { code: 'rows-missing-or-set-back', where: `table ${table}` }
      : { code: 'row-altered', where: `${table} ${rowId}` },
  );
}

function contentOf(json: string): string | null {
  try {
    const value: unknown = json.startsWith('{') ? JSON.parse(json) : documentOfToken(json);
    if (!isObject(value)) return null;
    const { proof: _proof, ...content } = value;
    return canonicalJson(content);
  } catch {
    return null;
  }
}

function canonicalOf(json: string): string | undefined {
  try {
    return canonicalJson(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** A token says by itself where its status is looked up, beside the entries in its content. */
function namesOwnEntry({ json }: SignedCredential, intent: IssuanceIntent, { addresses }: IssuanceDeps): boolean {
  const claims = json.startsWith('{') ? undefined : readJws(json.split('~', 1)[0] ?? '')?.payload;
  if (claims?.['status'] === undefined) return true;
  const claim = readTokenStatusClaim(claims);
  return claim?.index === intent.revocationIndex && claim.uri === addresses.statusList(intent.statusListId, 'token');
}

/** The form whose making this row of the trail records; null for other rows. */
function formSigned({ action, facts }: AuditRow, { forms }: IssuanceDeps): string | null {
  if (action === 'issuance.signed') return forms[0]?.id ?? null;
  if (action === 'issuance.form-signed') return String(facts['form']);
  return ACCREDITATION_SIGNED.includes(action) ? ACCREDITATION_FORM : null;
}

interface CheckedTrail {
  readonly rows: number;
  readonly findings: readonly Finding[];
  readonly signed: Map<string, string>;
  readonly erased: Set<string>;
  readonly pauses: readonly Pause[];
}

async function checkAuditChain(
  deps: IssuanceDeps,
  brokenLink: (rows: readonly AuditRow[], previous: AuditRow | null) => number | null,
): Promise<CheckedTrail> {
  const findings: Finding[] = [];
  const signed = new Map<string, string>();
  const erased = new Set<string>();
  const pauses: Pause[] = [];
  let previous: AuditRow | null = null;
  let rows = 0;
  for (let from = 1; ; from += PAGE) {
    const page = await deps.store.read.auditRows(from, PAGE);
    const broken = brokenLink(page, previous);
    if (broken !== null) findings.push({ code: 'audit-chain-broken', where: `audit row ${broken}` });
    for (const row of page) {
      if (previous !== null && Date.parse(row.at) - Date.parse(previous.at) > LONGEST_PAUSE_MS)
        pauses.push({ after: previous.sequence, from: previous.at, to: row.at });
      previous = row;
      const form = formSigned(row, deps);
      if (form !== null)
        signed.set(
          signedAs(String(row.facts['credential']), form),
          String(row.facts['signedSha256'] ?? row.facts['sha256']),
        );
      if (row.action === 'credential.erase' || row.action === 'person.erase') erased.add(row.subjectId);
    }
    rows += page.length;
    if (page.length < PAGE) break;
  }
  return { rows, findings, signed, erased, pauses };
}
