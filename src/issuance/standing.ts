import { authorityQuestionOf } from '../credentials/index.js';
import { canonicalJson, isObject, ServiceError, type JsonObject, type Refusal } from '../shared/index.js';
import { findAudited } from './audit-search.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceIntent, SignedCredential, StatusEntryRow } from './model.js';
import type { IssuanceStore } from './ports.js';

/**
 * Does what was released still stand? Whoever puts a further signature under stored text asks this first, because the
 * database alone makes no award: the first form must be there, under a key that nobody marked as lost, say what was linted,
 * name its own entry in the lists, be the one that the audit trail recorded when it was signed, and its subject must be in force.
 *
 * ServiceErrors (409): `award-not-in-force`, `form-key-revoked`, `form-not-borne-out`.
 */
export async function assertStands(intent: IssuanceIntent, deps: IssuanceDeps): Promise<void> {
  const { read } = deps.store;
  const [entry] = await read.statusEntries.find({ credentialId: intent.credentialId });
  if (entry === undefined || entry.revoked || entry.suspended || !(await isInForce(intent, read))) throw notInForce();
  const form = deps.forms[0]?.id ?? '';
  const [first] = await read.credentials.find({ credentialId: intent.credentialId, form });
  const document: unknown = first?.json.startsWith('{') ? JSON.parse(first.json) : null;
  if (first === undefined || !isObject(document)) throw notBorneOut();
  const { proof, ...content } = document;
  await assertKeyStands(isObject(proof) ? proof['verificationMethod'] : null, intent, deps);
  const isLinted = canonicalJson(content) === canonicalJson(JSON.parse(intent.unsignedJson ?? 'null'));
  if (!isLinted || !isOwnEntry(content, { intent, entry }, deps)) throw notBorneOut();
  await assertBorneOut(first, deps);
}

async function assertBorneOut(first: SignedCredential, deps: IssuanceDeps): Promise<void> {
  const isAudited = (await auditedHash(first, deps.store.read)) === sha256(first.json);
  if (!isAudited || !(await deps.confirmSigned(first.json, first.form))) throw notBorneOut();
}

/** Approved by one officer and released by another, and the thing itself says the same two. */
export async function isReleasedByTwo(intent: IssuanceIntent, read: IssuanceStore): Promise<boolean> {
  const { kind, subjectId, approvedBy, releasedBy } = intent;
  if (approvedBy === '' || releasedBy === '' || approvedBy === releasedBy) return false;
  // An experience record names nobody: its intent is sealed and its first form is in the audit trail.
  if (kind === 'confirmed-experience') return true;
  const certificate = await read.certificates.get(subjectId);
  return certificate?.approvedBy === approvedBy && certificate.releasedBy === releasedBy;
}

/** Does the accreditation register support today what the signed text says about place, qualification and day? */
export async function stillAuthorised(
  { kind, unsignedJson }: IssuanceIntent,
  deps: Pick<IssuanceDeps, 'authorise'>,
): Promise<readonly Refusal[]> {
  if (kind === 'confirmed-experience') return [];
  const question = authorityQuestionOf(JSON.parse(unsignedJson ?? '{}') as JsonObject);
  if (question === null) throw notBorneOut();
  return deps.authorise(question);
}

async function assertKeyStands(method: unknown, { issuerDid }: IssuanceIntent, deps: IssuanceDeps): Promise<void> {
  const key = (await deps.keys.list()).find(({ id }) => id === method);
  if (key?.role !== 'issuer' || key.controller !== issuerDid) throw notBorneOut();
  if (key.revokedAt !== null) throw keyRevoked();
}

async function isInForce({ kind, subjectId, credentialId }: IssuanceIntent, read: IssuanceStore): Promise<boolean> {
  if (kind === 'confirmed-experience') return (await read.experience.get(subjectId))?.credentialId === credentialId;
  const certificate = await read.certificates.get(subjectId);
  return certificate?.state === 'active' && certificate.credentialId === credentialId;
}

/** The hash that the audit trail recorded in the moment of signing. */
async function auditedHash({ credentialId, signedAt }: SignedCredential, read: IssuanceStore): Promise<string | null> {
  const row = await findAudited(
    read,
    new Date(signedAt),
    ({ action, facts }) => action === 'issuance.signed' && facts['credential'] === credentialId,
  );
  return row && String(row.facts['signedSha256']);
}

function isOwnEntry(
  content: JsonObject,
  { intent, entry }: { readonly intent: IssuanceIntent; readonly entry: StatusEntryRow },
  deps: Pick<IssuanceDeps, 'addresses'>,
): boolean {
  const isAllotted = intent.revocationIndex === entry.index && intent.statusListId === entry.listSlug;
  return isAllotted && namesEntry(content, entry, deps);
}

/**
 * Does the signed document say that its status is looked up in this entry? A row beside it may say otherwise; then it would
 * point at a place in the list that is never turned.
 */
export function namesEntry(
  { credentialStatus }: JsonObject,
  { listSlug, index }: Pick<StatusEntryRow, 'listSlug' | 'index'>,
  { addresses }: Pick<IssuanceDeps, 'addresses'>,
): boolean {
  const named = [credentialStatus].flat().filter((element) => isObject(element));
  const own = named.find(({ statusPurpose }) => statusPurpose === 'revocation');
  return (
    own?.statusListIndex === String(index) && own.statusListCredential === addresses.statusList(listSlug, 'revocation')
  );
}

export const notInForce = (): ServiceError =>
  new ServiceError('award-not-in-force', {
    status: 409,
    title: 'This is not in force now, so it is given out in no further form.',
    whatToDo: 'Ask the office that issued it, or use the document that took its place.',
  });

const keyRevoked = (): ServiceError =>
  new ServiceError('form-key-revoked', {
    status: 409,
    title: 'The key under this document is not trusted any more, so no further form is signed from it.',
    whatToDo: 'Ask the office that issued it for the document that takes its place.',
  });

export const notBorneOut = (): ServiceError =>
  new ServiceError('form-not-borne-out', {
    status: 409,
    title: 'What is stored is not what the records say was signed, so nothing was signed.',
    whatToDo: 'Tell the operator: fsck shows what differs.',
  });
