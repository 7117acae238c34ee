import type { FindingCase, Values } from '../../shared/index.js';
import type { Application, IdentityCheck, PersonName, RuleResult } from '../model/index.js';
import { compareNames } from '../names.js';
import { block, info, notApplicable, pass, warn, type Rule } from './rule.js';

export interface IdentityFacts {
  readonly identityCheck: IdentityCheck | null;
  readonly assessorIds: readonly string[];
  readonly birthDates: { readonly first: string | null; readonly second: string | null };
  /** Before certification a mismatch only warns: the candidate may be assessed. */
  readonly stage: 'assessment' | 'certification';
}

export const r13: Rule<IdentityFacts> = {
  id: 'R13',
  title: 'Identity is checked at attendance; an unsettled difference stops the certificate, not the assessment.',
  severity: 'block',
  basis: 'Passports altered or with false birth dates are documented; a correction procedure exists.',
  evaluate: ({ identityCheck: check, assessorIds, birthDates, stage }) => {
    if (check === null) return block('R13', 'R13.unchecked', 'check-identity');
    const settled = check.resolution !== null;
    const answer = (of: FindingCase, values?: Values) =>
      (stage === 'certification' ? block : warn)('R13', of, 'settle-identity', values);
    const { first, second } = birthDates;
    if (!settled && first !== null && second !== null && first !== second)
      return answer('R13.births', { first, second });
    if (!settled && check.birthDateMatch !== 'exact') return answer('R13.birth');
    if (!settled && check.nameMatch !== 'exact' && check.nameMatch !== 'variant') return answer('R13.name');
    return assessorIds.includes(check.byUserId)
      ? warn('R13', 'R13.assessor', 'other-checks')
      : pass('R13', settled ? 'R13.settled' : 'R13.good');
  },
};

/**
 * As it is kept with a decision, which outlives the person's own data: that they differ, not which days they are. Decisions of
 * earlier versions have the sentence alone.
 */
export const withoutBirthDates = (result: RuleResult): RuleResult =>
  result.finding?.case === 'R13.births' || (result.rule === 'R13' && result.message.startsWith('Birth dates differ ('))
    ? { ...block('R13', 'R13.births-differ', 'settle-identity'), outcome: result.outcome }
    : result;

export interface PortfolioFacts {
  readonly route: Application['route'];
  readonly clientType: Application['clientType'];
  /** Months of experience that are confirmed, or supported by alternative evidence. */
  readonly confirmedMonths: number;
  readonly portfolio: Application['portfolio'];
  readonly required: { readonly standard: number; readonly ofw: number };
}

export const r17: Rule<PortfolioFacts> = {
  id: 'R17',
  title: 'The portfolio route needs confirmed experience, a panel of two and originals sighted.',
  severity: 'block',
  basis: 'TESDA portfolio assessment: five years; two for overseas workers (Circular 111, 2020).',
  evaluate: ({ route, clientType, confirmedMonths, portfolio, required }) => {
    if (route !== 'portfolio') return notApplicable('R17', 'R17.not-asked');
    const needed = clientType === 'ofw' ? required.ofw : required.standard;
    if (confirmedMonths < needed) return block('R17', 'R17.months', 'confirm-or-full', { needed, n: confirmedMonths });
    if (new Set(portfolio?.panelPersonIds ?? []).size < 2) return block('R17', 'R17.panel', 'two-panel');
    return portfolio?.originalsSighted === true
      ? pass('R17', 'R17.good', { n: confirmedMonths })
      : block('R17', 'R17.originals', 'see-originals');
  },
};

export interface RecognitionFacts {
  readonly route: Application['route'];
  readonly level: string;
  readonly experienceMonths: number;
  readonly requiredMonths: Readonly<Record<string, number>>;
  readonly unitCodes: readonly string[];
  readonly selfAssessment: Application['selfAssessment'];
}

export const r18: Rule<RecognitionFacts> = {
  id: 'R18',
  title: 'Recognition of prior learning needs the months of the level and every unit declared.',
  severity: 'block',
  basis: 'e-RPL portal of Sri Lanka: 48 months for NVQ 4, 18 for NVQ 3, every unit ticked.',
  evaluate: (facts) => {
    if (facts.route !== 'rpl') return notApplicable('R18', 'R18.not-asked');
    const needed = facts.requiredMonths[facts.level] ?? 0;
    if (facts.experienceMonths < needed)
      return block('R18', 'R18.months', 'add-or-lower', { level: facts.level, needed, n: facts.experienceMonths });
    const declared = new Set(facts.selfAssessment.filter((item) => item.canPerform).map((item) => item.unitCode));
    const open = facts.unitCodes.filter((code) => !declared.has(code)).length;
    return open > 0 ? block('R18', 'R18.units', 'declare-units', { n: open }) : pass('R18', 'R18.good');
  },
};

export interface PassportFacts {
  readonly activeCertificates: number;
  readonly confirmedMonths: number;
  readonly minConfirmedMonths: number;
}

export const r19: Rule<PassportFacts> = {
  id: 'R19',
  title: 'A skills passport needs an active qualification and confirmed related experience.',
  severity: 'block',
  basis: 'National Skills Passport of Sri Lanka: NVQ and one year of confirmed experience.',
  evaluate: ({ activeCertificates, confirmedMonths, minConfirmedMonths }) => {
    if (activeCertificates === 0) return block('R19', 'R19.none', 'finish-qualification');
    return confirmedMonths < minConfirmedMonths
      ? block('R19', 'R19.months', 'employers-confirm', { needed: minConfirmedMonths, n: confirmedMonths })
      : pass('R19', 'R19.good', { certificates: activeCertificates, n: confirmedMonths });
  },
};

export interface NameFacts {
  readonly asRegistered: PersonName;
  readonly asInDocument: PersonName;
}

export const r24: Rule<NameFacts> = {
  id: 'R24',
  title: 'Names are kept as in the document; comparison is tolerant and never changes them.',
  severity: 'info',
  basis: 'Misspelt names have a formal correction procedure.',
  evaluate: ({ asRegistered, asInDocument }) => {
    const match = compareNames(asRegistered, asInDocument);
    if (match === 'exact') return pass('R24', 'R24.good');
    return match === 'variant'
      ? info('R24', 'R24.variant', 'keep-spellings')
      : info('R24', 'R24.differs', 'second-document');
  },
};
