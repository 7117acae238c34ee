import type { SchemaGateResult } from '../credentials/types.js';
import { checkJsonValue, documentLimits, isoSeconds, type JsonObject } from '../shared/index.js';
import { told, type CheckContext, type Facts } from './checks/check.js';
import { checks as registry } from './checks/registry.js';
import { readClaimsOf, standardOf } from './claims.js';
import { isPresentation, itemsOf, looksLikeCredential, maxItems, readEnvelope } from './input/bundle.js';
import { readInput, type ReadDocument } from './input/read-input.js';
import { loadPhrases, type Phrases } from './messages/phrases.js';
import { tellItems, tellVerdict } from './sentence.js';
import type { CheckResult, VerificationReport, VerifyDeps, VerifyInput, VerifyResult } from './types.js';
import { verdictOf, worstVerdict } from './verdict.js';

/**
 * Judges one input (DESIGN 8). Pure but for what `deps` fetches: the same input, trust material, policy and `now` give
 * the same report, on a server, in a browser and in tests. Never throws on what an input contains.
 */
export async function verify(input: VerifyInput, deps: VerifyDeps): Promise<VerifyResult> {
  const phrases = await loadPhrases(deps.language);
  const read = await readInput(input, deps, phrases);
  if (read.kind === 'problem') return { ok: false, problem: read.problem };
  if (read.kind === 'update-needed') return { ok: true, report: updateNeeded(read.host, deps, phrases) };
  const document = unwrap(read);
  if (document === null) return { ok: false, problem: notACredential(phrases) };
  const { host } = read;
  const report = await judge(document, deps, phrases);
  return { ok: true, report: { ...report, ...(host === null ? {} : { pointedTo: host }) } };
}

const notACredential = (phrases: Phrases) => ({
  code: 'E12',
  message: phrases.text('E12', { kind: 'a data file' }),
  whatToDo: phrases.text('E12.do'),
});

function unwrap(read: ReadDocument): ReadDocument | null {
  const enveloped = readEnvelope(read.document);
  if (enveloped !== null) return enveloped;
  return looksLikeCredential(read.document) || isPresentation(read.document) ? read : null;
}

async function judge(read: ReadDocument, deps: VerifyDeps, phrases: Phrases): Promise<VerificationReport> {
  if (isPresentation(read.document)) return judgePresentation(read, deps, phrases);
  const candidates = [...read.alternatives()].slice(0, 4);
  let report = await judgeCredential({ ...read, document: candidates[0] ?? read.document }, deps, phrases);
  // Two operators may share a dictionary number: only the signature tells which reading was issued.
  for (const document of candidates.slice(1)) {
    if (report.checks.some(({ code }) => code === 'I00')) break;
    const other = await judgeCredential({ ...read, document }, deps, phrases);
    if (other.checks.some(({ code }) => code === 'I00')) report = other;
  }
  return report;
}

/** A presentation says nothing itself here: without a challenge of ours its proof binds nobody. Its items speak. */
async function judgePresentation(read: ReadDocument, deps: VerifyDeps, phrases: Phrases): Promise<VerificationReport> {
  const items = await judgeItems(read.document, deps, phrases);
  const own = emptyReport('presentation', deps, phrases);
  return items.length === 0
    ? own
    : bundled({ ...own, verdict: worstVerdict(items.map(({ verdict }) => verdict)) }, items, phrases);
}

async function judgeCredential(read: ReadDocument, deps: VerifyDeps, phrases: Phrases): Promise<VerificationReport> {
  const report = await judgeOne(read, deps, phrases);
  if (report.claims?.kind !== 'passport') return report;
  return bundled(report, await judgeItems(read.document, deps, phrases), phrases);
}

/** One credential by itself; a passport found inside a passport is not opened again. */
async function judgeOne(read: ReadDocument, deps: VerifyDeps, phrases: Phrases): Promise<VerificationReport> {
  const { token, form } = read;
  const document = (token === null ? null : deps.documentOfToken?.(token)) ?? read.document;
  const tokenClaims = token === null ? {} : read.document;
  const gate = gateFor(form, deps.schemaGate(document));
  const isPassport = gate.kind === 'ours' && gate.credentialKind === 'passport';
  const { facts, checks } = await runChecks({
    document,
    token,
    tokenClaims,
    gate: bounded(document, gate, isPassport),
    deps,
    phrases,
  });
  const foreign = gate.kind === 'foreign';
  const verdict = foreign && verdictOf(facts) !== 'altered' ? 'cannot-confirm' : verdictOf(facts);
  const standard = foreign && facts.integrity === 'intact' ? standardOf(document, form) : null;
  const words = tellVerdict({ verdict, facts, checks, foreignStandard: standard }, phrases);
  return {
    ...emptyReport(form, deps, phrases),
    verdict,
    ...words,
    checks,
    freshness: { trustList: trustListAge(deps), statusList: facts.statusList },
    claims: facts.claims,
    foreign,
  };
}

