import { createAccreditationCommands } from './accreditations.js';
import { createApplicationCommands } from './applications.js';
import { createCandidateCommands } from './candidates.js';
import { createCertificateCommands } from './certificates.js';
import type { AssessmentDeps } from './context.js';
import { createDecisionCommands } from './decisions.js';
import { createDraftCommands } from './draft-results.js';
import { createExperienceCommands } from './experience.js';
import { createAppealCommands } from './appeals.js';
import { createFollowUpCommands } from './follow-ups.js';
import { createMissionCommands } from './missions.js';
import { createModerationCommands } from './moderation.js';
import { createOrganizationCommands } from './organizations.js';
import { createPassportCommands } from './passports.js';
import { createPlanPreview } from './plan-preview.js';
import { createPortraitCommands } from './portraits.js';
import { createRecordCommands } from './records.js';
import { createSessionDayCommands } from './session-day.js';
import { createSessionCommands } from './sessions.js';

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
    ...createFollowUpCommands(deps),
    ...createAppealCommands(deps),
    ...createCandidateCommands(deps),
    ...createPortraitCommands(deps),
    ...createMissionCommands(deps),
    ...createSessionCommands(deps),
    ...createSessionDayCommands(deps),
    ...createApplicationCommands(deps),
    ...createRecordCommands(deps),
    ...createModerationCommands(deps),
    ...createDraftCommands(deps),
    ...createPlanPreview(deps),
    ...createDecisionCommands(deps),
    ...createCertificateCommands(deps),
    ...createExperienceCommands(deps),
    ...createPassportCommands(deps),
  };
}

export type AssessmentServices = ReturnType<typeof createAssessmentServices>;

export { checkRelease } from './check-release.js';
export { checkRenewal } from './certificate-successors.js';
export type { WithdrawExperience } from './experience.js';
export type { SettleFollowUp } from './follow-ups.js';
export { confirmedMonths } from './experience-months.js';
export type { CandidateDetails } from './candidates.js';
export type { RecordEntry } from './records.js';
