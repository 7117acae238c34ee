export * from './accreditation-credentials.js';
export * from './accreditation-import.js';
export { reissueAccreditations } from './accreditation-reissue.js';
export * from './addresses.js';
export type * from './deps.js';
export { fsck, type Finding, type FsckReport } from './fsck.js';
export { awardingBody } from './facts.js';
export { findAudited } from './audit-search.js';
export { FORM_WILL_SIGN, furtherForm, releasedIntent, signForm, type ReleasedIntent } from './further-forms.js';
export { assertStands, isReleasedByTwo, stillAuthorised } from './standing.js';
export * from './model.js';
export { isWellFormedNumber } from './numbers.js';
export * from './person-data.js';
export * from './ports.js';
export { planRetention, retentionRules, runRetention, type RetentionPlan } from './retention.js';
export type * from './release-runs.js';
export * from './release.js';
export { authorise, lintAgain, rebuild, wishOf } from './securing.js';
export * from './resume.js';
export * from './status-changes.js';
export type * from './status-batch-model.js';
export type { BatchQuestion, BatchSet, BatchTarget } from './status-batch-set.js';
export * from './status-batches.js';
export { openStatusLists, publishStatusLists, setEntries, unsignedList } from './status-lists.js';
export { createStatusJournal, type StatusJournal } from './status-journal.js';
export { assertNotStopped, setStopSwitch } from './stop-switch.js';
export { acceptClock, assertClockForward } from './clock-guard.js';
export {
  createTokenStatusLists,
  isOwnAndCurrent,
  publishedPair,
  signPair,
  type TokenStatusLists,
} from './token-status-lists.js';
