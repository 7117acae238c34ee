import { isObject } from '../../../shared/index.js';
import type { NewWaiting, Outbox, Waiting } from './outbox.js';
import type { StuckReason } from './tell-office.js';

/** Somebody registered at this desk: the ids are the desk's, so that the office knows a second sending from a second person. */
export interface Registration {
  readonly personId: string;
  readonly applicationId: string;
  readonly organizationId: string;
  /** In whose hall it was. */
  readonly sessionId: string | null;
  readonly details: object;
  /** Without the person, who is named here. */
  readonly application: object | null;
  readonly photo: { readonly blob: Blob; readonly takenAt: string; readonly agrees: boolean } | null;
  /** Who it is, when the office knows somebody alike. */
  readonly answer: { readonly kind: 'same'; readonly personId: string } | { readonly kind: 'another' } | null;
}

/** What is sent, in this order: the person, the application, the photo. */
export function rowsOf(given: Registration): readonly NewWaiting[] {
  const { personId: lane, applicationId: id, organizationId, sessionId, details, application, photo, answer } = given;
  const recordId = answer?.kind === 'same' ? answer.personId : lane;
  const about = { recordId, ...(sessionId === null ? {} : { sessionId }) };
  const body = { ...details, id: lane, organizationId, ...(answer === null ? {} : { duplicateAnswer: answer }) };
  const applications = [{ ...application, id, personId: recordId }];
  return [
    { lane, path: '/api/assessment/candidates', body, about: { ...about, kind: 'register' } },
    ...(application === null
      ? []
      : [
          {
            lane,
            path: '/api/assessment/applications',
            body: { applications },
            about: { ...about, kind: 'apply' },
          } as const,
        ]),
    ...(photo === null ? [] : [{ ...photoToSend(recordId, photo), lane }]),
  ];
}

/** The way of a photo to the office: by way of the device, so that a slow network holds nobody up. */
export function photoToSend(personId: string, photo: NonNullable<Registration['photo']>): NewWaiting {
  const facts = new URLSearchParams({ takenAt: photo.takenAt, onPassport: photo.agrees ? 'yes' : 'no' });
  return {
    lane: personId,
    path: `/api/assessment/candidates/${personId}/photo?${facts.toString()}`,
    body: null,
    file: photo.blob,
    about: { kind: 'photo', recordId: personId },
  };
}

/** Somebody registered here is present: sent after the registration, when the office has enrolled them in this session. */
export function presenceToSend({ lane, application, sessionId }: Kept, identityCheck: object): NewWaiting | null {
  const recordId = application?.['id'];
  if (typeof recordId !== 'string' || sessionId === null) return null;
  return {
    lane,
    path: '/api/assessment/applications/admit',
    body: { applicationIds: [recordId], identityCheck },
    about: { kind: 'admit', recordId, sessionId },
  };
}

/** Whose presence was noted here and waits, in this session. */
export const presentHere = (waiting: readonly Waiting[], sessionId: string): readonly Waiting[] =>
  waiting.filter(({ about }) => about.kind === 'admit' && about.sessionId === sessionId);

/** A registration as it waits, to be corrected. */
export interface Kept {
  readonly lane: string;
  readonly sessionId: string | null;
  readonly stuck: StuckReason | null;
  /** What was typed about the person; null when the office has the person already. */
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly application: Readonly<Record<string, unknown>> | null;
  readonly photo: Registration['photo'];
}

/** Null when nothing of it waits. */
export function keptAs(lane: string, waiting: readonly Waiting[]): Kept | null {
  const rows = waiting.filter((row) => row.lane === lane);
  const of = (kind: Waiting['about']['kind']): Waiting | undefined => rows.find(({ about }) => about.kind === kind);
  const [register, apply, photo] = [of('register'), of('apply'), of('photo')];
  if (register === undefined && apply === undefined) return null;
  const facts = new URLSearchParams(photo?.path.split('?')[1]);
  return {
    lane,
    sessionId: (register ?? apply)?.about.sessionId ?? null,
    stuck: rows.find(({ stuck, about }) => stuck !== null && about.kind !== 'admit')?.stuck ?? null,
    details: isObject(register?.body) ? register.body : null,
    application: applicationIn(apply?.body),
    photo:
      photo?.file === undefined
        ? null
        : { blob: photo.file, takenAt: facts.get('takenAt') ?? '', agrees: facts.get('onPassport') === 'yes' },
  };
}

function applicationIn(body: unknown): Kept['application'] {
  const list: unknown = isObject(body) ? body['applications'] : null;
  const first: unknown = Array.isArray(list) ? list[0] : null;
  return isObject(first) ? first : null;
}

/** Everybody registered here whom the office does not have yet; of one session when it is named. */
export function registeredHere(waiting: readonly Waiting[], sessionId: string | null): readonly Kept[] {
  return waiting
    .filter(({ about }) => about.kind === 'register' && (sessionId === null || about.sessionId === sessionId))
    .flatMap(({ lane }) => keptAs(lane, waiting) ?? []);
}

export type Outcome =
  /** The office has it, or will get it: nobody needs to wait for that. */
  { readonly kind: 'received' | 'waiting' } | { readonly kind: 'refused'; readonly why: StuckReason };

/** The photo follows by itself; presence waits for an act of the office. */
const decides: readonly Waiting['about']['kind'][] = ['register', 'apply'];

/** How long somebody stands before a busy button for the office. */
const PATIENCE_MS = 6_000;

/** What became of a registration that was just kept. */
export async function outcomeOf(outbox: Outbox, lane: string, patienceMs = PATIENCE_MS): Promise<Outcome> {
  const now = (): Outcome => {
    const rows = outbox.state().waiting.filter((row) => row.lane === lane && decides.includes(row.about.kind));
    const why = rows.find(({ stuck }) => stuck !== null)?.stuck ?? null;
    if (why !== null) return { kind: 'refused', why };
    return { kind: rows.length === 0 ? 'received' : 'waiting' };
  };
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const settle = (outcome: Outcome): void => {
      stop();
      resolve(outcome);
    };
    const look = (): void => {
      const outcome = now();
      if (outcome.kind !== 'waiting') settle(outcome);
    };
    const timer = setTimeout(() => settle(now()), patienceMs);
    const unsubscribe = outbox.subscribe(look);
    stop = () => {
      clearTimeout(timer);
      unsubscribe();
    };
    // The first may have begun before this was kept.
    void outbox
      .send()
      .then(() => outbox.send())
      .then(() => settle(now()));
  });
}
