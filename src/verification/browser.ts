/** Everything a page needs to verify without a server: the pipeline and its platform parts. */
export * from './types.js';
export { verify } from './pipeline.js';
export { createSmallSchemaGate, streamGunzip } from '../credentials/browser.js';
export { verifyTrustList } from '../issuers/browser.js';
export { createBrowserCrypto, createEddsaJcs2022Verifier as createEddsaJcs2022 } from '../proofs/browser.js';
export type { TrustList } from '../issuers/types.js';
export type { CryptoPort } from '../proofs/types.js';
