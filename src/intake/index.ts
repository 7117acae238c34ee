export {
  resultsFor,
  runSession,
  servicesAt,
  type IntakeDeps,
  type SessionCandidate,
  type SessionPeople,
  type SessionRun,
  type SessionRunResult,
} from './session-run.js';
export {
  issueTable,
  scriptOf,
  type IssuedRow,
  type RowOutcome,
  type RowParties,
  type TableIntake,
} from './table-intake.js';
