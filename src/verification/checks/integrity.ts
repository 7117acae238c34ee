import type { TrustedIssuer } from '../../issuers/types.js';
import type { KeyLookup, ProofOutcome } from '../../proofs/types.js';
import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import type { VerifyDeps } from '../types.js';
import { finding, issuerIdOf, type Check, type CheckContext, type CheckOutcome } from './check.js';

/** More proofs than any honest document carries: each costs a signature check (THREATS M2). */
const maxProofs = 2;

/**
 * Was it changed? Every proof on the document must verify, be of the issuer named, and use a key this verifier has
 * from the trust list (or, for offices that are not on it, from their DID document). One good proof beside a bad one
 * is a broken document.
 */
export const integrityCheck: Check = { id: 'proof', run: checkIntegrity };

type Problem = 'I10' | 'I11' | 'I20' | 'I22' | 'I23' | 'I24' | 'I25';

async function checkIntegrity(context: CheckContext): Promise<CheckOutcome> {
  const judged = await judgeProofs(context);
  if (typeof judged === 'string') {
    const isBroken = judged < 'I2';
    return {
      findings: [finding('proof', judged)],
      facts: { integrity: isBroken ? 'broken' : 'unknown' },
      stop: isBroken,
    };
  }
  const { verificationMethod, created } = judged;
  return {
    findings: [finding('proof', 'I00', {}, { evidence: { key: verificationMethod } })],
    facts: {
      integrity: 'intact',
      key: context.facts.issuer?.keys.find(({ id }) => id === verificationMethod) ?? null,
      signedAt: created,
    },
  };
}

/** The first proof when all of them verified, else what is wrong. */
async function judgeProofs(context: CheckContext): Promise<Problem | Verified> {
  const { document, token, deps, gate, facts } = context;
  const issuerId = issuerIdOf(document);
  const proofs = token === null ? proofsOf(document) : [null];
  if (proofs.length === 0) return 'I24';
  if (proofs.length > maxProofs) return 'I10';
  if (proofs.some((proof) => namesStranger(proof, issuerId))) return 'I11';
  // A reshaped document can still pass a graph-based proof (THREATS M1c), so only byte-exact ones are tried on it.
  const isReshaped = gate.kind === 'malformed' && token === null;
  const proofFormats = isReshaped ? deps.proofFormats.filter(({ id }) => id.includes('jcs')) : deps.proofFormats;
  const now = token?.askedAt(deps.now) ?? deps.now;
  const lookupKey = keyLookup(deps, facts.issuer);
  return settle(
    context,
    await Promise.all(
      proofs.map((proof) => judgeProof([token?.compact ?? document, proof], { proofFormats, now }, lookupKey)),
    ),
  );
}

type Verified = Extract<ProofOutcome, { outcome: 'verified' }>;

/** The worst of the outcomes as a code; the first when every proof verified and is the named issuer's. */
function settle({ document, gate }: CheckContext, outcomes: readonly ProofOutcome[]): Problem | Verified {
  const reasons = outcomes.flatMap((one) => (one.outcome === 'broken' ? [one.reason] : []));
  // A signature past its own end was not tampered with; it only stopped vouching.
  if (reasons.some((reason) => !reason.endsWith('-expired'))) return 'I10';
  if (reasons.length > 0) return 'I25';
  const isMalformed = gate.kind === 'malformed';
  for (const one of outcomes) {
    if (one.outcome === 'unknown') return one.reason.startsWith('key-') ? 'I22' : isMalformed ? 'I23' : 'I20';
  }
  const issuerId = issuerIdOf(document);
  const verified = outcomes.filter((one) => one.outcome === 'verified');
  if (verified.some(({ controller }) => controller !== issuerId)) {
    // An office named by a web address, signed by some DID: the signature says nothing about that office.
    return isDid(issuerId) ? 'I11' : 'I22';
  }
  return isMalformed ? 'I23' : (verified[0] ?? 'I20');
}

const isDid = (id: string): boolean => id.startsWith('did:');

export function proofsOf({ proof }: JsonObject): readonly JsonObject[] {
  if (proof === undefined) return [];
  return (Array.isArray(proof) ? proof : [proof]).map((entry: JsonValue) => (isObject(entry) ? entry : {}));
}

function namesStranger(proof: JsonObject | null, issuerId: string): boolean {
  const method = proof?.['verificationMethod'];
  return typeof method === 'string' && isDid(issuerId) && method.split('#')[0] !== issuerId;
}

/**
 * Keys of listed offices come from the trust list alone: a DID document that changed hands must not add a key. Award
 * credentials are signed by issuer keys; a key that only signs status lists makes no certificate.
 */
function keyLookup(deps: VerifyDeps, issuer: TrustedIssuer | null): KeyLookup {
  return async (verificationMethod, purpose) => {
    if (issuer === null) return deps.resolveKey?.(verificationMethod, purpose) ?? 'unreachable';
    const key = issuer.keys.find(({ id, role }) => id === verificationMethod && role === 'issuer');
    return key ? { ...key, controller: issuer.did } : null;
  };
}

export async function judgeProof(
  [document, proof]: readonly [JsonObject | string, JsonObject | null],
  { proofFormats, now }: Pick<VerifyDeps, 'proofFormats' | 'now'>,
  lookupKey: KeyLookup,
): Promise<ProofOutcome> {
  const shape = typeof document === 'string' || proof === null ? document : { ...document, proof };
  const format = proofFormats.find((candidate) => candidate.canVerify(shape));
  if (!format) return { outcome: 'unknown', reason: 'unsupported-format' };
  return format.verify(document, proof, { lookupKey, expectedPurpose: 'assertionMethod', now });
}
