import type { Application, IdentityCheck, PersonName } from '../model/index.js';
import { compareNames } from '../names.js';
import { dayInWords } from './dates.js';
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
    if (check === null) return block('R13', 'Identity was not checked.', 'Check an identity document first.');
    const settled = check.resolution !== null;
    const answer = (message: string, whatToDo: string) =>
      stage === 'certification' ? block('R13', message, whatToDo) : warn('R13', message, whatToDo);
    const settle = 'You may assess; the certificate waits until this is settled.';
    const { first, second } = birthDates;
    if (!settled && first !== null && second !== null && first !== second)
      return answer(`Birth dates differ (${dayInWords(first)}, ${dayInWords(second)}).`, settle);
    if (!settled && check.birthDateMatch !== 'exact')
      return answer('The birth date does not agree with the document.', settle);
    if (!settled && check.nameMatch !== 'exact' && check.nameMatch !== 'variant')
      return answer('The name does not agree with the document.', settle);
    return assessorIds.includes(check.byUserId)
      ? warn('R13', 'The assessor checked identity.', 'If possible, another person should check it.')
      : pass('R13', settled ? 'Identity was checked; a difference was settled.' : 'Identity was checked.');
  },
};

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
    if (route !== 'portfolio') return notApplicable('R17', 'Not the portfolio route.');
    const needed = clientType === 'ofw' ? required.ofw : required.standard;
    if (confirmedMonths < needed)
      return block(
        'R17',
        `The portfolio route needs ${needed} confirmed months of experience; ${confirmedMonths} are confirmed.`,
        'Confirm more experience, or choose full assessment.',
      );
    if (new Set(portfolio?.panelPersonIds ?? []).size < 2)
      return block('R17', 'The panel needs two portfolio assessors.', 'Name two different panel members.');
    return portfolio?.originalsSighted === true
      ? pass('R17', `${confirmedMonths} confirmed months, panel complete, originals sighted.`)
      : block('R17', 'The originals were not sighted.', 'See the originals, or have the issuer confirm them.');
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
    if (facts.route !== 'rpl') return notApplicable('R18', 'Not the route of recognition of prior learning.');
    const needed = facts.requiredMonths[facts.level] ?? 0;
    if (facts.experienceMonths < needed)
      return block(
        'R18',
        `${facts.level} by recognition needs ${needed} months of experience; ${facts.experienceMonths} are stated.`,
        'Add experience, or choose a lower level or full assessment.',
      );
    const declared = new Set(facts.selfAssessment.filter((item) => item.canPerform).map((item) => item.unitCode));
    const open = facts.unitCodes.filter((code) => !declared.has(code)).length;
    return open > 0
      ? block('R18', `${open} units are not declared as "can perform".`, 'Declare every unit, or choose single units.')
      : pass('R18', 'Experience and self-assessment are complete.');
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
    if (activeCertificates === 0)
      return block('R19', 'The passport needs one active certificate.', 'Finish a qualification first.');
    return confirmedMonths < minConfirmedMonths
      ? block(
          'R19',
          `The passport needs ${minConfirmedMonths} confirmed months; ${confirmedMonths} are confirmed.`,
          'Ask employers to confirm more experience.',
        )
      : pass('R19', `${activeCertificates} active certificates, ${confirmedMonths} confirmed months.`);
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
    if (match === 'exact') return pass('R24', 'The names are the same.');
    return match === 'variant'
      ? info('R24', 'The names are written differently but agree.', 'Keep both spellings with their documents.')
      : info('R24', 'The names differ.', 'Ask for a second document or an affidavit of discrepancy.');
  },
};
