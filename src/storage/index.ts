export { lockDataDir, type DataDirLock } from './embedded/data-dir-lock.js';
export type { HouseStore } from './issuance-store.js';
export { openStorage } from './open-storage.js';
export type { Storage, StorageHealth, StorageKind, StorageOptions } from './open-storage.js';
export { auditHash, verifyAuditChain } from './audit-chain.js';
export type { AuditContent, AuditVerdict } from './audit-chain.js';
