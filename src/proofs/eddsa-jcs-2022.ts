import { concatBytes, jcs, utf8, type JsonObject } from '../shared/index.js';
import { RefusedByCanonicalization, createDataIntegrityFormat } from './data-integrity-format.js';
import type { CryptoPort, ProofFormat } from './types.js';

/** Canonical bytes, or a refusal where the text of the JSON has none (half surrogate pairs, extreme depth). */
export function jcsBytes(value: JsonObject): Uint8Array {
  try {
    return utf8(jcs(value));
  } catch {
    throw new RefusedByCanonicalization({ outcome: 'broken', reason: 'proof-malformed' });
  }
}

/**
 * `eddsa-jcs-2022` (Data Integrity EdDSA Cryptosuites 1.0, section 3.3): Ed25519 over the SHA-256 of the canonical JSON.
 * The default of this service: byte-exact, no JSON-LD processing, runs in the browser.
 */
export const createEddsaJcs2022 = (crypto: CryptoPort): ProofFormat =>
  createDataIntegrityFormat({
    id: 'eddsa-jcs-2022',
    algorithms: ['Ed25519'],
    contextInProof: true,
    async hashData(document, options) {
      const proofHash = crypto.sha256(jcsBytes(options));
      return concatBytes(await proofHash, await crypto.sha256(jcsBytes(document)));
    },
    checkSignature: (key, data, signature) => crypto.verifyEd25519(key.raw, data, signature),
  });
