import type { ProofOutcome } from '../../proofs/types.js';
import type { CheckContext } from './check.js';
import { judgeProof, keyLookup, namesStranger, proofsOf, settle, type Problem, type Verified } from './integrity.js';

/** More proofs than any honest document carries: each costs a signature check (THREATS M2). */
const maxProofs = 2;

/** What can be wrong with proofs, worst first. */
const problems: readonly Problem[] = ['I10', 'I25', 'I22', 'I23', 'I20', 'I11'];

/**
 * RSA of other badge makers, a chain of certificates, no algorithm at all: such a token was refused before its signature
 * was looked at. Nobody is told that it was altered.
 */
const isUnread = (one: ProofOutcome): boolean => one.outcome === 'broken' && one.reason === 'token-header';

/**
 * Everything but one proof inside a document of a shape we know: tokens, several proofs, none, and reshaped documents. The
 * first proof when all of them verified, else the worst that is wrong.
 */
export async function judgeOtherProofs(context: CheckContext): Promise<Problem | Verified> {
  const { document, token, deps, gate, facts } = context;
  const proofs = token === null ? proofsOf(document) : [null];
  if (proofs.length === 0) return 'I24';
  if (proofs.length > maxProofs) return 'I10';
  if (proofs.some((proof) => proof !== null && namesStranger(proof, document))) return 'I11';
  const isMalformed = gate.kind === 'malformed';
  // A reshaped document can still pass a graph-based proof (THREATS M1c), so only byte-exact ones are tried on it.
  const proofFormats = deps.proofFormats.filter(({ id }) => !isMalformed || token !== null || id.includes('jcs'));
  const now = token?.askedAt(deps.now) ?? deps.now;
  const lookupKey = keyLookup(deps, facts.issuer);
  const judged = await Promise.all(
    proofs.map(async (proof) => {
      const outcome = await judgeProof([token?.compact ?? document, proof], { proofFormats, now }, lookupKey);
      const settled = isUnread(outcome) ? 'I20' : settle(document, outcome);
      return isMalformed && (settled === 'I20' || typeof settled === 'object') ? 'I23' : settled;
    }),
  );
  return problems.find((problem) => judged.includes(problem)) ?? judged.find((one) => typeof one === 'object') ?? 'I20';
}
