import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { createRdfcFormat, type RdfcDeps } from './rdfc-formats.js';
import type { ProofFormat } from './types.js';

/** `eddsa-rdfc-2022` (Data Integrity EdDSA Cryptosuites 1.0, section 3.2), for wallets and Open Badges verifiers. */
export function createEddsaRdfc2022(deps: RdfcDeps): ProofFormat {
  return createRdfcFormat(
    {
      id: 'eddsa-rdfc-2022',
      algorithms: ['Ed25519'],
      library: cryptosuite,
      checkSignature: (key, data, signature) => deps.crypto.verifyEd25519(key.raw, data, signature),
    },
    deps,
  );
}
