import type { DocumentLoader } from '../credentials/index.js';
import { createCanonicalizer, type Canonicalizer } from './canonicalization.js';
import { createEcdsaJcs2019 } from './ecdsa-jcs-2019.js';
import { createEcdsaRdfc2019 } from './ecdsa-rdfc-2019.js';
import { createEcdsaSd2023 } from './ecdsa-sd-2023.js';
import { createEd25519Signature2020 } from './ed25519-signature-2020.js';
import { createEddsaJcs2022 } from './eddsa-jcs-2022.js';
import { createEddsaRdfc2022 } from './eddsa-rdfc-2022.js';
import { createVcJwt, createVpJwt } from './jwt.js';
import type { NodeCrypto } from './node-crypto.js';
import { createDcSdJwt, createVcSdJwt, createVpSdJwt } from './sd-jwt.js';
import type { ProofFormat } from './types.js';
import { createVcCose, createVpCose } from './vc-cose.js';

export interface ProofFormatDeps {
  readonly crypto: NodeCrypto;
  readonly documentLoader: DocumentLoader;
  /** Workers with a time limit for documents from outside; left out, JSON-LD runs in this thread. */
  readonly canonicalizer?: Canonicalizer;
  /** Also verify `Ed25519Signature2020` proofs of old credentials. Default no. */
  readonly acceptEd25519Signature2020?: boolean;
}

/** Every securing mechanism of this service. A new one is a file with the shape of `ProofFormat` and a line here. */
export function createProofFormats(deps: ProofFormatDeps): readonly ProofFormat[] {
  const { crypto, documentLoader, canonicalizer = createCanonicalizer(documentLoader) } = deps;
  const jsonLd = { crypto, documentLoader, canonicalizer };
  return [
    createEddsaJcs2022(crypto),
    createEddsaRdfc2022(jsonLd),
    createEcdsaJcs2019(crypto),
    createEcdsaRdfc2019(jsonLd),
    createEcdsaSd2023(jsonLd),
    createVcJwt(crypto),
    createVpJwt(crypto),
    createVcSdJwt(crypto),
    createVpSdJwt(crypto),
    createDcSdJwt(crypto),
    createVcCose(crypto),
    createVpCose(crypto),
    ...(deps.acceptEd25519Signature2020 ? [createEd25519Signature2020(jsonLd)] : []),
  ];
}
