import { concatBytes, isObject, multibaseDecode, utf8, type JsonObject } from '../shared/index.js';
import type { Canonicalizer } from './canonicalization.js';
import { RefusedByCanonicalization, keyOfProof, verifiedBy } from './data-integrity-format.js';
import { broken, proofsOf, readProof, unmetExpectation, unsecuredFor } from './proof-options.js';
import type { CryptoPort, ProofFormat } from './types.js';

const TYPE = 'Ed25519Signature2020';

export interface LegacyDeps {
  readonly crypto: CryptoPort;
  readonly canonicalizer: Canonicalizer;
}

/**
 * `Ed25519Signature2020`, the predecessor of eddsa-rdfc-2022, for old credentials of others. Verifies only and is not in
 * the registry unless asked for.
 */
export function createEd25519Signature2020({ crypto, canonicalizer }: LegacyDeps): ProofFormat {
  const hashOf = async (document: JsonObject): Promise<Uint8Array> =>
    crypto.sha256(utf8(await canonicalizer.canonicalize(document, 'SHA-256')));
  return {
    id: TYPE,
    canVerify: (document) =>
      isObject(document) && proofsOf(document).some((proof) => isObject(proof) && proof.type === TYPE),
    sign: () => Promise.reject(new TypeError(`${TYPE} is verified, not issued`)),
    async verify(document, proof, options) {
      if (!isObject(document) || proof?.type !== TYPE || proof.cryptosuite !== undefined)
        return broken('proof-malformed');
      // The members are those of a Data Integrity proof; only the type differs and there is no cryptosuite.
      const read = readProof({ ...proof, type: 'DataIntegrityProof', cryptosuite: TYPE }, TYPE);
      const unsecured = unsecuredFor(document, undefined);
      const signature = read && multibaseDecode(read.proofValue, 64);
      if (!read || !unsecured || !signature || read['@context'] !== undefined) return broken('proof-malformed');
      const unmet = unmetExpectation(read, options);
      if (unmet) return unmet;
      const found = await keyOfProof(read, options, ['Ed25519']);
      if ('outcome' in found) return found;
      const { proofValue: _value, ...config } = proof;
      try {
        const proofHash = await hashOf({ '@context': document['@context'], ...config });
        const data = concatBytes(proofHash, await hashOf(unsecured));
        const valid = await crypto.verifyEd25519(found.key.raw, data, signature);
        return valid ? verifiedBy(read, found.controller) : broken('signature-invalid');
      } catch (error) {
        if (error instanceof RefusedByCanonicalization) return error.outcome;
        throw error;
      }
    },
  };
}
