import { canonicalJson, isObject, ServiceError } from '../shared/index.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceIntent, SignedCredential } from './model.js';
import type { IssuanceStore } from './ports.js';

/**
 * Does what was released still stand? Whoever puts a further signature under stored text asks this first, because the
 * database alone makes no award: the first form must be there, under a key that nobody marked as lost, say what was linted,
 * be the one that the audit trail recorded when it was signed, and its subject must be in force.
 *
 * ServiceErrors (409): `award-not-in-force`, `form-key-revoked`, `form-not-borne-out`.
 */
export async function assertStands(intent: IssuanceIntent, deps: IssuanceDeps): Promise<void> {
  const { read } = deps.store;
  if (!(await isInForce(intent, read))) throw notInForce();
  const form = deps.forms[0]?.id ?? '';
  const [first] = await read.credentials.find({ credentialId: intent.credentialId, form });
  const document: unknown = first?.json.startsWith('{') ? JSON.parse(first.json) : null;
  if (first === undefined || !isObject(document)) throw notBorneOut();
  const { proof, ...content } = document;
  await assertKeyStands(isObject(proof) ? proof['verificationMethod'] : null, intent, deps);
  const isLinted = canonicalJson(content) === canonicalJson(JSON.parse(intent.unsignedJson ?? 'null'));
  if (!isLinted || (await auditedHash(first, read)) !== sha256(first.json)) throw notBorneOut();
  if (!(await deps.confirmSigned(first.json, form))) throw notBorneOut();
}

async function assertKeyStands(method: unknown, { issuerDid }: IssuanceIntent, deps: IssuanceDeps): Promise<void> {
  const key = (await deps.keys.list()).find(({ id }) => id === method);
  if (key?.role !== 'issuer' || key.controller !== issuerDid) throw notBorneOut();
  if (key.revokedAt !== null) throw keyRevoked();
}

async function isInForce({ kind, subjectId, credentialId }: IssuanceIntent, read: IssuanceStore): Promise<boolean> {
  const [entry] = await read.statusEntries.find({ credentialId });
  if (entry === undefined || entry.revoked || entry.suspended) return false;
  if (kind === 'confirmed-experience') return (await read.experience.get(subjectId))?.credentialId === credentialId;
  const certificate = await read.certificates.get(subjectId);
  return certificate?.state === 'active' && certificate.credentialId === credentialId;
}

/** The hash that the audit trail recorded in the moment of signing. */
async function auditedHash({ credentialId, signedAt }: SignedCredential, read: IssuanceStore): Promise<string | null> {
  for (let from = await sequenceAt(Date.parse(signedAt) - MARGIN_MS, read); ; from += PAGE) {
    const rows = await read.auditRows(from, PAGE);
    const found = rows.find(
      ({ action, facts }) => action === 'issuance.signed' && facts['credential'] === credentialId,
    );
    if (found) return String(found.facts['signedSha256']);
    if (rows.length < PAGE) return null;
  }
}
const PAGE = 500;
/** The trail is in the order of its transactions, which is that of the clock but for this much. */
const MARGIN_MS = 86_400_000;

/** By halves: the trail of a country is long, and this is asked by anybody who holds a card. */
async function sequenceAt(time: number, read: IssuanceStore): Promise<number> {
  const isBefore = async (sequence: number): Promise<boolean> => {
    const [row] = await read.auditRows(sequence, 1);
    return row !== undefined && Date.parse(row.at) < time;
  };
  let low = 1;
  let high = 1;
  while (await isBefore(high)) [low, high] = [high, high * 2];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const notInForce = (): ServiceError =>
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

const notBorneOut = (): ServiceError =>
  new ServiceError('form-not-borne-out', {
    status: 409,
    title: 'What is stored is not what the records say was signed, so nothing was signed.',
    whatToDo: 'Tell the operator: fsck shows what differs.',
  });
