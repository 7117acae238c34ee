import { parseIso } from '../../shared/index.js';
import type { RuleResult, Session, Waiver } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { condition, fire, requirePassed } from '../states/machine.js';
import {
  audit,
  mustGet,
  mustHaveScheme,
  mustQualify,
  newRow,
  nowIso,
  requireInput,
  settle,
  utc,
  type AssessmentDeps,
  type Command,
  type GivenReason,
} from './context.js';
import {
  assessorStanding,
  capacity,
  conflicts,
  qualificationOf,
  revisionUsable,
  rotation,
  siteStanding,
  type Relations,
} from './session-facts.js';

export interface PlanSession extends Command {
  readonly qualificationId: string;
  readonly revision: string;
  readonly siteId: string;
  readonly missionId?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Seats; default: what the scheme allows for this many assessors. */
  readonly capacity?: number;
  readonly assessors: readonly { readonly personId: string; readonly accreditationId: string }[];
}

export interface SessionCommand extends Command {
  readonly sessionId: string;
}

export interface RequestSession extends SessionCommand {
  /** Reasons for going on although a rule warns (R06). */
  readonly reasons?: readonly GivenReason[];
}

export interface ApproveSession extends RequestSession {
  /** Declared relations between assessors and candidates (R03). */
  readonly relations?: Relations;
}

export interface AppointSession extends SessionCommand {
  readonly representativeId: string;
  /** Persons among the assessors who accepted the appointment. */
  readonly acceptedBy: readonly string[];
  readonly assessmentPackage: { readonly toolVersion: string; readonly hash: string };
  readonly centreStaffIds?: readonly string[];
}

export interface ReasonedSession extends SessionCommand {
  readonly reason: string;
}

/** Planning: from the plan to the appointment. The day itself is in `session-day.ts`. */
export function createSessionCommands(deps: AssessmentDeps) {
  return {
    planSession: (input: PlanSession): Promise<Session> => deps.store.transaction((store) => plan(store, input, deps)),

    requestSession: (input: RequestSession): Promise<Session> =>
      deps.store.transaction(async (store) => {
        const session = await mustGet(store.sessions, input.sessionId, 'session');
        const at = nowIso(deps);
        const { results, waivers } = settle([notice(session, at, null, deps)], input.reasons ?? [], {
          userId: input.actorId,
          at,
        });
        const state = fire({ machine: 'session', state: session.state, event: 'request' }, { R06: results });
        const requested = { ...session, state, requestedBy: input.actorId, requestedAt: at };
        return save(store, { ...requested, waivers: [...session.waivers, ...waivers] }, input.actorId, 'request');
      }),

    /** R01, R02, R03, R05, R07 decide; the person who asked may not approve. */
    approveSession: (input: ApproveSession): Promise<Session> =>
      deps.store.transaction((store) => approve(store, input, deps)),

    refuseSession: (input: ReasonedSession): Promise<Session> => endSession(input, 'refuse', deps),
    cancelSession: (input: ReasonedSession): Promise<Session> => endSession(input, 'cancel', deps),

    /** Back to `requested` with new times; approval and appointment start again. */
    rescheduleSession: (
      input: ReasonedSession & { readonly startsAt: string; readonly endsAt: string },
    ): Promise<Session> =>
      deps.store.transaction(async (store) => {
        const session = await mustGet(store.sessions, input.sessionId, 'session');
        checkTimes(input);
        const state = fire(
          { machine: 'session', state: session.state, event: 'reschedule' },
          { reason: reasonGiven(input) },
        );
        const [startsAt, endsAt] = [utc(input.startsAt), utc(input.endsAt)];
        return save(
          store,
          { ...session, state, startsAt, endsAt, approvedBy: null, approvedAt: null, requestedAt: nowIso(deps) },
          input.actorId,
          'reschedule',
        );
      }),

    appointSession: (input: AppointSession): Promise<Session> =>
      deps.store.transaction(async (store) => {
        const session = await mustGet(store.sessions, input.sessionId, 'session');
        const everyoneAccepted = session.assessors.every((assessor) => input.acceptedBy.includes(assessor.personId));
        const independent = rules.R04.evaluate({
          representativeId: input.representativeId,
          assessorPersonIds: session.assessors.map((assessor) => assessor.personId),
          centreStaffIds: input.centreStaffIds ?? [],
          startsAt: session.startsAt,
          checkedInAt: null,
        });
        const state = fire(
          { machine: 'session', state: session.state, event: 'appoint' },
          {
            'assessor-accepted': condition('assessor-accepted', everyoneAccepted, [
              'An assessor has not accepted the appointment.',
              'Ask the assessor, or choose another one.',
            ]),
            'representative-assigned': condition('representative-assigned', input.representativeId !== '', [
              'No representative is assigned.',
              'Assign a representative.',
            ]),
            R04: [independent],
          },
        );
        const appointed: Session = {
          ...session,
          state,
          representativeId: input.representativeId,
          assessors: session.assessors.map((assessor) => ({ ...assessor, acceptedAt: nowIso(deps) })),
          assessmentPackage: { ...input.assessmentPackage, openedHash: null, openedAt: null },
        };
        return save(store, appointed, input.actorId, 'appoint');
      }),
  };
}

