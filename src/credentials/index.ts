export * from './types.js';
export * from './terms.js';
export * from './build/index.js';
export * from './contexts/index.js';
export * from './status/index.js';
export { createSchemaGate, readCredentialSchema } from './schema/schema-gate.js';
export { createSmallSchemaGate } from './schema/small-schema-gate.js';
export { readClaims } from './claims/read-claims.js';
export { authorityQuestionOf, type CredentialAuthority } from './claims/authority-question.js';
