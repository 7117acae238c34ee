export { createChallenges, createUsedChallenges, type Challenges, type IssuedChallenge } from './challenges.js';
export { isUndecided, meaningOf, type VcApiCode } from './codes.js';
export { strictProfile, type KeyWindow, type VcApiDeps, type VerifierProfile } from './deps.js';
export { refusal, type Finding, type VcApiAnswer } from './finding.js';
export { contextFindings, jsonLdFindings } from './json-ld.js';
export { isTooLarge, readDocument, readPointers, readRequest, type Parsed } from './requests.js';
export { createVcApiVerifier, type VcApiVerifier } from './verifier.js';
