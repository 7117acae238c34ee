import { decodeMultikey, type RawPublicKey } from '../keys/browser.js';
import type { KeyAlgorithm } from '../keys/types.js';
import { base58Encode, isObject, multibaseDecode, type JsonObject } from '../shared/index.js';
import {
  broken,
  hasSignedContext,
  proofOptions,
  proofsOf,
  readProof,
  unmetExpectation,
  unsecuredFor,
  withProof,
  type DataIntegrityProof,
} from './proof-options.js';
import type { ProofFormat, ProofOutcome, SignOptions, VerifyOptions } from './types.js';

/** What distinguishes one cryptosuite from the next. Everything else of Data Integrity is the same for all. */
export interface Cryptosuite {
  readonly id: string;
  readonly algorithms: readonly KeyAlgorithm[];
  /** `hash(proof options) || hash(document)`. Throws `RefusedByCanonicalization` when there is no canonical form. */
  hashData(document: JsonObject, options: JsonObject, algorithm: KeyAlgorithm): Uint8Array | Promise<Uint8Array>;
  /** JCS suites put the document's @context into the proof. */
  readonly contextInProof: boolean;
  checkSignature(key: RawPublicKey, data: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}

/** Thrown by canonicalization; carries the outcome that the proof then has. */
export class RefusedByCanonicalization extends Error {
  constructor(readonly outcome: Exclude<ProofOutcome, { outcome: 'verified' }>) {
    super(outcome.reason);
  }
}

const signatureLength: Readonly<Record<KeyAlgorithm, number>> = { Ed25519: 64, 'P-256': 64, 'P-384': 96 };

/** True when the document carries at least one proof of this cryptosuite. */
export const carriesSuite = (document: unknown, cryptosuite: string): boolean =>
  isObject(document) &&
  proofsOf(document).some(
    (proof) => isObject(proof) && proof.type === 'DataIntegrityProof' && proof.cryptosuite === cryptosuite,
  );

/** Finds the key of a proof: the raw key and its controller, or the outcome when there is none to use. */
export async function keyOfProof(
  proof: DataIntegrityProof,
  options: VerifyOptions,
  algorithms: readonly KeyAlgorithm[],
): Promise<{ readonly key: RawPublicKey; readonly controller: string } | ProofOutcome> {
  const found = await options.lookupKey(proof.verificationMethod, proof.proofPurpose);
  if (found === 'unreachable') return { outcome: 'unknown', reason: 'key-unreachable' };
  if (found === null) return { outcome: 'unknown', reason: 'key-unknown' };
  const key = decodeMultikey(found.publicKeyMultibase);
  if (!key || !algorithms.includes(key.algorithm)) return broken('key-mismatch');
  return { key, controller: found.controller };
}

export const verifiedBy = (proof: DataIntegrityProof, controller: string): ProofOutcome => ({
  outcome: 'verified',
  verificationMethod: proof.verificationMethod,
  controller,
  created: typeof proof.created === 'string' ? proof.created : null,
});

/**
 * A proof format from a cryptosuite: the add-proof and verify-proof algorithms of Data Integrity 1.0 (sections 4.2 and
 * 4.4), with proof chains. Verification refuses whatever is not spelled exactly as the suite demands.
 */
export function createDataIntegrityFormat(suite: Cryptosuite): ProofFormat {
  return {
    id: suite.id,
    canVerify: (document) => carriesSuite(document, suite.id),
    async verify(document, proof, options) {
      if (!isObject(document) || proof === null) return broken('proof-malformed');
      const read = readProof(proof, suite.id);
      if (!read) return broken('proof-malformed');
      if (!hasSignedContext(document, read)) return broken('proof-context');
      return unmetExpectation(read, options) ?? verifyEmbedded(suite, document, read, options);
    },
    sign: (document, options) => signEmbedded(suite, document, options),
  };
}

async function signEmbedded(suite: Cryptosuite, document: JsonObject, options: SignOptions): Promise<JsonObject> {
  const { signer } = options;
  if (!suite.algorithms.includes(signer.algorithm)) {
    throw new TypeError(`${suite.id} cannot sign with a ${signer.algorithm} key`);
  }
  const unsecured = unsecuredFor(document, options.previousProof);
  if (!unsecured) throw new TypeError('previousProof names a proof that the document does not carry once');
  const context = document['@context'];
  const proof = proofOptions(suite.id, options);
  if (suite.contextInProof && context !== undefined) proof['@context'] = structuredClone(context);
  const signature = await signer.sign(await suite.hashData(unsecured, proof, signer.algorithm));
  return withProof(document, { ...proof, proofValue: `z${base58Encode(signature)}` });
}

async function verifyEmbedded(
  suite: Cryptosuite,
  document: JsonObject,
  proof: DataIntegrityProof,
  options: VerifyOptions,
): Promise<ProofOutcome> {
  const unsecured = unsecuredFor(document, proof.previousProof);
  if (!unsecured) return broken('previous-proof');
  const found = await keyOfProof(proof, options, suite.algorithms);
  if ('outcome' in found) return found;
  const signature = multibaseDecode(proof.proofValue, signatureLength[found.key.algorithm]);
  if (!signature) return broken('proof-malformed');
  const { proofValue: _value, ...config } = proof;
  try {
    const data = await suite.hashData(unsecured, config, found.key.algorithm);
    const valid = await suite.checkSignature(found.key, data, signature);
    return valid ? verifiedBy(proof, found.controller) : broken('signature-invalid');
  } catch (error) {
    if (error instanceof RefusedByCanonicalization) return error.outcome;
    throw error;
  }
}
