export * from './addresses.js';
export type * from './deps.js';
export { fsck, type Finding, type FsckReport } from './fsck.js';
export { awardingBody } from './facts.js';
export { furtherForm } from './further-forms.js';
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
export { planRetention, retentionRules, runRetention, type RetentionPlan } from './retention.js';
export type * from './release-runs.js';
export { releaseCertificates, releaseExperience, releasePassport, type BulkOptions } from './release.js';
export { authorise, rebuild, wishOf } from './securing.js';
export { resume, type Resumed } from './resume.js';
export {
  changeCertificateStatus,
  changePassportStatus,
  markReplaced,
  publishingServices,
  withdrawExperience,
  type PassportChange,
  type StatusChangeRequest,
} from './status-changes.js';
export type * from './status-batch-model.js';
export type { BatchQuestion, BatchSet, BatchTarget } from './status-batch-set.js';
export {
  applyBatch,
  batchOutcome,
  checkBatch,
  previewBatch,
  resumeBatches,
  type BatchOutcome,
  type BatchProposal,
} from './status-batches.js';
export { openStatusLists, publishStatusLists, setEntries, unsignedList } from './status-lists.js';
export { createStatusJournal, type StatusJournal } from './status-journal.js';
export { assertNotStopped, setStopSwitch } from './stop-switch.js';
export { createTokenStatusLists, type TokenStatusLists } from './token-status-lists.js';
