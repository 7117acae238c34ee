export * from './types.js';
export { createBrowserCrypto } from './browser-crypto.js';
export { createEddsaJcs2022, createEddsaJcs2022Verifier } from './eddsa-jcs-2022.js';
export {
  verifyProofs,
  maxProofs,
  type DocumentProofs,
  type DocumentVerifyOptions,
  type ProofResult,
} from './verify-proofs.js';
