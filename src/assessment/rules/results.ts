import type {
  AssessmentMethod,
  AssessmentRecord,
  CocCluster,
  Recommendation,
  SchemePolicy,
  UnitMethodResult,
} from '../model/index.js';
import { block, notApplicable, pass, type Rule } from './rule.js';

export interface ResultFacts {
  readonly unitCodes: readonly string[];
  readonly methods: readonly AssessmentMethod[];
  readonly results: readonly UnitMethodResult[];
}

const cell = (unitCode: string, method: string): string => `${unitCode} ${method}`;

/** Units with a satisfactory outcome in every required method and no other outcome beside it, in unit order. */
export function satisfactoryUnits({ unitCodes, methods, results }: ResultFacts): readonly string[] {
  return unitCodes.filter((code) => {
    const own = results.filter((result) => result.unitCode === code);
    return (
      methods.every((method) => own.some((result) => result.method === method)) &&
      own.every((result) => result.outcome === 'satisfactory')
    );
  });
}

/** R09's answer: competent only when every assessed unit is satisfactory in all methods. Never entered by a person. */
export const computeOverall = (facts: ResultFacts): 'competent' | 'not-yet-competent' =>
  facts.unitCodes.length > 0 && satisfactoryUnits(facts).length === facts.unitCodes.length
    ? 'competent'
    : 'not-yet-competent';

export const r08: Rule<ResultFacts> = {
  id: 'R08',
  title: 'Every unit has an outcome in every required method before the overall result is set.',
  severity: 'block',
  basis: 'Competency Assessment Results Summary: table of units by methods.',
  evaluate: ({ unitCodes, methods, results }) => {
    if (unitCodes.length === 0) return block('R08', 'No unit is chosen for assessment.', 'Choose the units to assess.');
    const filled = new Set(results.map((result) => cell(result.unitCode, result.method)));
    if (filled.size !== results.length)
      return block('R08', 'A unit has two outcomes for one method.', 'Keep one outcome for each unit and method.');
    if (results.some((result) => !unitCodes.includes(result.unitCode)))
      return block('R08', 'There is a result for a unit that is not assessed here.', 'Remove that result.');
    const empty = unitCodes.flatMap((code) => methods.filter((method) => !filled.has(cell(code, method)))).length;
    return empty > 0
      ? block('R08', `${empty} results are empty.`, 'Fill them before the overall result.')
      : pass('R08', `${results.length} results for ${unitCodes.length} units.`);
  },
};

export interface OverallFacts extends ResultFacts {
  readonly overall: AssessmentRecord['overall'];
}

export const r09: Rule<OverallFacts> = {
  id: 'R09',
  title: 'Competent if and only if every assessed unit is satisfactory in all methods.',
  severity: 'block',
  basis: 'Competency Assessment Results Summary.',
  evaluate: (facts) =>
    facts.overall === computeOverall(facts)
      ? pass(
          'R09',
          facts.overall === 'competent' ? 'Competent in every assessed unit.' : 'Not Yet Competent in every unit.',
        )
      : block(
          'R09',
          'The overall result does not follow from the units.',
          'Enter the results again; the overall result is computed.',
        ),
};

export interface FullAwardFacts {
  readonly recommendation: Recommendation | null;
  readonly requiredUnitCodes: readonly string[];
  /** Units satisfactory in this record. */
  readonly satisfactory: readonly string[];
  /** Units held by certificates of the same standard revision that are still good. */
  readonly heldUnitCodes: readonly string[];
}

/** Required units that are neither satisfactory now nor held from before. */
export const missingUnits = (facts: FullAwardFacts): readonly string[] =>
  facts.requiredUnitCodes.filter((code) => !facts.satisfactory.includes(code) && !facts.heldUnitCodes.includes(code));

export const r10: Rule<FullAwardFacts> = {
  id: 'R10',
  title: 'The full qualification needs every required unit, satisfactory now or held from before.',
  severity: 'block',
  basis: 'A National Certificate is awarded for all units of a qualification; units may be accumulated over time.',
  evaluate: (facts) => {
    if (facts.recommendation === null)
      return block('R10', 'There is no recommendation.', 'Choose what you recommend before you sign.');
    if (facts.recommendation.kind !== 'issue-full')
      return notApplicable('R10', 'The full qualification is not recommended.');
    const missing = missingUnits(facts);
    return missing.length > 0
      ? block(
          'R10',
          `${missing.length} required units are not satisfactory: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' ...' : ''}.`,
          'Recommend the units that are satisfactory, or re-assessment.',
        )
      : pass('R10', `All ${facts.requiredUnitCodes.length} required units are satisfactory.`);
  },
};

export interface PartialAwardFacts {
  readonly recommendation: Recommendation | null;
  readonly clusters: readonly CocCluster[];
  readonly satisfactory: readonly string[];
  readonly partialAward: SchemePolicy['partialAward'];
}

export const r11: Rule<PartialAwardFacts> = {
  id: 'R11',
  title: 'A partial award needs a defined cluster that is fully satisfactory.',
  severity: 'block',
  basis: 'Competency Assessment Results Summary: the COC titles are written on it.',
  evaluate: ({ recommendation, clusters, satisfactory, partialAward }) => {
    if (recommendation?.kind !== 'issue-coc') return notApplicable('R11', 'No partial award is recommended.');
    if (partialAward === 'none') return block('R11', 'This scheme has no partial award.', 'Recommend re-assessment.');
    if (partialAward === 'record-of-achievement' && recommendation.cocClusterIds.length === 0)
      return satisfactory.length > 0
        ? pass('R11', `${satisfactory.length} units for a record of achievement.`)
        : block('R11', 'No unit is satisfactory.', 'Recommend re-assessment.');
    if (recommendation.cocClusterIds.length === 0)
      return block('R11', 'No certificate of competency is chosen.', 'Choose the titles to award.');
    if (new Set(recommendation.cocClusterIds).size !== recommendation.cocClusterIds.length)
      return block('R11', 'A certificate of competency is chosen twice.', 'Choose each title once.');
    const chosen = recommendation.cocClusterIds.map((id) => clusters.find((cluster) => cluster.id === id));
    if (chosen.some((cluster) => cluster === undefined))
      return block(
        'R11',
        'A chosen title is not defined for this qualification.',
        'Choose from the titles of this qualification.',
      );
    return chosen.every((cluster) => cluster?.unitCodes.every((code) => satisfactory.includes(code)))
      ? pass('R11', `${chosen.length} titles are fully satisfactory.`)
      : block('R11', 'A chosen title has units that are not satisfactory.', 'Leave that title out.');
  },
};

export interface AcknowledgementFacts {
  readonly acknowledgement: AssessmentRecord['acknowledgement'];
  readonly feedbackGivenAt: string | null;
}

export const r12: Rule<AcknowledgementFacts> = {
  id: 'R12',
  title: 'The candidate signed or made a witnessed mark, and feedback was given.',
  severity: 'block',
  basis: 'Order of the assessment day: decision, feedback, signatures.',
  evaluate: ({ acknowledgement, feedbackGivenAt }) => {
    if (acknowledgement === null)
      return block('R12', 'The candidate has not signed.', 'Take a signature or a witnessed mark.');
    if (acknowledgement.kind === 'witnessed-mark' && acknowledgement.witnessId === null)
      return block('R12', 'The mark has no witness.', 'Name the witness.');
    if (feedbackGivenAt === null) return block('R12', 'Feedback is not recorded.', 'Give feedback and record it.');
    return acknowledgement.disagrees
      ? pass('R12', 'The candidate signed and does not agree; an appeal is possible.')
      : pass('R12', 'The candidate signed.');
  },
};