/** What a holder hides leaves a shape no closed schema knows: read as another's document, never confirmed as ours. */
const gateFor = (form: VerificationReport['input'], gate: SchemaGateResult): SchemaGateResult =>
  form === 'sd-jwt' && gate.kind === 'malformed' ? { kind: 'foreign' } : gate;

/** Only a passport may be as large as several credentials. */
function bounded(document: JsonObject, gate: SchemaGateResult, isPassport: boolean): SchemaGateResult {
  if (isPassport || checkJsonValue(document, documentLimits) === null) return gate;
  return { kind: 'malformed', pointers: [] };
}

const unjudged: Facts = {
  integrity: 'unknown',
  authority: 'unknown',
  status: 'unknown',
  time: 'unknown',
  issuer: null,
  key: null,
  signedAt: null,
  claims: null,
  turnedOn: null,
  statusList: null,
};

async function runChecks(
  start: Omit<CheckContext, 'facts'>,
): Promise<{ facts: Facts; checks: readonly CheckResult[] }> {
  let facts = unjudged;
  const results: CheckResult[] = [];
  for (const check of registry) {
    const outcome = await check.run({ ...start, facts });
    facts = { ...facts, ...outcome.facts };
    results.push(...outcome.checks);
    if (outcome.stop === true) break;
    // Contents exist only after the signature: what is broken or unread is never shown.
    if (check.id === 'proof' && facts.integrity === 'intact') {
      facts = { ...facts, claims: readClaimsOf(start.document, start.gate, facts.issuer) };
    }
  }
  return { facts, checks: results };
}

async function judgeItems(
  document: JsonObject,
  deps: VerifyDeps,
  phrases: Phrases,
): Promise<readonly VerificationReport[]> {
  const items = itemsOf(document);
  const reports: VerificationReport[] = [];
  // One after the other: a passport of many items must not start many checks at once.
  for (const [position, item] of items.entries()) {
    if (item === null || position >= maxItems) reports.push(emptyReport('credential', deps, phrases));
    else reports.push(await judgeOne(item, deps, phrases));
  }
  return reports;
}

function bundled(
  report: VerificationReport,
  items: readonly VerificationReport[],
  phrases: Phrases,
): VerificationReport {
  if (items.length === 0) return report;
  const verdicts = items.map(({ verdict }) => verdict);
  const isSound = report.verdict === 'genuine-and-current' || report.input === 'presentation';
  const verdict = worstVerdict([report.verdict, ...verdicts]);
  const summary = tellItems(verdicts, phrases);
  return {
    ...report,
    verdict,
    title: phrases.text(`v.${verdict}.title`),
    sentence: isSound ? summary : `${report.sentence} ${summary}`,
    whatToDo: isSound ? phrases.text('v.items.do') : report.whatToDo,
    items,
  };
}

function updateNeeded(host: string | null, deps: VerifyDeps, phrases: Phrases): VerificationReport {
  const check = told(phrases, { id: 'input', answer: 'integrity', outcome: 'unknown', code: 'I21' });
  const report = emptyReport('sp1', deps, phrases);
  return {
    ...report,
    sentence: `${report.sentence} ${check.detail}`,
    checks: [check],
    ...(host === null ? {} : { pointedTo: host }),
  };
}

/** What is said before anything is known: nothing could be confirmed. */
function emptyReport(input: VerificationReport['input'], deps: VerifyDeps, phrases: Phrases): VerificationReport {
  return {
    verdict: 'cannot-confirm',
    title: phrases.text('v.cannot-confirm.title'),
    sentence: phrases.text('v.cannot-confirm.text'),
    whatToDo: phrases.text('v.cannot-confirm.do'),
    language: phrases.language,
    checkedAt: isoSeconds(deps.now),
    input,
    checks: [],
    freshness: { trustList: trustListAge(deps), statusList: null },
    claims: null,
    items: [],
    foreign: false,
    notProven: phrases.text('not-proven'),
  };
}

function trustListAge({ trustList, now }: VerifyDeps): VerificationReport['freshness']['trustList'] {
  if (trustList === null) return null;
  const { version, issuedAt } = trustList;
  const ageDays = Math.max(0, Math.floor((now.getTime() - Date.parse(issuedAt)) / 86_400_000));
  return { version, issuedAt, ageDays };
}
