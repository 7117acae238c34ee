/** What the signing process asks of the register before it signs. */
export * from './audit-search.js';
export { authorise, wishOf } from './authorise.js';
export { sha256 } from './cycle.js';
export { lintAgain, rebuild } from './securing.js';
export { unsupported, type Unsupported } from './form-support.js';
export * from './standing.js';
