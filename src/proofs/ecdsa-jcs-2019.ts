import { concatBytes } from '../shared/index.js';
import { createDataIntegrityFormat } from './data-integrity-format.js';
import { jcsBytes } from './eddsa-jcs-2022.js';
import type { CryptoPort, EcdsaPort, ProofFormat } from './types.js';

/**
 * `ecdsa-jcs-2019` (Data Integrity ECDSA Cryptosuites 1.0, section 3.3), for issuers whose hardware has no Ed25519: P-256
 * with SHA-256, P-384 with SHA-384, over the canonical JSON.
 */
export function createEcdsaJcs2019(crypto: CryptoPort & EcdsaPort): ProofFormat {
  return createDataIntegrityFormat({
    id: 'ecdsa-jcs-2019',
    algorithms: ['P-256', 'P-384'],
    contextInProof: true,
    async hashData(document, options, algorithm) {
      const hash = (data: Uint8Array) => (algorithm === 'P-384' ? crypto.sha384(data) : crypto.sha256(data));
      return concatBytes(await hash(jcsBytes(options)), await hash(jcsBytes(document)));
    },
    checkSignature: (key, data, signature) =>
      key.algorithm !== 'Ed25519' && crypto.verifyEcdsa(key.algorithm, key.raw, data, signature),
  });
}
