export * from './addresses.js';
export type * from './deps.js';
export { fsck, type Finding, type FsckReport } from './fsck.js';
export { awardingBody } from './facts.js';
export * from './model.js';
export { isWellFormedNumber } from './numbers.js';
export {
  erasePerson,
  exportPerson,
  type ErasePerson,
  type ErasureReason,
  type PersonDataDeps,
  type PersonExport,
} from './person-data.js';
export * from './ports.js';
export {
  releaseCertificates,
  releaseExperience,
  releasePassport,
  resume,
  type BulkOptions,
  type Resumed,
} from './release.js';
export { changeCertificateStatus, markReplaced, type StatusChangeRequest } from './status-changes.js';
export { openStatusLists, publishStatusLists } from './status-lists.js';
export { assertNotStopped, setStopSwitch } from './stop-switch.js';
