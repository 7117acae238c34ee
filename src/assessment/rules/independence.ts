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
      return block('R03', 'The assessor is one of the candidates.', 'Choose another assessor.');
    const since = shiftMonths(dayOf(facts.on), -facts.withinMonths);
    const trained = candidates.filter((candidate) =>
      candidate.training.some((course) => course.trainerPersonIds.includes(assessor) && course.to >= since),
    ).length;
    if (trained > 0)
      return block(
        'R03',
        `This assessor trained ${trained} of these candidates in the last ${facts.withinMonths} months.`,
        'Choose another assessor, or have the provincial director waive this with a reason.',
      );
    const related = facts.relations.filter(
      (relation) =>
        relation.assessorPersonId === assessor &&
        candidates.some((candidate) => candidate.personId === relation.candidatePersonId),
    ).length;
    return related > 0
      ? block(
          'R03',
          `The assessor is related to ${related} of these candidates, at home or at work.`,
          'Choose another assessor.',
        )
      : pass('R03', 'No conflict of interest is on file.');
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
    const other = 'Assign another representative.';
    if (facts.representativeId === null)
      return block('R04', 'No representative is assigned.', 'Assign a representative.');
    if (facts.assessorPersonIds.includes(facts.representativeId))
      return block('R04', 'The representative is also an assessor of this session.', other);
    if (facts.centreStaffIds.includes(facts.representativeId))
      return block('R04', 'The representative works for the assessment centre.', other);
    if (facts.checkedInAt === null) return pass('R04', 'The representative is independent.');
    const minutes = (millisecondsOf(facts.startsAt) - millisecondsOf(facts.checkedInAt)) / 60_000;
    return minutes >= 30
      ? pass('R04', 'The representative was present in time.')
      : warn(
          'R04',
          'The representative arrived less than 30 minutes before the start.',
          'Say why in the proceedings report.',
        );
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
    const duties: readonly (readonly [string, string])[] =
      facts.releasedBy === null
        ? [[facts.decidedBy, 'decide']]
        : [
            [facts.decidedBy, 'decide'],
            [facts.releasedBy, 'release'],
          ];
    if (facts.releasedBy === facts.decidedBy)
      return block(
        'R14',
        'You decided this record. Another officer must release it.',
        'Ask another officer to release it.',
      );
    for (const [officer, duty] of duties) {
      const did = facts.assessorIds.includes(officer)
        ? 'assessed'
        : facts.trainerIds.includes(officer)
          ? 'trained the candidate of'
          : facts.centreManagerIds.includes(officer)
            ? 'signed for the centre on'
            : null;
      if (did !== null)
        return block(
          'R14',
          `You ${did} this record. Another officer must ${duty} it.`,
          `Ask another officer to ${duty} it.`,
        );
    }
    return pass('R14', 'The officers are independent of the assessment.');
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
    if (facts.reasonClass === null) return block('R27', 'No reason is given.', 'Choose the class of reason.');
    if (facts.reasonClass === 'holder-request') return pass('R27', 'The holder asked for it.');
    if (facts.secondActorId === null || foldOfficer(facts.secondActorId) === '')
      return block('R27', 'Another officer must confirm this.', 'Ask a second officer to confirm it.');
    return foldOfficer(facts.secondActorId) === foldOfficer(facts.actorId)
      ? block(
          'R27',
          'You asked for this yourself. Another officer must confirm it.',
          'Ask a second officer to confirm it.',
        )
      : pass('R27', 'Two officers agree.');
  },
};

export const r22: Rule<{ readonly consecutiveNotYetCompetent: number; readonly adviceAfter: number }> = {
  id: 'R22',
  title: 'After repeated Not Yet Competent results a refresher course is advised; it is never a ban.',
  severity: 'info',
  basis: 'Assessor script for TESDA assessments (secondary source).',
  evaluate: ({ consecutiveNotYetCompetent: count, adviceAfter }) =>
    count >= adviceAfter
      ? info(
          'R22',
          `${count} times Not Yet Competent in a row.`,
          'Advise a refresher course. The candidate may still apply.',
        )
      : pass('R22', 'No advice is needed.'),
};
