/** The part of this folder that runs in a browser: no file access, no generated code. */
export * from './types.js';
export * from './terms.js';
export { createSmallSchemaGate } from './schema/small-schema-gate.js';
export { readClaims } from './claims/read-claims.js';
export { authorityQuestionOf } from './claims/authority-question.js';
export * from './status/browser.js';
export { bakePng } from './baked/png.js';
export { bakeSvg } from './baked/svg.js';