async function plan(store: AssessmentStore, input: PlanSession, deps: AssessmentDeps): Promise<Session> {
  const qualification = mustQualify(deps.catalogue, input);
  const policy = mustHaveScheme(deps.catalogue, qualification.scheme);
  checkTimes(input);
  requirePassed(revisionUsable(qualification, input));
  requireInput(input.assessors.length > 0, 'The session has no assessor.', 'Choose an assessor.');
  await mustGet(store.sites, input.siteId, 'site');
  if (input.missionId !== undefined) await mustGet(store.missions, input.missionId, 'mission');
  const session: Session = {
    ...newRow(deps),
    scheme: qualification.scheme,
    siteId: input.siteId,
    missionId: input.missionId ?? null,
    qualificationId: qualification.id,
    revision: qualification.revision,
    startsAt: utc(input.startsAt),
    endsAt: utc(input.endsAt),
    capacity: input.capacity ?? policy.maxCandidatesPerAssessorPerSession * input.assessors.length,
    requestedBy: input.actorId,
    requestedAt: null,
    approvedBy: null,
    approvedAt: null,
    assessors: input.assessors.map(({ personId, accreditationId }) => ({
      personId,
      accreditationId,
      acceptedAt: null,
    })),
    representativeId: null,
    assessmentPackage: null,
    proceedingsReport: null,
    waivers: [],
    state: 'draft',
  };
  const stored = await store.sessions.insert(session);
  await audit(store, {
    actorId: input.actorId,
    action: 'session.plan',
    subjectId: stored.id,
    facts: { site: stored.siteId },
  });
  return stored;
}

async function approve(store: AssessmentStore, input: ApproveSession, deps: AssessmentDeps): Promise<Session> {
  const session = await mustGet(store.sessions, input.sessionId, 'session');
  const at = nowIso(deps);
  const candidates = await store.applications.find({ sessionId: session.id, state: ['scheduled', 'attended'] });
  const standing: RuleResult[] = [];
  for (const assessor of session.assessors)
    standing.push(await assessorStanding(store, assessor.accreditationId, session, deps));
  const evaluated = [
    ...standing,
    await siteStanding(store, session, deps),
    ...conflicts(session, candidates, input.relations ?? [], deps),
    await capacity(store, session, Math.max(session.capacity, candidates.length), deps),
    ...(await rotation(store, session, deps)),
    notice(session, session.requestedAt ?? at, at, deps),
    ...revisionUsable(qualificationOf(session, deps), session),
    ...condition('own-schedule', session.requestedBy !== input.actorId, [
      'You asked for this session yourself.',
      'Another officer must approve it.',
    ]),
  ];
  // What was explained when the session was requested need not be explained again.
  const reasons = [...(input.reasons ?? []), ...session.waivers];
  const { results, waivers } = settle(evaluated, reasons, { userId: input.actorId, at });
  const of = (rule: string): RuleResult[] => results.filter((result) => result.rule === rule);
  const state = fire(
    { machine: 'session', state: session.state, event: 'approve' },
    {
      R01: of('R01'),
      R02: of('R02'),
      R03: of('R03'),
      R05: of('R05'),
      R07: of('R07'),
      more: results.filter((result) => ['R06', 'revision', 'own-schedule'].includes(result.rule)),
    },
  );
  return save(
    store,
    {
      ...session,
      state,
      approvedBy: input.actorId,
      approvedAt: at,
      waivers: withoutDoubles([...session.waivers, ...waivers]),
    },
    input.actorId,
    'approve',
  );
}

const withoutDoubles = (waivers: readonly Waiver[]): readonly Waiver[] =>
  waivers.filter(
    (waiver, index) =>
      waivers.findIndex((other) => other.rule === waiver.rule && other.reason === waiver.reason) === index,
  );

function endSession(input: ReasonedSession, event: 'refuse' | 'cancel', deps: AssessmentDeps): Promise<Session> {
  return deps.store.transaction(async (store) => {
    const session = await mustGet(store.sessions, input.sessionId, 'session');
    const state = fire({ machine: 'session', state: session.state, event }, { reason: reasonGiven(input) });
    const waiver: Waiver = { rule: event, reason: input.reason.trim(), byUserId: input.actorId, at: nowIso(deps) };
    return save(store, { ...session, state, waivers: [...session.waivers, waiver] }, input.actorId, event);
  });
}

function notice(session: Session, requestedAt: string, decidedAt: string | null, deps: AssessmentDeps): RuleResult {
  const policy = mustHaveScheme(deps.catalogue, session.scheme);
  return rules.R06.evaluate({
    requestedAt,
    startsAt: session.startsAt,
    decidedAt,
    noticeWorkingDays: policy.scheduleNoticeWorkingDays,
    decisionHours: policy.decisionDeadlineHours,
    isMission: session.missionId !== null,
  });
}

const checkTimes = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): void => {
  const start = parseIso(startsAt);
  const end = parseIso(endsAt);
  requireInput(
    start !== null && end !== null && start < end && startsAt.length > 10 && endsAt.length > 10,
    'The times of the session are not right.',
    'Enter the start and a later end, each with day and time.',
  );
};

export const reasonGiven = (input: { readonly reason: string }): RuleResult[] =>
  condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']);

async function save(store: AssessmentStore, session: Session, actorId: string, event: string): Promise<Session> {
  const saved = await store.sessions.update(session);
  await audit(store, {
    actorId,
    action: `session.${event}`,
    subjectId: saved.id,
    facts: { state: saved.state, waivers: saved.waivers.length },
  });
  return saved;
}
