import { createAccreditationCommands } from './accreditations.js';
import type { AssessmentDeps } from './context.js';
import { createOrganizationCommands } from './organizations.js';

/**
 * Every command of the assessment domain. Each one loads, evaluates the rules, takes the step through its state
 * machine, writes and appends an audit event in one transaction, and returns what is now stored.
 *
 * @throws ServiceError with the rule's code (409) when rules or the state machine refuse; `not-found` (404);
 *   `input-invalid`, `qualification-unknown`, `scheme-unknown` (422); `conflict` and `stale` from storage (409)
 */
export function createAssessmentServices(deps: AssessmentDeps) {
  return {
    ...createOrganizationCommands(deps),
    ...createAccreditationCommands(deps),
  };
}

export type AssessmentServices = ReturnType<typeof createAssessmentServices>;
