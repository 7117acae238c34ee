import type { AssessmentRecord, Session } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { condition, fire } from '../states/machine.js';
import { audit, mustGet, nowIso, type AssessmentDeps } from './context.js';
import { holdWholeSession } from './moderation.js';
import { voidAll } from './void-records.js';
import { reasonGiven, type ReasonedSession, type SessionCommand } from './sessions.js';

export interface OpenPackage extends SessionCommand {
  /** SHA-256, hex, of the package as it was found. */
  readonly openedHash: string;
  /** When the representative arrived (R04 warns under 30 minutes). */
  readonly checkedInAt?: string;
}

export interface CloseSession extends SessionCommand {
  readonly incidents: readonly string[];
}

export interface VoidSession extends ReasonedSession {
  readonly secondActorId: string;
}

/** The day of the assessment and what follows: open, close, moderate, void. */
export function createSessionDayCommands(deps: AssessmentDeps) {
  return {
    openPackage: (input: OpenPackage): Promise<Session> =>
      deps.store.transaction(async (store) => {
        const session = await mustGet(store.sessions, input.sessionId, 'session');
        const openedAt = nowIso(deps);
        const released = session.assessmentPackage;
        const state = fire(
          { machine: 'session', state: session.state, event: 'open-package' },
          {
            R23: [
              rules.R23.evaluate({
                releasedHash: released?.hash ?? null,
                openedHash: input.openedHash,
                openedAt,
                startsAt: session.startsAt,
                endsAt: session.endsAt,
              }),
            ],
            R04: [
              rules.R04.evaluate({
                representativeId: session.representativeId,
                assessorPersonIds: session.assessors.map((assessor) => assessor.personId),
                centreStaffIds: [],
                startsAt: session.startsAt,
                checkedInAt: input.checkedInAt ?? null,
              }),
            ],
            representative: isRepresentative(session, input.actorId),
          },
        );
        const assessmentPackage = released === null ? null : { ...released, openedHash: input.openedHash, openedAt };
        return save(store, { ...session, state, assessmentPackage }, input.actorId, 'open-package');
      }),

    closeSession: (input: CloseSession): Promise<Session> =>
      deps.store.transaction(async (store) => {
        const session = await mustGet(store.sessions, input.sessionId, 'session');
        const unsigned = await unsignedCount(store, session);
        const state = fire(
          { machine: 'session', state: session.state, event: 'close' },
          {
            'all-records-signed': condition('all-records-signed', unsigned === 0, [
              `${unsigned} candidates have no signed record.`,
              'Sign the open records, or mark the candidates absent.',
            ]),
            'proceedings-report': isRepresentative(session, input.actorId),
          },
        );
        const proceedingsReport = { by: input.actorId, at: nowIso(deps), incidents: input.incidents };
        await holdWholeSession(store, session, input.actorId, deps);
        return save(store, { ...session, state, proceedingsReport }, input.actorId, 'close');
      }),

    finishModeration: (input: SessionCommand): Promise<Session> =>
      deps.store.transaction(async (store) => {
        const session = await mustGet(store.sessions, input.sessionId, 'session');
        const open = await store.records.count({ sessionId: session.id, state: ['under-moderation', 'returned'] });
        const state = fire(
          { machine: 'session', state: session.state, event: 'finish-moderation' },
          {
            'moderator-not-assessor': notAssessor(session, input.actorId),
            settled: condition('moderation-open', open === 0, [
              `${open} records are still under moderation.`,
              'A moderator upholds, returns or voids them first; what was returned is corrected.',
            ]),
          },
        );
        return save(store, { ...session, state }, input.actorId, 'finish-moderation');
      }),

    /** Two officers; every record of the session becomes void. Certificates that rest on them are revoked before (`certificate-stands`). */
    voidSession: (input: VoidSession): Promise<Session> => deps.store.transaction((store) => voidSession(store, input)),
  };
}

async function voidSession(store: AssessmentStore, input: VoidSession): Promise<Session> {
  const session = await mustGet(store.sessions, input.sessionId, 'session');
  const twoActors = [rules.R27.evaluate({ ...input, reasonClass: 'assessment-fraud' })];
  const state = fire(
    { machine: 'session', state: session.state, event: 'void' },
    { 'two-actors': twoActors, reason: reasonGiven(input) },
  );
  const records = await store.records.find({ sessionId: session.id });
  await voidAll(store, records, input);
  return save(store, { ...session, state }, input.actorId, 'void');
}

const isRepresentative = (session: Session, actorId: string) =>
  condition('representative', session.representativeId === actorId, [
    'Only the representative of this session can do this.',
    'Ask the representative.',
  ]);

const notAssessor = (session: Session, actorId: string) =>
  condition('moderator-not-assessor', !session.assessors.some((assessor) => assessor.personId === actorId), [
    'You assessed in this session.',
    'Another moderator must look at it.',
  ]);

/** Candidates in the room without a record that is signed (or void). */
async function unsignedCount(store: AssessmentStore, session: Session): Promise<number> {
  const attended = await store.applications.find({ sessionId: session.id, state: ['scheduled', 'attended'] });
  const records: AssessmentRecord[] = await store.records.find({ sessionId: session.id });
  const open = records.filter((record) => unsigned.includes(record.state)).length;
  const withoutRecord = attended.filter(
    (application) => !records.some((record) => record.applicationId === application.id && record.state !== 'voided'),
  ).length;
  return open + withoutRecord;
}

const unsigned: readonly AssessmentRecord['state'][] = ['open', 'results-entered', 'candidate-acknowledged'];

async function save(store: AssessmentStore, session: Session, actorId: string, event: string): Promise<Session> {
  const saved = await store.sessions.update(session);
  await audit(store, { actorId, action: `session.${event}`, subjectId: saved.id, facts: { state: saved.state } });
  return saved;
}
