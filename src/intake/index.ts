export { resultsFor, runSession, type SessionCandidate } from './session-run.js';
export {
  admitAll,
  DAY_MS,
  enrolAll,
  schedule,
  servicesAt,
  type At,
  type SessionPeople,
  type SessionPlan,
} from './session-steps.js';
export { issueTable, type RowOutcome, type RowParties, type TableIntake } from './table-intake.js';
