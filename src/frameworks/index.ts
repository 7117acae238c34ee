export * from './types.js';
export { loadKnowledge, type LoadOptions } from './load.js';
export type { Framework, Knowledge, KnowledgeProblem, Level } from './knowledge.js';
export { parseClaim, type ClaimParse } from './claim.js';
export { checkClaim, type CheckOptions } from './check-claim.js';
export { rules } from './checks/registry.js';
export { skillBandOf } from './lookup-tables.js';
export { resolveFramework } from './resolve.js';
