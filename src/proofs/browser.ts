/**
 * The part of this folder that a page loads first. The whole format is no part of it: what is also exported from here would
 * be bundled at once, and not when it is met.
 */
export * from './types.js';
export { createBrowserCrypto } from './browser-crypto.js';
export { createEddsaJcs2022Verifier } from './plain-eddsa-jcs-2022.js';
