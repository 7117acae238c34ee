import { isObject, type JsonObject } from '../shared/index.js';
import { broken, proofsOf } from './proof-options.js';
import type { ProofFormat, ProofOutcome, VerifyOptions } from './types.js';

/** Each proof costs work, so their number is bounded. Documents of this service carry one. */
const maxProofs = 4;

export interface DocumentVerifyOptions extends VerifyOptions {
  /** Default and upper bound: 4. Our own policy is 2. */
  readonly maxProofs?: number;
  /** When given, every proof must be by a key of this controller; another signer makes the document broken. */
  readonly expectedController?: string;
}

export interface ProofResult {
  /** Id of the format that judged the proof; null when no format knows it. */
  readonly format: string | null;
  readonly result: ProofOutcome;
}

/** The judgement over all proofs of a document together. */
export interface DocumentProofs {
  /** `broken` if any proof is broken, else `unknown` if any is unknown, else `verified`. */
  readonly outcome: ProofOutcome['outcome'];
  /** Reason of the first proof that is not verified. */
  readonly reason: Exclude<ProofOutcome, { outcome: 'verified' }>['reason'] | null;
  readonly proofs: readonly ProofResult[];
}

function judged(proofs: readonly ProofResult[]): DocumentProofs {
  const worst =
    proofs.find(({ result }) => result.outcome === 'broken') ??
    proofs.find(({ result }) => result.outcome === 'unknown');
  if (!worst || worst.result.outcome === 'verified') return { outcome: 'verified', reason: null, proofs };
  return { outcome: worst.result.outcome, reason: worst.result.reason, proofs };
}

const refusedDocument = (
  reason: 'no-proof' | 'too-many-proofs' | 'proof-malformed' | 'previous-proof',
): DocumentProofs => judged([{ format: null, result: broken(reason) }]);

/**
 * Verifies a secured document: EVERY proof on it must verify, be of a known format and fit what was expected. One good
 * proof beside a forged one is broken, because readers would show both signers. Tokens (strings) have one proof.
 */
export async function verifyProofs(
  document: JsonObject | string,
  formats: readonly ProofFormat[],
  options: DocumentVerifyOptions,
): Promise<DocumentProofs> {
  if (typeof document === 'string') return judged([await verifyOne(document, null, formats, options)]);
  const proofs = proofsOf(document);
  if (proofs.length === 0) return refusedDocument('no-proof');
  if (proofs.length > Math.min(options.maxProofs ?? maxProofs, maxProofs)) return refusedDocument('too-many-proofs');
  if (!proofs.every(isObject)) return refusedDocument('proof-malformed');
  if (!areIdsDistinct(proofs) || hasCycle(proofs)) return refusedDocument('previous-proof');
  const results: ProofResult[] = [];
  for (const proof of proofs) results.push(await verifyOne(document, proof, formats, options));
  return judged(results);
}

async function verifyOne(
  document: JsonObject | string,
  proof: JsonObject | null,
  formats: readonly ProofFormat[],
  options: DocumentVerifyOptions,
): Promise<ProofResult> {
  const seen = typeof document === 'string' ? document : { ...document, proof: proof ?? undefined };
  const format = formats.find((candidate) => candidate.canVerify(seen));
  if (!format) return { format: null, result: { outcome: 'unknown', reason: 'unsupported-format' } };
  const result = await format.verify(document, proof, options);
  const isUnexpected =
    result.outcome === 'verified' &&
    options.expectedController !== undefined &&
    result.controller !== options.expectedController;
  return { format: format.id, result: isUnexpected ? broken('unexpected-signer') : result };
}

const idsNamedBy = (proof: JsonObject): unknown[] =>
  proof.previousProof === undefined ? [] : [proof.previousProof].flat();

function areIdsDistinct(proofs: readonly JsonObject[]): boolean {
  const ids = proofs.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return new Set(ids).size === ids.length;
}

/** Proofs that lean on each other in a circle would each claim the other came first. */
function hasCycle(proofs: readonly JsonObject[]): boolean {
  let open = [...proofs];
  for (let round = proofs.length; round > 0 && open.length > 0; round--) {
    const openIds = new Set(open.map(({ id }) => id).filter((id) => id !== undefined));
    open = open.filter((proof) => idsNamedBy(proof).some((id) => openIds.has(id as never)));
  }
  return open.length > 0;
}
