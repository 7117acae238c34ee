export * from './browser.js';
export { createNodeCrypto } from './node-crypto.js';
export { createCanonicalizer, type Canonicalizer } from './canonicalization.js';
export {
  createCanonicalizationWorkers,
  type CanonicalizationWorkers,
  type CanonicalizationWorkersOptions,
} from './canonicalization-workers.js';
export { deriveDisclosure } from './ecdsa-sd-2023.js';
export { createProofFormats, type ProofFormatDeps } from './registry.js';
