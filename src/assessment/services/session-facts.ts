import type { Accreditation, Application, Qualification, RuleResult, Session } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { dayOf } from '../rules/dates.js';
import type { ConflictFacts } from '../rules/independence.js';
import { rules } from '../rules/index.js';
import { block, notApplicable } from '../rules/rule.js';
import { mustHaveScheme, mustQualify, type AssessmentDeps } from './context.js';

export type Relations = ConflictFacts['relations'];
export type Period = Pick<Session, 'startsAt' | 'endsAt'>;
const gone = ['refused', 'cancelled', 'voided'];

/** R01 for one assessor of a session, over the whole session. */
export async function assessorStanding(
  store: AssessmentStore,
  accreditationId: string,
  session: Session,
  deps: AssessmentDeps,
): Promise<RuleResult> {
  const accreditation = await store.accreditations.get(accreditationId);
  const named = session.assessors.find((assessor) => assessor.accreditationId === accreditationId);
  const own = accreditation?.subjectId === named?.personId ? accreditation : null;
  const covers = deps.catalogue.coveredBy(session);
  return rules.R01.evaluate({ accreditation: own, covers, startsAt: session.startsAt, endsAt: session.endsAt });
}

/** R02: the best of the accreditations of the session's site and mission. */
export async function siteStanding(
  store: AssessmentStore,
  session: Pick<Session, 'siteId' | 'missionId' | 'startsAt' | 'endsAt' | 'qualificationId' | 'revision'>,
  deps: AssessmentDeps,
): Promise<RuleResult> {
  const subjects = session.missionId === null ? [session.siteId] : [session.missionId, session.siteId];
  const found: Accreditation[] = await store.accreditations.find({
    subjectId: subjects,
    role: ['assessment-centre', 'mission'],
  });
  const { siteId, missionId, startsAt, endsAt } = session;
  const covers = deps.catalogue.coveredBy(session);
  const results = [...found, null].map((accreditation) =>
    rules.R02.evaluate({ accreditation, covers, siteId, missionId, startsAt, endsAt }),
  );
  return results.find((result) => result.outcome === 'pass') ?? results[0] ?? nothingOnFile;
}

const nothingOnFile: RuleResult = block('R02', 'standing.none', 'accredited-site');

/** R03 for every assessor against these candidates; one answer per assessor. */
export function conflicts(
  session: Session,
  candidates: readonly Application[],
  relations: Relations,
  deps: AssessmentDeps,
): readonly RuleResult[] {
  const policy = mustHaveScheme(deps.catalogue, session.scheme);
  return session.assessors.map((assessor) =>
    rules.R03.evaluate({
      assessorPersonId: assessor.personId,
      on: dayOf(session.startsAt),
      withinMonths: policy.noTrainingWithinMonths,
      candidates: candidates.map((application) => ({
        personId: application.personId,
        training: application.declaredTraining,
      })),
      relations,
    }),
  );
}

/** R05 with the other sessions of the same assessors; `candidates` includes those about to join. */
export async function capacity(
  store: AssessmentStore,
  session: Session,
  candidates: number,
  deps: AssessmentDeps,
): Promise<RuleResult> {
  const policy = mustHaveScheme(deps.catalogue, session.scheme);
  const people = new Set(session.assessors.map((assessor) => assessor.personId));
  const others = (await sessionsAround(store, session)).filter(
    (other) =>
      other.id !== session.id &&
      !gone.includes(other.state) &&
      other.assessors.some((assessor) => people.has(assessor.personId)),
  );
  return rules.R05.evaluate({
    candidates,
    assessors: people.size,
    maxPerAssessor: policy.maxCandidatesPerAssessorPerSession,
    siteId: session.siteId,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    otherSessions: others,
  });
}

/** The store filters by equality only, so times are compared here; the newest sessions are enough for a plan. */
const sessionsAround = (store: AssessmentStore, session: Session): Promise<readonly Session[]> =>
  store.sessions.find(
    {
      scheme: session.scheme,
      state: ['draft', 'requested', 'approved', 'ready', 'in-progress', 'closed', 'moderated'],
    },
    { orderBy: '-startsAt', limit: 5_000 },
  );

/** R07: how many sessions at this site in a row, before this one, had the same assessor. */
export async function rotation(
  store: AssessmentStore,
  session: Session,
  deps: AssessmentDeps,
): Promise<readonly RuleResult[]> {
  const policy = mustHaveScheme(deps.catalogue, session.scheme);
  const earlier = (
    await store.sessions.find(
      { siteId: session.siteId, qualificationId: session.qualificationId },
      { orderBy: '-startsAt', limit: 1_000 },
    )
  )
    .filter((other) => other.id !== session.id && !gone.includes(other.state) && other.startsAt < session.startsAt)
    .toSorted((left, right) => right.startsAt.localeCompare(left.startsAt));
  return session.assessors.map(({ personId }) => {
    const firstOther = earlier.findIndex(
      (other) => !other.assessors.some((assessor) => assessor.personId === personId),
    );
    const consecutiveAtSite = firstOther < 0 ? earlier.length : firstOther;
    return session.missionId === null
      ? rules.R07.evaluate({ consecutiveAtSite, max: policy.maxConsecutiveSessionsSameSite })
      : notApplicable('R07', 'R07.mission');
  });
}

/** Old revisions stay verifiable for ever, but new sessions use them only until the end of their transition. */
export function revisionUsable(qualification: Qualification, session: Period): RuleResult[] {
  if (qualification.status === 'current') return [];
  const until = qualification.transitionUntil;
  if (until === undefined)
    return [
      {
        rule: 'revision',
        outcome: 'warn',
        message: 'This revision has been replaced.',
        whatToDo: 'Check with the awarding body until when it may be used.',
      },
    ];
  return dayOf(session.endsAt) <= until
    ? []
    : [
        {
          rule: 'revision',
          outcome: 'block',
          message: 'This revision of the standard may no longer be used.',
          whatToDo: 'Plan the session for the new revision.',
        },
      ];
}

export const qualificationOf = (session: Session, deps: AssessmentDeps): Qualification =>
  mustQualify(deps.catalogue, { qualificationId: session.qualificationId, revision: session.revision });
