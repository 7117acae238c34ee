import { foldOfficer } from '../../shared/index.js';
import { block, info, pass, warn, type Rule } from './rule.js';
import { dayOf, millisecondsOf, shiftMonths } from './dates.js';

export interface ConflictFacts {
  readonly assessorPersonId: string;
  /** First day of the session. */
  readonly on: string;
  readonly withinMonths: number;
  readonly candidates: readonly {
    readonly personId: string;
    readonly training: readonly { readonly trainerPersonIds: readonly string[]; readonly to: string }[];
  }[];
  /** Declared relations between the assessor and candidates. */
  readonly relations: readonly {
    readonly assessorPersonId: string;
    readonly candidatePersonId: string;
    readonly kind: 'relative' | 'employer' | 'supervisor';
  }[];
}

export const r03: Rule<ConflictFacts> = {
  id: 'R03',
  title: 'The assessor is not the candidate, nor a recent trainer, relative, employer or supervisor of one.',
  severity: 'block',
  basis: 'Good practice; no written rule of the schemes was found. A provincial director may waive it with a reason.',
  evaluate: (facts) => {
    const { assessorPersonId: assessor, candidates } = facts;
    if (candidates.some((candidate) => candidate.personId === assessor))
      return block('R03', 'R03.candidate', 'other-assessor');
    const since = shiftMonths(dayOf(facts.on), -facts.withinMonths);
    const trained = candidates.filter((candidate) =>
      candidate.training.some((course) => course.trainerPersonIds.includes(assessor) && course.to >= since),
    ).length;
    if (trained > 0)
      return block('R03', 'R03.trained', 'waive-or-other-assessor', { n: trained, months: facts.withinMonths });
    const related = facts.relations.filter(
      (relation) =>
        relation.assessorPersonId === assessor &&
        candidates.some((candidate) => candidate.personId === relation.candidatePersonId),
    ).length;
    return related > 0 ? block('R03', 'R03.related', 'other-assessor', { n: related }) : pass('R03', 'R03.good');
  },
};

export interface RepresentativeFacts {
  readonly representativeId: string | null;
  readonly assessorPersonIds: readonly string[];
  readonly centreStaffIds: readonly string[];
  readonly startsAt: string;
  /** When the representative arrived; null before the day. */
  readonly checkedInAt: string | null;
}

export const r04: Rule<RepresentativeFacts> = {
  id: 'R04',
  title: 'An independent representative is present, at least 30 minutes before the start.',
  severity: 'block',
  basis: 'Operating procedure TESDA-OP-CO-05.',
  evaluate: (facts) => {
    const other = 'other-representative';
    if (facts.representativeId === null) return block('R04', 'R04.none', 'assign-representative');
    if (facts.assessorPersonIds.includes(facts.representativeId)) return block('R04', 'R04.assessor', other);
    if (facts.centreStaffIds.includes(facts.representativeId)) return block('R04', 'R04.centre', other);
    if (facts.checkedInAt === null) return pass('R04', 'R04.good');
    const minutes = (millisecondsOf(facts.startsAt) - millisecondsOf(facts.checkedInAt)) / 60_000;
    return minutes >= 30 ? pass('R04', 'R04.in-time') : warn('R04', 'R04.late', 'say-in-report');
  },
};

export interface TwoPersonFacts {
  readonly decidedBy: string;
  /** Null while only the decision is at stake. */
  readonly releasedBy: string | null;
  /** Person and user ids of those who assessed. */
  readonly assessorIds: readonly string[];
  readonly trainerIds: readonly string[];
  readonly centreManagerIds: readonly string[];
}

export const r14: Rule<TwoPersonFacts> = {
  id: 'R14',
  title: 'Two different officers decide and release; neither assessed, trained or managed the centre.',
  severity: 'block',
  basis: 'Two-person rule.',
  evaluate: (facts) => {
    const duties: readonly (readonly [string, 'decide' | 'release'])[] =
      facts.releasedBy === null
        ? [[facts.decidedBy, 'decide']]
        : [
            [facts.decidedBy, 'decide'],
            [facts.releasedBy, 'release'],
          ];
    if (facts.releasedBy === facts.decidedBy) return block('R14', 'R14.self', 'other-releases');
    for (const [officer, duty] of duties) {
      const did = facts.assessorIds.includes(officer)
        ? 'assessed'
        : facts.trainerIds.includes(officer)
          ? 'trained'
          : facts.centreManagerIds.includes(officer)
            ? 'managed'
            : null;
      if (did !== null)
        return block('R14', `R14.${did}-${duty}`, duty === 'decide' ? 'other-decides' : 'other-releases');
    }
    return pass('R14', 'R14.good');
  },
};

export interface StatusChangeFacts {
  readonly reasonClass: string | null;
  readonly actorId: string;
  readonly secondActorId: string | null;
}

export const r27: Rule<StatusChangeFacts> = {
  id: 'R27',
  title: 'Suspending, revoking or restoring needs a reason class and two officers; at the holder’s request, one.',
  severity: 'block',
  basis:
    'ASEAN mutual recognition arrangement for tourism professionals: withdrawals are told to the partners promptly.',
  evaluate: (facts) => {
    if (facts.reasonClass === null) return block('R27', 'R27.no-reason', 'choose-reason');
    if (facts.reasonClass === 'holder-request') return pass('R27', 'R27.holder');
    if (facts.secondActorId === null || foldOfficer(facts.secondActorId) === '')
      return block('R27', 'R27.one', 'second-officer');
    return foldOfficer(facts.secondActorId) === foldOfficer(facts.actorId)
      ? block('R27', 'R27.self', 'second-officer')
      : pass('R27', 'R27.good');
  },
};

export const r22: Rule<{ readonly consecutiveNotYetCompetent: number; readonly adviceAfter: number }> = {
  id: 'R22',
  title: 'After repeated Not Yet Competent results a refresher course is advised; it is never a ban.',
  severity: 'info',
  basis: 'Assessor script for TESDA assessments (secondary source).',
  evaluate: ({ consecutiveNotYetCompetent: count, adviceAfter }) =>
    count >= adviceAfter ? info('R22', 'R22.many', 'advise-refresher', { n: count }) : pass('R22', 'R22.good'),
};
