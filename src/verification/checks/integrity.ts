import type { TrustedIssuer, TrustedKey } from '../../issuers/types.js';
import type { KeyLookup, ProofOutcome } from '../../proofs/types.js';
import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import type { VerifyDeps } from '../types.js';
import { issuerIdOf, type CheckContext, type CheckOutcome } from './check.js';

/** More proofs than any honest document carries: each costs a signature check (THREATS M2). */
const maxProofs = 2;

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
  const key = context.facts.issuer?.keys.find(({ id }) => id === verificationMethod) ?? null;
  return {
    code: 'I00',
    evidence: { key: verificationMethod },
    facts: { integrity: 'intact', key, signedAt: created },
  };
}

type Verified = Extract<ProofOutcome, { outcome: 'verified' }>;

/** What can be wrong with proofs, worst first. */
const problems = ['I10', 'I25', 'I22', 'I23', 'I20', 'I11', 'I24'] as const;
type Problem = (typeof problems)[number];

/** The first proof when all of them verified, else what is wrong. */
async function judgeProofs(context: CheckContext): Promise<Problem | Verified> {
  const { document, token, deps, gate, facts } = context;
  const issuerId = issuerIdOf(document);
  const proofs = token === null ? proofsOf(document) : [null];
  if (proofs.length > maxProofs) return 'I10';
  if (proofs.some((proof) => namesStranger(proof, issuerId))) return 'I11';
  // A reshaped document can still pass a graph-based proof (THREATS M1c), so only byte-exact ones are tried on it.
  const isReshaped = gate.kind === 'malformed' && token === null;
  const proofFormats = deps.proofFormats.filter(({ id }) => !isReshaped || id.includes('jcs'));
  const now = token?.askedAt(deps.now) ?? deps.now;
  const lookupKey = keyLookup(deps, facts.issuer);
  const judged = await Promise.all(
    proofs.map(async (proof) =>
      settle(context, await judgeProof([token?.compact ?? document, proof], { proofFormats, now }, lookupKey)),
    ),
  );
  return problems.find((problem) => judged.includes(problem)) ?? judged.find((one) => typeof one === 'object') ?? 'I24';
}

function settle({ document, gate }: CheckContext, one: ProofOutcome): Problem | Verified {
  const isMalformed = gate.kind === 'malformed';
  // A signature past its own end was not tampered with; it only stopped vouching.
  if (one.outcome === 'broken') return one.reason.endsWith('-expired') ? 'I25' : 'I10';
  if (one.outcome === 'unknown') return one.reason.startsWith('key-') ? 'I22' : isMalformed ? 'I23' : 'I20';
  const issuerId = issuerIdOf(document);
  // An office named by a web address, signed by some DID: the signature says nothing about that office.
  if (one.controller !== issuerId) return isDid(issuerId) ? 'I11' : 'I22';
  return isMalformed ? 'I23' : one;
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
const keyLookup = (deps: VerifyDeps, issuer: TrustedIssuer | null): KeyLookup =>
  issuer === null
    ? async (...asked) => deps.resolveKey?.(...asked) ?? 'unreachable'
    : listedKey(issuer, ({ role }) => role === 'issuer');

/** The keys of one office that are fit for what is asked. */
export const listedKey =
  (issuer: TrustedIssuer, isFit: (key: TrustedKey) => boolean): KeyLookup =>
  async (verificationMethod) => {
    const key = issuer.keys.find((candidate) => candidate.id === verificationMethod && isFit(candidate));
    return key ? { ...key, controller: issuer.did } : null;
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
