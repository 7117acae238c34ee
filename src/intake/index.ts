export {
  resultsFor,
  runSession,
  type SessionCandidate,
  type SessionRun,
  type SessionRunResult,
} from './session-run.js';
export {
  admitAll,
  DAY_MS,
  enrolAll,
  schedule,
  servicesAt,
  type At,
  type IntakeDeps,
  type SessionPeople,
  type SessionPlan,
} from './session-steps.js';
export {
  issueTable,
  scriptOf,
  type IssuedRow,
  type RowOutcome,
  type RowParties,
  type TableIntake,
} from './table-intake.js';
