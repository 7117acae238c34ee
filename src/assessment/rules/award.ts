import { isoDay, parseIso } from '../../shared/index.js';
import type { AwardType, FrameworkLevelClaim, SchemePolicy } from '../model/index.js';
import { shiftMonths } from './dates.js';
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
    if (number === null) return block('R15', 'R15.none', 'number-at-issue');
    if (number === replacedNumber) return block('R15', 'R15.same', 'new-number');
    return takenByAnother ? block('R15', 'R15.taken', 'new-number') : pass('R15', 'R15.good');
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
        ? facts.months === null
          ? pass('R16', 'R16.no-end')
          : pass('R16', 'R16.months', { n: facts.months })
        : block('R16', 'R16.no-issue', 'dates-at-issue');
    const expected = facts.months === null ? null : lastDay(facts.issuedOn, facts.months);
    return facts.validUntil === expected
      ? expected === null
        ? pass('R16', 'R16.no-end')
        : pass('R16', 'R16.good', { until: expected })
      : block('R16', 'R16.differs', 'end-at-issue');
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
      ? block('R26', 'R26.unknown', 'catalogue-levels', { n: unsupported.length })
      : pass('R26', 'R26.good');
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
    return extra > 0 ? block('R28', 'R28.extra', 'leave-out', { n: extra }) : pass('R28', 'R28.good');
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
      ? warn('R21', 'R21.flags', 'moderator-looks', { n: flags.length })
      : pass('R21', 'R21.good');
  },
};
