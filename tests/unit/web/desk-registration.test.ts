import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { DeskProblem, offline } from '../../../src/web/desk/api/problem.js';
import { openBackup, sealBackup } from '../../../src/web/desk/local/backup.js';
import { memoryDatabase, type LocalDatabase } from '../../../src/web/desk/local/database.js';
import { createOutbox, type Outbox } from '../../../src/web/desk/local/outbox.js';
import {
  keptAs,
  outcomeOf,
  registeredHere,
  rowsOf,
  type Registration,
} from '../../../src/web/desk/local/registration.js';
import {
  detailsOf,
  draftOf,
  emptyDraft,
  problemsOf,
  type Draft,
} from '../../../src/web/desk/screens/candidate-form-body.js';

/** A registration waits as one thing: all of it is kept, corrected in its place, and given up together. */
let database: LocalDatabase;
let sent: { path: string; body: unknown }[];
let answer: (path: string) => Error | null;

const open = (): Outbox =>
  createOutbox({
    database: Promise.resolve(database),
    api: {
      post: async <T>(path: string, body?: unknown): Promise<T> => {
        const error = answer(path);
        if (error) throw error;
        sent.push({ path, body });
        return {} as T;
      },
      upload: async <T>(path: string): Promise<T> => {
        const error = answer(path);
        if (error) throw error;
        sent.push({ path, body: null });
        return {} as T;
      },
      get: async <T>(): Promise<T> => ({}) as T,
    },
    clock: fixedClock('2026-01-05T08:00:00Z'),
    accountId: 'me',
    tabs: { alone: (work) => work(), tell: () => undefined, listen: () => () => undefined },
  });
const alike = '00000000-0000-4000-8000-00000000000a';
const refused = (path: string): DeskProblem | null =>
  path === '/api/assessment/candidates'
    ? new DeskProblem({
        ...{ status: 409, code: 'D15', title: 'Alike.', whatToDo: 'Say who it is.' },
        refusals: [
          { code: 'D15', severity: 'block', message: 'Alike.', whatToDo: 'Say who it is.', at: `/people/${alike}` },
        ],
      })
    : null;
const draft: Draft = {
  ...emptyDraft,
  ...{ family: 'Perera', given: 'Nimali', own: 'පෙරේරා', nationality: 'lk', phone: '+94 1', reading: true },
  born: { day: '5', month: '4', year: '1990' },
  differs: true,
  second: { day: '5', month: '4', year: '1991' },
};
const lane = '00000000-0000-4000-8000-000000000001';
const registration: Registration = {
  personId: lane,
  applicationId: '00000000-0000-4000-8000-000000000002',
  organizationId: 'post',
  sessionId: 's1',
  details: detailsOf(draft),
  application: { qualificationId: 'q', revision: '1' },
  photo: { blob: new Blob(['face'], { type: 'image/jpeg' }), takenAt: '2026-01-05T07:59:00Z', agrees: true },
  answer: null,
};

beforeEach(() => {
  database = memoryDatabase();
  sent = [];
  answer = () => offline();
});

