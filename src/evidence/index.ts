export { createEvidenceStore, type EvidenceStore, type EvidenceStoreOptions } from './evidence-store.js';
export { servingHeaders } from './serving.js';
export * from './types.js';
