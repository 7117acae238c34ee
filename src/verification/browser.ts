/** Everything a page needs to verify without a server: the pipeline and its platform parts. */
export * from './index.js';
export { streamGunzip, createSmallSchemaGate } from '../credentials/browser.js';
