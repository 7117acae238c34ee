export * from './browser.js';
export { createNodeCrypto, type NodeCrypto } from './node-crypto.js';
export { createCanonicalizer, type Canonicalizer } from './canonicalization.js';
export {
  createCanonicalizationWorkers,
  type CanonicalizationWorkers,
  type CanonicalizationWorkersOptions,
} from './canonicalization-workers.js';
export { RefusedByCanonicalization } from './data-integrity-format.js';
export { deriveDisclosure } from './ecdsa-sd-2023.js';
export { createEddsaJcs2022 } from './eddsa-jcs-2022.js';
export { applyDisclosures } from './disclosures.js';
export { bindToHolder, sha256Base64url, type KeyBindingRequest } from './key-binding.js';
export { createProofFormats, type ProofFormatDeps } from './registry.js';
export { claimsOfSdJwt, presentSdJwt } from './sd-jwt.js';
export { documentOfToken, envelope, unwrapEnvelope } from './tokens.js';
export { checkJws, headerProblem, jwsAlgorithms, methodOf, readJws, type ReadJws } from './jws.js';
export { createPlainJwt, onlyMethodOf } from './plain-jwt.js';
export { audienceProblem, timeProblem, withIssuedAt } from './token-claims.js';
export {
  verifyProofs,
  maxProofs,
  type DocumentProofs,
  type DocumentVerifyOptions,
  type ProofResult,
} from './verify-proofs.js';
