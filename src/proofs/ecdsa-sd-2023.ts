import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createDiscloseCryptosuite, createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { derive } from '@digitalbazaar/vc';
import { encodeMultikey } from '../keys/index.js';
import type { DocumentLoader } from '../credentials/index.js';
import { ServiceError, isObject, type JsonObject } from '../shared/index.js';
import type { Canonicalizer } from './canonicalization.js';
import { RefusedByCanonicalization, carriesSuite, keyOfProof, verifiedBy } from './data-integrity-format.js';
import { isDisclosureProofValue } from './disclosure-proof-value.js';
import { hasHiddenShape } from './json-ld-shape.js';
import { issueWithLibrary } from './library-issue.js';
import {
  broken,
  readProof,
  unmetExpectation,
  unsecuredFor,
  type DataIntegrityProof as Proof,
} from './proof-options.js';
import type { ProofFormat, ProofOutcome, VerifyOptions } from './types.js';

const ID = 'ecdsa-sd-2023';

export interface SelectiveDisclosureDeps {
  readonly documentLoader: DocumentLoader;
  readonly canonicalizer: Canonicalizer;
}

/**
 * `ecdsa-sd-2023` (Data Integrity ECDSA Cryptosuites 1.0, section 3.4): the issuer signs each statement, the holder shows
 * some. `sign` makes a base proof, which verifiers refuse: it must be derived first (`deriveDisclosure`). P-256 only.
 * Each issuance draws a fresh per-statement key, so signing twice gives two different proofs.
 */
export function createEcdsaSd2023({ documentLoader, canonicalizer }: SelectiveDisclosureDeps): ProofFormat {
  return {
    id: ID,
    canVerify: (document) => carriesSuite(document, ID),
    async sign(document, options) {
      const { mandatoryPointers = [] } = options;
      if (document.proof !== undefined || options.previousProof !== undefined) {
        throw new TypeError('ecdsa-sd-2023 signs documents without other proofs');
      }
      return issueWithLibrary(document, options, createSignCryptosuite({ mandatoryPointers }), documentLoader);
    },
    async verify(document, proof, options) {
      if (!isObject(document) || proof === null) return broken('proof-malformed');
      const read = readProof(proof, ID);
      if (!read || read['@context'] !== undefined || !isDisclosureProofValue(read.proofValue))
        return broken('proof-malformed');
      if (read.previousProof !== undefined) return { outcome: 'unknown', reason: 'unsupported-format' };
      return unmetExpectation(read, options) ?? verifyDerived(canonicalizer, document, read, options);
    },
  };
}

async function verifyDerived(
  canonicalizer: Canonicalizer,
  document: JsonObject,
  proof: Proof,
  options: VerifyOptions,
): Promise<ProofOutcome> {
  const found = await keyOfProof(proof, options, ['P-256']);
  if ('outcome' in found) return found;
  const unsecured = unsecuredFor(document, undefined);
  if (!unsecured) return broken('proof-malformed');
  if (hasHiddenShape(unsecured)) return broken('json-ld-refused');
  try {
    const publicKeyMultibase = encodeMultikey(found.key);
    const valid = await canonicalizer.verifyDisclosure({ document: unsecured, proof, publicKeyMultibase });
    return valid ? verifiedBy(proof, found.controller) : broken('signature-invalid');
  } catch (error) {
    if (error instanceof RefusedByCanonicalization) return error.outcome;
    throw error;
  }
}

/**
 * Derives the credential a holder shows: the mandatory statements and those the JSON Pointers select. ServiceError
 * `disclosure-refused` when the document carries no base proof or a pointer leads nowhere.
 */
export async function deriveDisclosure(
  document: JsonObject,
  selectivePointers: readonly string[],
  documentLoader: DocumentLoader,
): Promise<JsonObject> {
  const suite = new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers }) });
  try {
    const verifiableCredential = structuredClone(document);
    return (await derive({ verifiableCredential, suite, documentLoader })) as JsonObject;
  } catch (cause) {
    throw new ServiceError('disclosure-refused', {
      status: 400,
      title: 'Nothing could be derived from this credential.',
      whatToDo: 'Send a credential with an ecdsa-sd-2023 base proof and JSON Pointers to statements it contains.',
      cause,
    });
  }
}
