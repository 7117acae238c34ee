export * from './browser.js';
export { createNodeCrypto } from './node-crypto.js';
export { createCanonicalizer, type Canonicalizer } from './canonicalization.js';
export { createProofFormats, type ProofFormatDeps } from './registry.js';
