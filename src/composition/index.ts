export { writeAward, type AwardFolder } from './award-files.js';
export type { ImportView } from './federation.js';
export { startSigner } from './signer.js';
export { openFrameworks, type Frameworks } from './frameworks.js';
export { registeredParties, throwawayParties, type TableParties } from './table-parties.js';
