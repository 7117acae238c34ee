import type { Application, IdentityCheck, Qualification, RuleResult, Session } from '../model/index.js';
import { requiredUnitCodes, type Scheme } from '../catalogue/catalogue.js';
import { rules } from '../rules/index.js';
import { condition, type GuardAnswers } from '../states/machine.js';
import { mustHaveScheme, mustQualify, newRow, requireInput, type AssessmentDeps } from './context.js';

export interface ApplicationDetails {
  /** Chosen by a desk that filled it without the network; otherwise the service gives one. */
  readonly id?: string;
  readonly personId: string;
  readonly qualificationId: string;
  readonly revision: string;
  readonly target?: Application['target'];
  /** For `target: 'units'` the units to assess; for `full` electives beyond the required units. */
  readonly unitCodes?: readonly string[];
  readonly clientType: Application['clientType'];
  readonly route: Application['route'];
  readonly declaredTraining?: Application['declaredTraining'];
  readonly selfAssessment?: Application['selfAssessment'];
  readonly claimedExperienceMonths?: number;
  readonly confirmedExperienceMonths?: number;
  readonly consent?: Application['consent'];
  readonly portfolio?: Application['portfolio'];
  readonly assistedByUserId?: string;
  readonly missionId?: string;
}

/** As it begins: a draft. */
export function newApplication(details: ApplicationDetails, deps: AssessmentDeps): Application {
  const qualification = mustQualify(deps.catalogue, details);
  const known = new Set(qualification.units.map((unit) => unit.code));
  const unitCodes = details.unitCodes ?? [];
  requireInput(
    unitCodes.every((code) => known.has(code)),
    'A unit is not part of this qualification revision.',
    'Choose units from the list of this qualification.',
  );
  const target = details.target ?? 'full';
  requireInput(target === 'full' || unitCodes.length > 0, 'No unit is chosen.', 'Choose the units to assess.');
  return {
    ...newRow(deps, details.id),
    personId: details.personId,
    scheme: qualification.scheme,
    qualificationId: qualification.id,
    revision: qualification.revision,
    target,
    unitCodes,
    clientType: details.clientType,
    route: details.route,
    declaredTraining: details.declaredTraining ?? [],
    selfAssessment: details.selfAssessment ?? [],
    claimedExperienceMonths: details.claimedExperienceMonths ?? 0,
    confirmedExperienceMonths: details.confirmedExperienceMonths ?? 0,
    consent: details.consent ?? null,
    fee: null,
    portfolio: details.portfolio ?? null,
    assistedByUserId: details.assistedByUserId ?? null,
    sessionId: null,
    missionId: details.missionId ?? null,
    identityCheck: null,
    state: 'draft',
  };
}

/** Units the candidate asked to be assessed in: the chosen ones, or all required ones and chosen electives. */
export const wantedUnits = (application: Application, qualification: Qualification): readonly string[] =>
  application.target === 'units'
    ? application.unitCodes
    : [...new Set([...requiredUnitCodes(qualification), ...application.unitCodes])];

export function submitAnswers(application: Application, deps: AssessmentDeps): GuardAnswers {
  const qualification = mustQualify(deps.catalogue, application);
  const policy = mustHaveScheme(deps.catalogue, application.scheme);
  const units = wantedUnits(application, qualification);
  const answered = new Set(application.selfAssessment.map((item) => item.unitCode));
  return {
    'consent-recorded': condition('consent-recorded', (application.consent?.purposes.length ?? 0) > 0, [
      'The consent of the candidate is not recorded.',
      'Read the notice with the candidate and record the consent.',
    ]),
    'sag-complete': condition(
      'sag-complete',
      units.every((code) => answered.has(code)),
      ['The self-assessment guide is not complete.', 'Answer it for every unit.'],
    ),
    R18: [
      rules.R18.evaluate({
        route: application.route,
        level: qualification.level,
        experienceMonths: Math.max(application.claimedExperienceMonths, application.confirmedExperienceMonths),
        requiredMonths: policy.rplExperienceMonths,
        unitCodes: units,
        selfAssessment: application.selfAssessment,
      }),
    ],
  };
}

/** R17: what the portfolio route asks for. */
export const portfolioRule = (
  application: Application,
  policy: Pick<Scheme, 'portfolioExperienceMonths'>,
): RuleResult =>
  rules.R17.evaluate({
    route: application.route,
    clientType: application.clientType,
    confirmedMonths: application.confirmedExperienceMonths,
    portfolio: application.portfolio,
    required: policy.portfolioExperienceMonths,
  });

export function acceptAnswers(application: Application, deps: AssessmentDeps): GuardAnswers {
  const policy = mustHaveScheme(deps.catalogue, application.scheme);
  const qualification = mustQualify(deps.catalogue, application);
  return {
    R17: [portfolioRule(application, policy)],
    scheme: policy.eligibility(application, qualification),
  };
}

export const noBirthDates = { assessorIds: [], birthDates: { first: null, second: null } };

/** R13 before the assessment: a mismatch warns, a missing check blocks. Birth dates on file are compared later. */
export const identity = (check: IdentityCheck): RuleResult =>
  rules.R13.evaluate({ identityCheck: check, ...noBirthDates, stage: 'assessment' });

export const roomOpen = (session: Session | null): RuleResult[] =>
  condition('session-open', session !== null && ['ready', 'in-progress'].includes(session.state), [
    'The session has not been made ready.',
    'Appoint the assessor and the representative first.',
  ]);
