export * from './types.js';
export { createBrowserCrypto } from './browser-crypto.js';
export { createEddsaJcs2022 } from './eddsa-jcs-2022.js';
export { createEddsaJcs2022Verifier } from './plain-eddsa-jcs-2022.js';
export {
  verifyProofs,
  maxProofs,
  type DocumentProofs,
  type DocumentVerifyOptions,
  type ProofResult,
} from './verify-proofs.js';