describe('a registration that waits', () => {
  it('is sent in its order under its own id: the person, the application, the photo', async () => {
    const outbox = open();
    await outbox.add(...rowsOf(registration));
    expect(await outcomeOf(outbox, lane)).toEqual({ kind: 'waiting' });
    expect(registeredHere(outbox.state().waiting, 's1')).toHaveLength(1);
    expect(registeredHere(outbox.state().waiting, 'another')).toEqual([]);
    answer = () => null;
    expect(await outcomeOf(outbox, lane)).toEqual({ kind: 'received' });
    await outbox.send();
    expect(sent.map(({ path }) => path)).toEqual([
      '/api/assessment/candidates',
      '/api/assessment/applications',
      `/api/assessment/candidates/${lane}/photo?takenAt=2026-01-05T07%3A59%3A00Z&onPassport=yes`,
    ]);
    expect(sent[0]?.body).toMatchObject({ id: lane, organizationId: 'post', birthDate: { value: '1990-04-05' } });
    expect(sent[1]?.body).toEqual({
      applications: [{ id: registration.applicationId, personId: lane, qualificationId: 'q', revision: '1' }],
    });
    expect(outbox.state().waiting).toEqual([]);
  });

  it('that the office refuses gives back all that was typed', async () => {
    answer = refused;
    const outbox = open();
    await outbox.add(...rowsOf(registration));
    expect(await outcomeOf(outbox, lane)).toMatchObject({ kind: 'refused', why: { at: `/people/${alike}` } });
    const kept = keptAs(lane, outbox.state().waiting);
    expect(draftOf(kept?.details ?? {})).toEqual({
      ...draft,
      nationality: 'LK',
      born: { day: '05', month: '04', year: '1990' },
      second: { day: '05', month: '04', year: '1991' },
    });
    expect([kept?.sessionId, kept?.application?.['qualificationId']]).toEqual(['s1', 'q']);
    expect([await kept?.photo?.blob.text(), kept?.photo?.agrees]).toEqual(['face', true]);
  });

  it('is corrected in its place: nothing is doubled, and what follows goes to the person the officer named', async () => {
    answer = refused;
    const outbox = open();
    await outbox.add(...rowsOf(registration));
    await outcomeOf(outbox, lane);
    answer = () => null;
    expect(await outbox.amend(lane, rowsOf({ ...registration, answer: { kind: 'same', personId: alike } }))).toBe(true);
    expect(await outcomeOf(outbox, lane)).toEqual({ kind: 'received' });
    await outbox.send();
    expect(sent.map(({ path }) => path.split('?')[0])).toEqual([
      '/api/assessment/candidates',
      '/api/assessment/applications',
      `/api/assessment/candidates/${alike}/photo`,
    ]);
    expect(sent[0]?.body).toMatchObject({ id: lane, duplicateAnswer: { kind: 'same', personId: alike } });
    expect(sent[1]?.body).toMatchObject({ applications: [{ personId: alike }] });
  });

  it('is not registered again by correcting what followed it', async () => {
    answer = (path) =>
      path === '/api/assessment/applications'
        ? new DeskProblem({ status: 409, code: 'input', title: 'Refused.', whatToDo: 'Look again.' })
        : null;
    const outbox = open();
    await outbox.add(...rowsOf(registration));
    expect((await outcomeOf(outbox, lane)).kind).toBe('refused');
    expect(keptAs(lane, outbox.state().waiting)?.details).toBeNull();
    answer = () => null;
    await outbox.amend(lane, rowsOf({ ...registration, application: { qualificationId: 'q2', revision: '1' } }));
    await outcomeOf(outbox, lane);
    expect(sent.filter(({ path }) => path === '/api/assessment/candidates')).toHaveLength(1);
    expect(sent.at(1)?.body).toMatchObject({ applications: [{ qualificationId: 'q2' }] });
    expect(await outbox.amend(lane, rowsOf(registration))).toBe(false);
  });

  it('is given up with all that was to follow it', async () => {
    answer = refused;
    const outbox = open();
    await outbox.add(...rowsOf(registration));
    await outcomeOf(outbox, lane);
    await outbox.discard(outbox.state().waiting[0]?.id ?? 0);
    expect(await database.all('waiting')).toEqual([]);
  });

  it('goes with attendance into a backup file and out of it', async () => {
    const outbox = open();
    await outbox.add(...rowsOf(registration), {
      lane: 'a1',
      path: '/api/assessment/applications/admit',
      body: { applicationIds: ['a1'] },
      about: { kind: 'admit', recordId: 'a1' },
    });
    const phrase = 'four words of one line';
    const opened = await openBackup(await sealBackup(outbox.state().waiting, 'me', phrase), phrase);
    if (opened.kind !== 'rows') throw new Error(opened.kind);
    database = memoryDatabase();
    const next = open();
    expect(await next.restore(opened.rows)).toEqual({ added: 4, present: 0 });
    expect(registeredHere(next.state().waiting, null)[0]?.lane).toBe(lane);
  }, 20_000);
});

describe('what is typed', () => {
  const keys = (part: Partial<Draft>): readonly string[] => Object.keys(problemsOf({ ...draft, ...part }, say));
  const say = Object.assign((key: string) => key, { refusal: () => null }) as unknown as Parameters<
    typeof problemsOf
  >[1];

  it('is checked as the service checks it, before the candidate goes', () => {
    expect(keys({})).toEqual([]);
    expect(keys({ family: '', given: ' ' })).toEqual(['family']);
    expect(keys({ given: 'x'.repeat(201), own: 'x'.repeat(201) })).toEqual(['given', 'own']);
    expect(keys({ born: { day: '31', month: '2', year: '1990' } })).toEqual(['born']);
    expect(keys({ second: { day: '', month: '', year: '' } })).toEqual(['second']);
    expect(keys({ born: { day: '5', month: '4', year: '2990' } })).toEqual(['born']);
    expect(keys({ second: { day: '5', month: '4', year: '1190' } })).toEqual(['second']);
    expect(keys({ nationality: 'Lanka' })).toEqual(['nationality']);
    expect(keys({ nationality: '' })).toEqual([]);
    expect(keys({ phone: '1'.repeat(301), email: 'x'.repeat(301) })).toEqual(['phone', 'email']);
  });
});
