import type {
  Application,
  AssessmentRecord,
  Certificate,
  Person,
  Qualification,
  Recommendation,
  RuleResult,
  Session,
} from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { requiredMethods, requiredUnitCodes, type Scheme } from '../catalogue/catalogue.js';
import { isAsSigned } from '../freeze.js';
import { missingUnits, rules, satisfactoryUnits } from '../rules/index.js';
import type { FullAwardFacts, ResultFacts } from '../rules/results.js';
import { condition } from '../states/machine.js';
import { portfolioRule } from './application-facts.js';
import type { AssessmentDeps } from './context.js';
import { assessorStanding, conflicts, siteStanding } from './session-facts.js';

/** Everything the rules need to know about one record. */
export interface RecordCase {
  readonly record: AssessmentRecord;
  readonly application: Application;
  readonly session: Session;
  readonly person: Person;
  readonly qualification: Qualification;
  readonly policy: Scheme;
  /** Awards of the same standard revision whose units count (R10). */
  readonly held: readonly Certificate[];
}

export const heldUnits = (held: readonly Certificate[]): readonly string[] => [
  ...new Set(held.flatMap((award) => award.unitResults.filter((unit) => unit.competent).map((unit) => unit.unitCode))),
];

export const resultFacts = ({ record, application, qualification }: RecordCase): ResultFacts => ({
  unitCodes: record.unitCodes,
  methods: requiredMethods(qualification, application.route),
  results: record.results,
});

function fullAwardFacts(facts: RecordCase): FullAwardFacts {
  return {
    recommendation: facts.record.recommendation,
    requiredUnitCodes: requiredUnitCodes(facts.qualification),
    satisfactory: satisfactoryUnits(resultFacts(facts)),
    heldUnitCodes: heldUnits(facts.held),
  };
}

/** What follows from the results: the full award, the clusters (or units) that are complete, else re-assessment. */
export function recommend(facts: RecordCase): Recommendation {
  const award = fullAwardFacts(facts);
  if (missingUnits(award).length === 0 && award.satisfactory.length > 0) return { kind: 'issue-full' };
  const { cocClusters } = facts.qualification;
  const complete = cocClusters.filter((cluster) =>
    cluster.unitCodes.every((code) => award.satisfactory.includes(code)),
  );
  if (facts.policy.partialAward === 'COC' && complete.length > 0)
    return { kind: 'issue-coc', cocClusterIds: complete.map((cluster) => cluster.id) };
  if (facts.policy.partialAward === 'record-of-achievement' && award.satisfactory.length > 0)
    return { kind: 'issue-coc', cocClusterIds: [] };
  const open = facts.record.unitCodes.filter((code) => !award.satisfactory.includes(code));
  return { kind: 're-assess', unitCodes: open };
}

/** R08-R12: the record by itself. */
export function resultRules(facts: RecordCase): readonly RuleResult[] {
  const results = resultFacts(facts);
  return [
    rules.R08.evaluate(results),
    rules.R09.evaluate({ ...results, overall: facts.record.overall }),
    rules.R10.evaluate(fullAwardFacts(facts)),
    rules.R11.evaluate({
      recommendation: facts.record.recommendation,
      clusters: facts.qualification.cocClusters,
      satisfactory: satisfactoryUnits(results),
      partialAward: facts.policy.partialAward,
    }),
    rules.R12.evaluate(facts.record),
  ];
}

/** R01-R03 with the facts of the day of the assessment, whenever they are evaluated. R03 respects a recorded waiver. */
export async function authorityRules(
  store: AssessmentStore,
  facts: RecordCase,
  deps: AssessmentDeps,
): Promise<readonly RuleResult[]> {
  const { session, record, application } = facts;
  const own = {
    ...session,
    assessors: session.assessors.filter((entry) => entry.personId === record.assessorPersonId),
  };
  const waived = session.waivers.some((waiver) => waiver.rule === 'R03');
  const conflict = conflicts(own, [application], [], deps).map((result): RuleResult =>
    waived && result.outcome === 'block' ? { ...result, outcome: 'warn' } : result,
  );
  return [
    await assessorStanding(store, record.assessorAccreditationId, own, deps),
    await siteStanding(store, session, deps),
    ...conflict,
  ];
}

export function identityRule(facts: RecordCase, stage: 'assessment' | 'certification'): RuleResult {
  return rules.R13.evaluate({
    identityCheck: facts.application.identityCheck,
    assessorIds: [facts.record.assessorPersonId],
    birthDates: {
      first: facts.person.birthDate?.value ?? null,
      second: facts.person.conflictingBirthDate?.value ?? null,
    },
    stage,
  });
}

/** R17 and R18: the candidate's route, judged again. */
export function routeRules({ application, qualification, policy, record }: RecordCase): readonly RuleResult[] {
  return [
    portfolioRule(application, policy),
    rules.R18.evaluate({
      route: application.route,
      level: qualification.level,
      experienceMonths: Math.max(application.claimedExperienceMonths, application.confirmedExperienceMonths),
      requiredMonths: policy.rplExperienceMonths,
      unitCodes: record.unitCodes,
      selfAssessment: application.selfAssessment,
    }),
  ];
}

/** The record still has the content its assessor signed. */
export const asSigned = (record: AssessmentRecord): RuleResult[] =>
  condition('record-changed', isAsSigned(record), [
    'This record is not as the assessor signed it.',
    'Keep it as it is and tell the auditor.',
  ]);
