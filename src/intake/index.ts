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
