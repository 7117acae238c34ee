export { writeAward } from './award-files.js';
export type { ImportView } from './federation.js';
export { startSigner } from './signer.js';
export { carryOutCompromise, planCompromise, setChanged, type CompromisePlan } from './key-compromise.js';
export { rotateKey } from './key-rotation.js';
export { rootController } from './trust-roots.js';
export { openFrameworks } from './frameworks.js';
export { registeredParties, throwawayParties } from './table-parties.js';
