import type { TrustedIssuer, TrustedKey } from '../../issuers/types.js';
import type { KeyLookup, ProofOutcome } from '../../proofs/types.js';
import { isObject, type JsonObject } from '../../shared/index.js';
import type { VerifyDeps } from '../types.js';
import { issuerIdOf, type CheckContext, type CheckOutcome } from './check.js';

/**
 * Was it changed? Every proof on the document must verify, be of the issuer named, and use a key this verifier has
 * from the trust list (or, for offices that are not on it, from their DID document). One good proof beside a bad one
 * is a broken document.
 */
export async function checkIntegrity(context: CheckContext): Promise<CheckOutcome> {
  const judged = await judgeProofs(context);
  if (typeof judged === 'string') {
    const isBroken = judged < 'I2';
    return { code: judged, facts: { integrity: isBroken ? 'broken' : 'unknown' }, stop: isBroken };
  }
  const { verificationMethod, created } = judged;
  const key = keyNamed(context.facts.issuer, verificationMethod);
  return {
    code: 'I00',
    evidence: { key: verificationMethod },
    facts: { integrity: 'intact', key, signedAt: created },
  };
}

export type Verified = Extract<ProofOutcome, { outcome: 'verified' }>;
export type Problem = 'I10' | 'I11' | 'I20' | 'I22' | 'I23' | 'I24' | 'I25';

/** The first proof when all of them verified, else what is wrong. */
async function judgeProofs(context: CheckContext): Promise<Problem | Verified> {
  const { document, token, deps, gate, facts } = context;
  const [proof, ...others] = proofsOf(document);
  const isUsual = proof && others.length === 0 && token === null && gate.kind !== 'malformed';
  if (!isUsual) return (await import('./other-proofs.js')).judgeOtherProofs(context);
  if (namesStranger(proof, document)) return 'I11';
  return settle(document, await judgeProof([document, proof], deps, keyLookup(deps, facts.issuer)));
}

export function settle(document: JsonObject, one: ProofOutcome): Problem | Verified {
  // A signature past its own end was not tampered with; it only stopped vouching.
  if (one.outcome === 'broken') return one.reason.endsWith('-expired') ? 'I25' : 'I10';
  if (one.outcome === 'unknown') return one.reason.startsWith('key-') ? 'I22' : 'I20';
  const issuerId = issuerIdOf(document);
  if (one.controller === issuerId) return one;
  // An office named by a web address, signed by some DID: the signature says nothing about that office.
  return isDid(issuerId) ? 'I11' : 'I22';
}

const isDid = (id: string): boolean => id.startsWith('did:');

export function proofsOf({ proof = [] }: JsonObject): readonly JsonObject[] {
  return [proof].flat().map((entry) => (isObject(entry) ? entry : {}));
}

export function namesStranger({ verificationMethod }: JsonObject, document: JsonObject): boolean {
  const issuerId = issuerIdOf(document);
  return typeof verificationMethod === 'string' && isDid(issuerId) && verificationMethod.split('#')[0] !== issuerId;
}

/**
 * Keys of listed offices come from the trust list alone: a DID document that changed hands must not add a key. Award
 * credentials are signed by issuer keys; a key that only signs status lists makes no certificate.
 */
export const keyLookup = (deps: VerifyDeps, issuer: TrustedIssuer | null): KeyLookup =>
  issuer === null
    ? async (...asked) => deps.resolveKey?.(...asked) ?? 'unreachable'
    : listedKey(issuer, ({ role }) => role === 'issuer');

export const keyNamed = (issuer: TrustedIssuer | null, name: string): TrustedKey | undefined =>
  issuer?.keys.find(({ id }) => id === name);

/** The keys of one office that are fit for what is asked. */
export const listedKey =
  (issuer: TrustedIssuer, isFit: (key: TrustedKey) => boolean): KeyLookup =>
  async (verificationMethod) => {
    const key = keyNamed(issuer, verificationMethod);
    return key && isFit(key) ? { ...key, controller: issuer.did } : null;
  };

export async function judgeProof(
  [document, proof]: readonly [JsonObject | string, JsonObject | null],
  { proofFormats, now }: Pick<VerifyDeps, 'proofFormats' | 'now'>,
  lookupKey: KeyLookup,
): Promise<ProofOutcome> {
  const shape = typeof document === 'string' ? document : { proof };
  const format = proofFormats.find((candidate) => candidate.canVerify(shape));
  if (!format) return { outcome: 'unknown', reason: 'unsupported-format' };
  return format.verify(document, proof, { lookupKey, expectedPurpose: 'assertionMethod', now });
}
