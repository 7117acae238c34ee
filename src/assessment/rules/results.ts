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
    if (unitCodes.length === 0) return block('R08', 'R08.no-unit', 'choose-units');
    const filled = new Set(results.map((result) => cell(result.unitCode, result.method)));
    if (filled.size !== results.length) return block('R08', 'R08.two', 'one-outcome');
    if (results.some((result) => !unitCodes.includes(result.unitCode)))
      return block('R08', 'R08.other-unit', 'remove-result');
    const empty = unitCodes.flatMap((code) => methods.filter((method) => !filled.has(cell(code, method)))).length;
    return empty > 0
      ? block('R08', 'R08.empty', 'fill-results', { n: empty })
      : pass('R08', 'R08.good', { n: results.length, units: unitCodes.length });
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
      ? pass('R09', facts.overall === 'competent' ? 'R09.competent' : 'R09.not-yet')
      : block('R09', 'R09.differs', 'enter-again'),
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
    if (facts.recommendation === null) return block('R10', 'R10.none', 'recommend');
    if (facts.recommendation.kind !== 'issue-full') return notApplicable('R10', 'R10.not-asked');
    const missing = missingUnits(facts);
    return missing.length > 0
      ? block('R10', 'R10.missing', 'recommend-units', {
          n: missing.length,
          units: `${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' ...' : ''}`,
        })
      : pass('R10', 'R10.good', { n: facts.requiredUnitCodes.length });
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
    if (recommendation?.kind !== 'issue-coc') return notApplicable('R11', 'R11.not-asked');
    if (partialAward === 'none') return block('R11', 'R11.no-partial', 'recommend-again');
    if (partialAward === 'record-of-achievement' && recommendation.cocClusterIds.length === 0)
      return satisfactory.length > 0
        ? pass('R11', 'R11.units', { n: satisfactory.length })
        : block('R11', 'R11.no-unit', 'recommend-again');
    if (recommendation.cocClusterIds.length === 0) return block('R11', 'R11.none', 'choose-titles');
    if (new Set(recommendation.cocClusterIds).size !== recommendation.cocClusterIds.length)
      return block('R11', 'R11.twice', 'title-once');
    const chosen = recommendation.cocClusterIds.map((id) => clusters.find((cluster) => cluster.id === id));
    if (chosen.some((cluster) => cluster === undefined)) return block('R11', 'R11.unknown', 'titles-of-this');
    return chosen.every((cluster) => cluster?.unitCodes.every((code) => satisfactory.includes(code)))
      ? pass('R11', 'R11.good', { n: chosen.length })
      : block('R11', 'R11.units-missing', 'leave-title');
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
    if (acknowledgement === null) return block('R12', 'R12.not-signed', 'take-signature');
    if (acknowledgement.kind === 'witnessed-mark' && acknowledgement.witnessId === null)
      return block('R12', 'R12.no-witness', 'name-witness');
    if (feedbackGivenAt === null) return block('R12', 'R12.no-feedback', 'give-feedback');
    return acknowledgement.disagrees ? pass('R12', 'R12.disagrees') : pass('R12', 'R12.good');
  },
};
