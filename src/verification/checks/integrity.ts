import type { TrustedIssuer, TrustList } from '../../issuers/types.js';
import type { BrokenReason, KeyLookup, ProofOutcome } from '../../proofs/types.js';
import { isObject, type JsonObject } from '../../shared/index.js';
import type { VerifyDeps } from '../types.js';
import { issuerIdOf, told, type Check, type CheckContext, type CheckOutcome } from './check.js';

/** More proofs than any honest document carries: each costs a signature check (THREATS M2). */
const maxProofs = 2;

/**
 * Was it changed? Every proof on the document must verify, be of the issuer named, and use a key this verifier has
 * from the trust list (or, for offices that are not on it, from their DID document). One good proof beside a bad one
 * is a broken document.
 */
export const integrityCheck: Check = { id: 'proof', answer: 'integrity', run: checkIntegrity };

async function checkIntegrity(context: CheckContext): Promise<CheckOutcome> {
  const { document, token, deps, gate } = context;
  const issuerId = issuerIdOf(document);
  const issuer = trustedIssuer(deps.trustList, issuerId);
  // A reshaped document can still pass a graph-based proof (THREATS M1c), so only byte-exact ones are tried on it.
  const isReshaped = gate.kind === 'malformed' && token === null;
  const formats = isReshaped ? deps.proofFormats.filter(({ id }) => id.includes('jcs')) : deps.proofFormats;
  const signed = token === null ? embeddedProofs(document) : [{ document: token, proof: null }];
  if (signed.length === 0) return unknown(context, 'I24', issuer);
  if (signed.length > maxProofs) return broken(context, 'I10', issuer);

  const strangers = signed.filter(({ proof }) => proof !== null && namesStranger(proof, issuerId));
  if (strangers.length > 0) return broken(context, 'I11', issuer);
  const lookupKey = keyLookup(deps, issuer);
  const outcomes = await Promise.all(
    signed.map((entry) => judgeProof(entry, { proofFormats: formats, now: momentFor(context) }, lookupKey)),
  );
  if (outcomes.some((entry) => entry.outcome === 'broken' && !hasEnded(entry.reason))) {
    return broken(context, 'I10', issuer);
  }
  if (outcomes.some(({ outcome }) => outcome === 'broken')) return unknown(context, 'I25', issuer);
  const undecided = outcomes.find((entry) => entry.outcome === 'unknown');
  if (undecided?.outcome === 'unknown') {
    if (undecided.reason.startsWith('key-')) return unknown(context, 'I22', issuer);
    return unknown(context, gate.kind === 'malformed' ? 'I23' : 'I20', issuer);
  }
  return judgeSigners(context, outcomes, issuerId);
}

function judgeSigners(context: CheckContext, outcomes: readonly ProofOutcome[], issuerId: string): CheckOutcome {
  const issuer = trustedIssuer(context.deps.trustList, issuerId);
  const verified = outcomes.filter((entry) => entry.outcome === 'verified');
  if (verified.some(({ controller }) => controller !== issuerId)) {
    // An office named by a web address, signed by some DID: the signature says nothing about that office.
    return issuerId.startsWith('did:') ? broken(context, 'I11', issuer) : unknown(context, 'I22', issuer);
  }
  if (context.gate.kind === 'malformed') return unknown(context, 'I23', issuer);
  const [first] = verified;
  const keyId = first?.verificationMethod ?? '';
  return {
    checks: [
      told(context.phrases, { id: 'proof', answer: 'integrity', outcome: 'pass', code: 'I00' }, {}, { key: keyId }),
    ],
    facts: {
      integrity: 'intact',
      issuer,
      key: issuer?.keys.find(({ id }) => id === keyId) ?? null,
      signedAt: first?.created ?? null,
    },
  };
}

/**
 * Token formats refuse a token outside its own dates before they look at the signature. Whether it was changed is asked
 * for a moment inside them; the time check then answers for today.
 */
function momentFor({ deps, tokenClaims }: CheckContext): Date {
  const { nbf, exp } = tokenClaims;
  const now = deps.now.getTime() / 1000;
  if (typeof exp === 'number' && exp <= now) return new Date((exp - 1) * 1000);
  return typeof nbf === 'number' && nbf > now ? new Date(nbf * 1000) : deps.now;
}

/** A signature past its own end was not tampered with; it only stopped vouching. */
const hasEnded = (reason: BrokenReason): boolean => reason === 'proof-expired' || reason === 'token-expired';

const broken = (context: CheckContext, code: 'I10' | 'I11', issuer: TrustedIssuer | null): CheckOutcome => ({
  checks: [told(context.phrases, { id: 'proof', answer: 'integrity', outcome: 'fail', code })],
  facts: { integrity: 'broken', issuer },
  stop: true,
});

const unknown = (
  context: CheckContext,
  code: 'I20' | 'I22' | 'I23' | 'I24' | 'I25',
  issuer: TrustedIssuer | null,
): CheckOutcome => ({
  checks: [told(context.phrases, { id: 'proof', answer: 'integrity', outcome: 'unknown', code })],
  facts: { integrity: 'unknown', issuer },
});

export const trustedIssuer = (list: TrustList | null, did: string): TrustedIssuer | null =>
  list?.issuers.find((issuer) => issuer.did === did) ?? null;

interface Signed {
  readonly document: JsonObject | string;
  readonly proof: JsonObject | null;
}

/** Each proof with the document as it was when that proof was made: without any proof. */
export function embeddedProofs(document: JsonObject): readonly Signed[] {
  const { proof } = document;
  if (proof === undefined) return [];
  const proofs = Array.isArray(proof) ? proof : [proof];
  return proofs.map((entry) => ({ document, proof: isObject(entry) ? entry : {} }));
}

const didOf = (verificationMethod: string): string => verificationMethod.split('#')[0] ?? '';

function namesStranger(proof: JsonObject, issuerId: string): boolean {
  const { verificationMethod } = proof;
  return (
    typeof verificationMethod === 'string' && issuerId.startsWith('did:') && didOf(verificationMethod) !== issuerId
  );
}

/**
 * Keys of listed offices come from the trust list alone: a DID document that changed hands must not add a key. Award
 * credentials are signed by issuer keys; a key that only signs status lists makes no certificate.
 */
function keyLookup(deps: VerifyDeps, issuer: TrustedIssuer | null): KeyLookup {
  return async (verificationMethod, purpose) => {
    if (issuer === null) return deps.resolveKey?.(verificationMethod, purpose) ?? 'unreachable';
    const key = issuer.keys.find(({ id, role }) => id === verificationMethod && role === 'issuer');
    return key ? { id: key.id, controller: issuer.did, publicKeyMultibase: key.publicKeyMultibase } : null;
  };
}

export async function judgeProof(
  signed: Signed,
  { proofFormats, now }: Pick<VerifyDeps, 'proofFormats' | 'now'>,
  lookupKey: KeyLookup,
): Promise<ProofOutcome> {
  const { document, proof } = signed;
  const shape = typeof document === 'string' || proof === null ? document : { ...document, proof };
  const format = proofFormats.find((candidate) => candidate.canVerify(shape));
  if (!format) return { outcome: 'unknown', reason: 'unsupported-format' };
  return format.verify(document, proof, { lookupKey, expectedPurpose: 'assertionMethod', now });
}
