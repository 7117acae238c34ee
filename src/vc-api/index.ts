export { createChallenges, createUsedChallenges } from './challenges.js';
export { strictProfile, type KeyWindow, type VcApiDeps } from './deps.js';
export { refusal, type Finding, type VcApiAnswer } from './finding.js';
export { jsonLdFindings } from './json-ld.js';
export { isTooLarge, readDocument, readPointers, readRequest } from './requests.js';
export { createVcApiVerifier, type VcApiVerifier } from './verifier.js';
