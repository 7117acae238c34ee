export * from './types.js';
export * from './terms.js';
export * from './build/index.js';
export * from './contexts/index.js';
export * from './status/index.js';
export { createSchemaGate, readCredentialSchema } from './schema/schema-gate.js';
export { createSmallSchemaGate } from './schema/small-schema-gate.js';
export { readClaims } from './claims/read-claims.js';
export { authorityQuestionOf, type CredentialAuthority } from './claims/authority-question.js';
export { lint, type LintResult } from './lints/lint-credential.js';
export {
  createAccreditationReader,
  type AccreditationClaims,
  type AccreditationReader,
} from './schema/accreditation-gate.js';
export { lintAccreditation, type AccreditationLint } from './lints/lint-accreditation.js';
export { lintRegistry } from './lints/registry.js';
export type { Lint, LintContext, ValidityQuestion } from './lints/lint.js';
export type { BakedReading } from './baked/baked.js';
export { bakePng, readBakedPng } from './baked/png.js';
export { bakeSvg, readBakedSvg } from './baked/svg.js';
