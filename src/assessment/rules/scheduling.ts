import { dayOf, millisecondsOf, workingDaysBetween } from './dates.js';
import { block, info, notApplicable, pass, warn, type Rule } from './rule.js';

export interface CapacityFacts {
  readonly candidates: number;
  readonly assessors: number;
  readonly maxPerAssessor: number;
  readonly siteId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Other sessions, not cancelled or refused, of the same assessors. */
  readonly otherSessions: readonly { readonly siteId: string; readonly startsAt: string; readonly endsAt: string }[];
}

/** Less time than this between two sites cannot be travelled in most places. */
const minimumTravelMinutes = 60;

export const r05: Rule<CapacityFacts> = {
  id: 'R05',
  title: 'Not more candidates per assessor than the scheme allows; nobody is in two places at once.',
  severity: 'block',
  basis: 'The attendance sheet of the scheme has ten lines; a statutory maximum was not found.',
  evaluate: (facts) => {
    const limit = facts.maxPerAssessor * facts.assessors;
    if (facts.candidates > limit)
      return block('R05', facts.assessors === 1 ? 'R05.one' : 'R05.many', 'add-assessor', {
        n: facts.candidates,
        limit,
        ...(facts.assessors === 1 ? {} : { assessors: facts.assessors }),
      });
    const start = millisecondsOf(facts.startsAt);
    const end = millisecondsOf(facts.endsAt);
    const gaps = facts.otherSessions.map((other) => ({
      minutes: Math.max(millisecondsOf(other.startsAt) - end, start - millisecondsOf(other.endsAt)) / 60_000,
      elsewhere: other.siteId !== facts.siteId,
    }));
    if (gaps.some((gap) => gap.minutes < 0)) return block('R05', 'R05.same-time', 'time-or-assessor');
    return gaps.some((gap) => gap.elsewhere && gap.minutes < minimumTravelMinutes)
      ? warn('R05', 'R05.travel', 'check-possible', { minutes: minimumTravelMinutes })
      : pass('R05', 'R05.good', { n: facts.candidates, limit });
  },
};

export interface NoticeFacts {
  readonly requestedAt: string;
  readonly startsAt: string;
  /** Null while the decision is open. */
  readonly decidedAt: string | null;
  readonly noticeWorkingDays: number;
  readonly decisionHours: number;
  /** A mission agrees its dates with the host country beforehand. */
  readonly isMission: boolean;
}

export const r06: Rule<NoticeFacts> = {
  id: 'R06',
  title: 'A session is requested five working days before and decided 48 hours before.',
  severity: 'warn',
  basis: 'Operating procedure TESDA-OP-CO-05.',
  evaluate: (facts) => {
    if (facts.isMission) return notApplicable('R06', 'R06.mission');
    const days = workingDaysBetween(facts.requestedAt, facts.startsAt);
    if (days < facts.noticeWorkingDays)
      return warn('R06', 'R06.requested-late', 'later-or-reason', { n: days, needed: facts.noticeWorkingDays });
    if (facts.decidedAt === null) return pass('R06', 'R06.requested', { n: days });
    const hours = (millisecondsOf(facts.startsAt) - millisecondsOf(facts.decidedAt)) / 3_600_000;
    return hours < facts.decisionHours
      ? warn('R06', 'R06.decided-late', 'later-or-reason', { hours: facts.decisionHours })
      : pass('R06', 'R06.good');
  },
};

export const r07: Rule<{ readonly consecutiveAtSite: number; readonly max: number }> = {
  id: 'R07',
  title: 'Assessors rotate between sites.',
  severity: 'warn',
  basis: 'Assessors are assigned on a rotation basis (TESDA-OP-CO-05); the number is a configurable default.',
  evaluate: ({ consecutiveAtSite, max }) =>
    consecutiveAtSite >= max
      ? warn('R07', 'R07.many', 'assessor-or-reason', { n: consecutiveAtSite, max })
      : pass('R07', 'R07.good', { n: consecutiveAtSite }),
};

export interface TrainingEntryFacts {
  readonly enteredOn: string;
  readonly from: string;
  readonly to: string;
}

export const r20: Rule<TrainingEntryFacts> = {
  id: 'R20',
  title: 'A course is entered before a quarter of its time has passed.',
  severity: 'warn',
  basis: 'Student entry closes at 25 % of the course duration (TVEC guideline).',
  evaluate: ({ enteredOn, from, to }) => {
    const quarter = millisecondsOf(from) + (millisecondsOf(to) - millisecondsOf(from)) / 4;
    return millisecondsOf(dayOf(enteredOn)) > quarter
      ? warn('R20', 'R20.late', 'attendance-list')
      : pass('R20', 'R20.good');
  },
};

export interface PackageFacts {
  readonly releasedHash: string | null;
  readonly openedHash: string;
  readonly openedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** The package may be opened this long before the session, when the representative hands it over. */
const openBeforeMinutes = 60;

export const r23: Rule<PackageFacts> = {
  id: 'R23',
  title: 'The assessment package opened is the one released, and is opened only for the session.',
  severity: 'block',
  basis: 'Assessor’s credo: nobody else gets access to the instruments.',
  evaluate: (facts) => {
    if (facts.releasedHash === null) return block('R23', 'R23.none', 'release-package');
    if (facts.releasedHash !== facts.openedHash) return block('R23', 'R23.other', 'keep-closed');
    const opened = millisecondsOf(facts.openedAt);
    const early = millisecondsOf(facts.startsAt) - openBeforeMinutes * 60_000;
    return opened < early || opened > millisecondsOf(facts.endsAt)
      ? block('R23', 'R23.time', 'open-at-start')
      : pass('R23', 'R23.good');
  },
};

export interface FeeFacts {
  readonly isMission: boolean;
  readonly amount: number;
  readonly receiptNo: string | null;
  readonly waivedReason: string | null;
}

export const r25: Rule<FeeFacts> = {
  id: 'R25',
  title: 'Only approved fees, each with a receipt or a waiver; onsite assessment abroad is free.',
  severity: 'warn',
  basis: 'Only Board-approved fees may be charged (TESDA Circular 041-2017); onsite assessment abroad is free.',
  evaluate: ({ isMission, amount, receiptNo, waivedReason }) => {
    if (amount < 0 || !Number.isFinite(amount)) return block('R25', 'R25.amount', 'enter-fee');
    if (amount === 0) return pass('R25', 'R25.free');
    if (receiptNo === null && waivedReason === null) return warn('R25', 'R25.no-receipt', 'receipt-or-waiver');
    return isMission && waivedReason === null
      ? warn('R25', 'R25.mission', 'return-fee')
      : info('R25', 'R25.paid', 'give-receipt');
  },
};
