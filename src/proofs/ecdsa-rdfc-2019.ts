import { cryptosuite } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { createRdfcFormat, type RdfcDeps } from './rdfc-formats.js';
import type { ProofFormat } from './types.js';

/** `ecdsa-rdfc-2019` (Data Integrity ECDSA Cryptosuites 1.0, section 3.2): P-256 with SHA-256, P-384 with SHA-384. */
export function createEcdsaRdfc2019(deps: RdfcDeps): ProofFormat {
  return createRdfcFormat(
    {
      id: 'ecdsa-rdfc-2019',
      algorithms: ['P-256', 'P-384'],
      library: cryptosuite,
      checkSignature: (key, data, signature) =>
        key.algorithm !== 'Ed25519' && deps.crypto.verifyEcdsa(key.algorithm, key.raw, data, signature),
    },
    deps,
  );
}
