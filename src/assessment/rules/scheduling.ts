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
      return block(
        'R05',
        facts.assessors === 1
          ? `${facts.candidates} candidates for one assessor; the limit is ${facts.maxPerAssessor}.`
          : `${facts.candidates} candidates for ${facts.assessors} assessors; the limit is ${limit}.`,
        'Add an assessor.',
      );
    const start = millisecondsOf(facts.startsAt);
    const end = millisecondsOf(facts.endsAt);
    const gaps = facts.otherSessions.map((other) => ({
      minutes: Math.max(millisecondsOf(other.startsAt) - end, start - millisecondsOf(other.endsAt)) / 60_000,
      elsewhere: other.siteId !== facts.siteId,
    }));
    if (gaps.some((gap) => gap.minutes < 0))
      return block(
        'R05',
        'An assessor has another session at the same time.',
        'Change the time or choose another assessor.',
      );
    return gaps.some((gap) => gap.elsewhere && gap.minutes < minimumTravelMinutes)
      ? warn(
          'R05',
          `An assessor has less than ${minimumTravelMinutes} minutes to reach another site.`,
          'Check that this is possible.',
        )
      : pass('R05', `${facts.candidates} candidates, limit ${limit}.`);
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
    if (facts.isMission) return notApplicable('R06', 'A mission has its own calendar.');
    const days = workingDaysBetween(facts.requestedAt, facts.startsAt);
    if (days < facts.noticeWorkingDays)
      return warn(
        'R06',
        `Requested ${days} working days before the session; ${facts.noticeWorkingDays} are needed.`,
        'Choose a later day, or write the reason.',
      );
    if (facts.decidedAt === null) return pass('R06', `Requested ${days} working days before.`);
    const hours = (millisecondsOf(facts.startsAt) - millisecondsOf(facts.decidedAt)) / 3_600_000;
    return hours < facts.decisionHours
      ? warn(
          'R06',
          `Decided less than ${facts.decisionHours} hours before the session.`,
          'Choose a later day, or write the reason.',
        )
      : pass('R06', 'Requested and decided in time.');
  },
};

export const r07: Rule<{ readonly consecutiveAtSite: number; readonly max: number }> = {
  id: 'R07',
  title: 'Assessors rotate between sites.',
  severity: 'warn',
  basis: 'Assessors are assigned on a rotation basis (TESDA-OP-CO-05); the number is a configurable default.',
  evaluate: ({ consecutiveAtSite, max }) =>
    consecutiveAtSite >= max
      ? warn(
          'R07',
          `This assessor had the last ${consecutiveAtSite} sessions at this site; the limit is ${max}.`,
          'Choose another assessor, or write the reason.',
        )
      : pass('R07', `${consecutiveAtSite} sessions in a row at this site.`),
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
      ? warn(
          'R20',
          'This course was entered after a quarter of its time.',
          'Ask the training provider for its attendance list.',
        )
      : pass('R20', 'Entered in time.');
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
    if (facts.releasedHash === null)
      return block('R23', 'No assessment package was released for this session.', 'Ask the office to release one.');
    if (facts.releasedHash !== facts.openedHash)
      return block('R23', 'This package is not the one that was released.', 'Keep it closed and call the office.');
    const opened = millisecondsOf(facts.openedAt);
    const early = millisecondsOf(facts.startsAt) - openBeforeMinutes * 60_000;
    return opened < early || opened > millisecondsOf(facts.endsAt)
      ? block('R23', 'The package can be opened only for the session.', 'Open it when the session starts.')
      : pass('R23', 'The package is the one released.');
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
    if (amount < 0 || !Number.isFinite(amount)) return block('R25', 'The fee is not an amount.', 'Enter the fee.');
    if (amount === 0) return pass('R25', 'Free of charge.');
    if (receiptNo === null && waivedReason === null)
      return warn(
        'R25',
        'A fee without a receipt or a waiver.',
        'Enter the receipt number, or the reason of the waiver.',
      );
    return isMission && waivedReason === null
      ? warn('R25', 'Assessment in a mission abroad is free.', 'Return the fee, or write why it was charged.')
      : info('R25', 'The candidate paid a fee.', 'Give the candidate the receipt.');
  },
};
