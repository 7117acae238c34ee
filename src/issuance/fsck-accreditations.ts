import { findEvery } from '../shared/index.js';
import { accreditationDocument } from './accreditation-document.js';
import { statesOf } from './accreditation-status.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import type { Finding } from './fsck.js';
import type { AccreditationCredential } from './model.js';
import { namesEntry } from './standing.js';

/** Rows of the audit trail that record what became an accreditation credential here. */
export const ACCREDITATION_SIGNED: readonly string[] = [
  'accreditation-credential.signed',
  'accreditation-credential.imported',
];
export const ACCREDITATION_FORM = 'accreditation';

/** How what was signed is found in the audit trail: one credential may have several forms. */
export const signedAs = (credentialId: string, form: string): string => `${form} ${credentialId}`;

type State = 'suspended' | 'revoked' | undefined;

/** Published accreditations are as they were signed, known to the audit trail, and their entries say what the register says. */
export async function checkAccreditations(deps: IssuanceDeps, signed: ReadonlyMap<string, string>): Promise<Finding[]> {
  const { read } = deps.store;
  const own = new Set((await deps.keys.list()).map(({ controller }) => controller));
  const states = await statesOf(read);
  const findings: Finding[] = [];
  for (const row of await findEvery(read.accreditationCredentials, {})) {
    const where = `credential ${row.credentialId}`;
    const note = (code: Finding['code'], isFine: boolean): unknown => isFine || findings.push({ code, where });
    note('content-changed', sha256(row.json) === row.sha256);
    note('not-audited', signed.get(signedAs(row.credentialId, ACCREDITATION_FORM)) === row.sha256);
    // What another authority signed is judged by its list, which may be gone, and has its entries there.
    if (!own.has(row.issuerDid)) continue;
    const form = deps.forms[0]?.id ?? '';
    note('signature-broken', await deps.confirmSigned(row.json, form).catch(() => false));
    note('status-entry-missing', (await read.statusEntries.count({ credentialId: row.credentialId })) === 1);
    note('status-differs', await agrees(row, states.get(row.accreditationId), deps));
  }
  return findings;
}

/** The lists follow the register with the next publishing, so only what was published since it changed can differ. */
async function agrees(row: AccreditationCredential, state: State, deps: IssuanceDeps): Promise<boolean> {
  const { read } = deps.store;
  const [entry] = await read.statusEntries.find({ credentialId: row.credentialId });
  if (entry === undefined) return true;
  const document = accreditationDocument(row.json);
  if (document === null || !namesEntry(document, entry, deps)) return false;
  if (row.supersededAt !== null) return entry.revoked;
  if (entry.revoked) return state === 'revoked';
  if (entry.suspended === (state === 'suspended') && state !== 'revoked') return true;
  const granted = await read.accreditations.get(row.accreditationId);
  // Ended with its mission: nothing says when.
  if (state === 'revoked' && granted?.state !== 'revoked') return true;
  const lists = await read.statusLists.find({ slug: entry.listSlug });
  return lists.some(({ publishedAt }) => publishedAt === null || publishedAt <= (granted?.stateChangedAt ?? ''));
}
