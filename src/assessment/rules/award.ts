import { isoDay, parseIso } from '../../shared/index.js';
import type { AwardType, FrameworkLevelClaim, SchemePolicy } from '../model/index.js';
import { dayInWords, shiftMonths } from './dates.js';
import { block, pass, warn, type Rule } from './rule.js';

export interface NumberFacts {
  readonly number: string | null;
  /** Another certificate of the scheme, in whatever state, carries the number. */
  readonly takenByAnother: boolean;
  readonly replacedNumber: string | null;
}

export const r15: Rule<NumberFacts> = {
  id: 'R15',
  title: 'A certificate number is unique for ever; a replacement has a new one linked to the old.',
  severity: 'block',
  basis: 'Replacement practice of the schemes.',
  evaluate: ({ number, takenByAnother, replacedNumber }) => {
    if (number === null) return block('R15', 'No certificate number is allotted.', 'Let the issuance step allot one.');
    if (number === replacedNumber)
      return block('R15', 'A replacement cannot keep the old number.', 'Allot a new number.');
    return takenByAnother
      ? block('R15', 'This number belongs to another certificate.', 'Allot a new number.')
      : pass('R15', 'The number is new.');
  },
};

/** Last day of validity for an award issued on `issuedOn`; null when the scheme sets no end. */
export function validUntil(policy: SchemePolicy, awardType: AwardType, issuedOn: string): string | null {
  const months = policy.validityMonths[awardType];
  return months === null ? null : lastDay(issuedOn, months);
}

/** A period of n months that starts on the 5th ends on the 4th. */
function lastDay(issuedOn: string, months: number): string {
  const end = parseIso(shiftMonths(issuedOn, months));
  return end === null ? issuedOn : isoDay(new Date(end.getTime() - 86_400_000));
}

export interface ValidityFacts {
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  readonly months: number | null;
}

export const r16: Rule<ValidityFacts> = {
  id: 'R16',
  title: 'The end of validity follows the scheme’s policy; some awards have none.',
  severity: 'block',
  basis: 'NC and COC: five years. NVQ: no expiry in any source.',
  evaluate: (facts) => {
    if (facts.issuedOn === null)
      return facts.validUntil === null
        ? pass('R16', facts.months === null ? 'No end date.' : `Valid for ${facts.months} months from issue.`)
        : block('R16', 'There is an end date but no date of issue.', 'Let the issuance step set both.');
    const expected = facts.months === null ? null : lastDay(facts.issuedOn, facts.months);
    return facts.validUntil === expected
      ? pass('R16', expected === null ? 'No end date.' : `Valid until ${dayInWords(expected)}.`)
      : block('R16', 'The end of validity does not follow the scheme.', 'Let the issuance step compute it.');
  },
};

export interface FrameworkFacts {
  readonly claims: readonly { readonly framework: string; readonly level: string }[];
  readonly catalogueClaims: readonly FrameworkLevelClaim[];
}

export const r26: Rule<FrameworkFacts> = {
  id: 'R26',
  title: 'A framework level on an award is the one the catalogue holds, with its basis.',
  severity: 'block',
  basis: 'Unsupported level claims mislead employers.',
  evaluate: ({ claims, catalogueClaims }) => {
    const unsupported = claims.filter(
      (claim) =>
        !catalogueClaims.some(
          (known) => known.framework === claim.framework && known.level === claim.level && known.basis !== '',
        ),
    );
    return unsupported.length > 0
      ? block(
          'R26',
          `${unsupported.length} level claims are not in the catalogue.`,
          'Take the levels from the catalogue.',
        )
      : pass('R26', 'Every level claim is in the catalogue.');
  },
};

/** What a QR code may carry: only what is printed on the card. */
export const qrFields: readonly string[] = [
  'name',
  'birthYear',
  'maskedId',
  'photoHash',
  'title',
  'qualification',
  'units',
  'number',
  'issuer',
  'place',
  'assessedOn',
  'awardedOn',
  'validUntil',
  'credentialId',
  'status',
  'frameworkLevels',
  'proof',
];

export const r28: Rule<{ readonly fields: readonly string[] }> = {
  id: 'R28',
  title: 'A QR code carries only what is printed on the card.',
  severity: 'block',
  basis: 'Privacy: no birth place, parents or document numbers.',
  evaluate: ({ fields }) => {
    const extra = fields.filter((field) => !qrFields.includes(field)).length;
    return extra > 0
      ? block('R28', `${extra} fields may not be on a QR code.`, 'Leave them out.')
      : pass('R28', 'Only what is printed on the card.');
  },
};

export interface RiskFacts {
  readonly evidenceUsedByOthers: boolean;
  /** Other records of the session with exactly the same results, when not all are satisfactory. */
  readonly identicalResults: number;
  readonly secondsSincePreviousSignature: number | null;
  readonly clockDriftMinutes: number;
  readonly siteDiffers: boolean;
}

export type RiskFlag = 'evidence-reused' | 'identical-results' | 'signed-too-fast' | 'clock-drift' | 'site-differs';

/** Signs that a record needs a second look. A flag is never an accusation: it only sends the record to moderation. */
export function riskFlags(facts: RiskFacts): readonly RiskFlag[] {
  const flags: readonly (readonly [RiskFlag, boolean])[] = [
    ['evidence-reused', facts.evidenceUsedByOthers],
    ['identical-results', facts.identicalResults >= 3],
    ['signed-too-fast', facts.secondsSincePreviousSignature !== null && facts.secondsSincePreviousSignature < 60],
    ['clock-drift', Math.abs(facts.clockDriftMinutes) > 10],
    ['site-differs', facts.siteDiffers],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}

export const r21: Rule<RiskFacts> = {
  id: 'R21',
  title: 'Unusual records are looked at by a moderator.',
  severity: 'flag',
  basis: 'Audit findings of fictitious training and assessment.',
  evaluate: (facts) => {
    const flags = riskFlags(facts);
    return flags.length > 0
      ? warn('R21', `This record has ${flags.length} risk flags.`, 'A moderator looks at it before the decision.')
      : pass('R21', 'Nothing unusual.');
  },
};
