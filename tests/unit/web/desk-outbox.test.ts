import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { DeskProblem, offline } from '../../../src/web/desk/api/problem.js';
import { memoryDatabase, type LocalDatabase } from '../../../src/web/desk/local/database.js';
import { createOutbox, type Outbox } from '../../../src/web/desk/local/outbox.js';
import type { Tabs } from '../../../src/web/desk/local/tabs.js';
import { matchPath } from '../../../src/web/desk/router.js';

/** What is done on the device reaches the office once, in order, whatever the network does. */
let database: LocalDatabase;
let received: string[];
let answer: (path: string) => Error | null;
let states: Record<string, string>;
let tabs: Tabs;

const api = {
  post: async <T>(path: string): Promise<T> => {
    const error = answer(path);
    if (error) throw error;
    received.push(path);
    return {} as T;
  },
  upload: async <T>(path: string): Promise<T> => api.post<T>(path),
  get: async <T>(path: string): Promise<T> => ({ state: states[path] }) as T,
};
const open = (accountId = 'me'): Outbox =>
  createOutbox({
    database: Promise.resolve(database),
    api,
    clock: fixedClock('2026-01-05T08:00:00Z'),
    accountId,
    tabs,
  });
/** Tabs of one browser: one at a time, and each is told. */
function openTabs(): Tabs {
  const listeners = new Set<() => void>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    alone: (work) => {
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    },
    tell: () => {
      for (const heard of listeners) heard();
    },
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
const refusal = (code: string): DeskProblem =>
  new DeskProblem({ status: 409, code, title: 'Refused.', whatToDo: 'Look again.' });

async function add(outbox: Outbox, path: string, kind: 'results' | 'acknowledge' | 'sign' = 'results', lane = 'r1') {
  await outbox.add({ lane, path, body: {}, about: { kind, recordId: lane } });
  await outbox.send();
}

beforeEach(() => {
  database = memoryDatabase();
  received = [];
  states = {};
  tabs = openTabs();
  answer = () => null;
});

describe('the outbox', () => {
  it('does not say that nothing waits before the device has told what does', async () => {
    answer = () => offline();
    await add(open(), '/a');
    const later = open();
    expect(later.state()).toMatchObject({ isRead: false, waiting: [] });
    const told = new Promise<void>((resolve) => later.subscribe(resolve));
    await told;
    expect(later.state()).toMatchObject({ isRead: true, waiting: [{ path: '/a' }] });
  });

  it('sends in the order in which things were done, and keeps nothing that was received', async () => {
    const outbox = open();
    await add(outbox, '/1');
    await add(outbox, '/2');
    expect(received).toEqual(['/1', '/2']);
    expect(outbox.state().waiting).toEqual([]);
    expect(await database.all('waiting')).toEqual([]);
  });

  it('keeps everything while the network is away and after the page was closed, then sends it in order', async () => {
    answer = () => offline();
    const first = open();
    await add(first, '/1');
    await add(first, '/2');
    expect(first.state().waiting).toHaveLength(2);
    answer = () => null;
    const again = open();
    await again.send();
    expect(received).toEqual(['/1', '/2']);
  });

  it('one refused record waits with its reason and holds up nothing but its own lane', async () => {
    const outbox = open();
    answer = (path) => (path === '/bad' ? refusal('R12') : null);
    await add(outbox, '/bad', 'acknowledge');
    await add(outbox, '/after', 'sign');
    await add(outbox, '/other', 'results', 'r2');
    expect(received).toEqual(['/other']);
    expect(outbox.state().waiting.map(({ path, stuck }) => [path, stuck?.code])).toEqual([
      ['/bad', 'R12'],
      ['/after', undefined],
    ]);
    answer = () => null;
    await outbox.send({ again: true });
    expect(received).toEqual(['/other', '/bad', '/after']);
  });

  it('a refusal because the first answer got lost counts as received', async () => {
    states['/api/assessment/records/r1'] = 'assessor-signed';
    answer = () => refusal('state');
    const outbox = open();
    await add(outbox, '/sign', 'sign');
    expect(outbox.state().waiting).toEqual([]);
    states['/api/assessment/records/r1'] = 'results-entered';
    await add(outbox, '/sign', 'sign');
    expect(outbox.state().waiting.map(({ stuck }) => stuck?.code)).toEqual(['state']);
  });

  it('never sends what another person did', async () => {
    answer = () => offline();
    await add(open('somebody'), '/theirs');
    answer = () => null;
    const mine = open('me');
    await mine.send();
    expect(received).toEqual([]);
    expect(mine.state().waiting).toEqual([]);
    await open('somebody').send();
    expect(received).toEqual(['/theirs']);
  });
});

describe('two tabs over one database', () => {
  it('never overwrite or delete what the other did', async () => {
    answer = () => offline();
    const [one, two] = [open(), open()];
    await Promise.all([one.send(), two.send()]);
    await add(one, '/one');
    await add(two, '/two');
    expect((await database.all<{ path: string }>('waiting')).map(({ path }) => path)).toEqual(['/one', '/two']);
    expect(one.state().waiting.map(({ path }) => path)).toEqual(['/one', '/two']);
    answer = () => null;
    await Promise.all([one.send(), two.send()]);
    expect(received).toEqual(['/one', '/two']);
    expect([one, two].map((tab) => tab.state().waiting)).toEqual([[], []]);
  });

  it('an old list never sends an older rating after a newer one', async () => {
    answer = () => offline();
    const first = open();
    await add(first, '/older');
    const old = open();
    await old.send();
    answer = () => null;
    await first.send();
    await add(first, '/newer');
    await old.send({ again: true });
    expect(received).toEqual(['/older', '/newer']);
  });
});

describe('what does not get through', () => {
  const answered = (status: number, code: string): DeskProblem =>
    new DeskProblem({ status, code, title: 'Not now.', whatToDo: 'Try again later.' });

  it.each([
    ['a fault of the service', 503, 'E32', ['/other']],
    ['a lost network', 0, 'E30', []],
    ['being asked to slow down', 429, 'E33', []],
    ['a session that ended', 401, 'D10', []],
  ])('%s (%i) holds up only what it must', async (_what, status, code, sent) => {
    answer = () => offline();
    const outbox = open();
    await add(outbox, '/one');
    await add(outbox, '/after');
    await add(outbox, '/other', 'results', 'r2');
    answer = (path) => (path === '/one' ? answered(status, code) : null);
    await outbox.send();
    expect(received).toEqual(sent);
    expect(outbox.state().waiting.every(({ stuck }) => stuck === null)).toBe(true);
    answer = () => null;
    await outbox.send();
    expect(received.filter((path) => path !== '/other')).toEqual(['/one', '/after']);
  });

  it('a fault of the service is told with its reference, until the office has it or refuses it', async () => {
    const facts = { title: 'Not now.', whatToDo: 'Try again later.' };
    answer = () => new DeskProblem({ status: 500, code: 'E32', reference: 'f00d', ...facts });
    const outbox = open();
    await add(outbox, '/one');
    expect(outbox.state().waiting.map(({ held }) => held)).toEqual([{ code: 'E32', reference: 'f00d' }]);
    answer = () => refusal('R12');
    await outbox.send();
    expect(outbox.state().waiting.map(({ held, stuck }) => [held, stuck?.code])).toEqual([[null, 'R12']]);
  });

  it('what was backed up is taken in once, in its order, and sent like the rest', async () => {
    answer = () => offline();
    const first = open();
    await add(first, '/1');
    await add(first, '/2');
    const saved = first
      .state()
      .waiting.map(({ lane, path, body, about, doneAt }) => ({ lane, path, body, about, doneAt }));
    expect(await first.restore(saved)).toEqual({ added: 0, present: 2 });
    database = memoryDatabase();
    const second = open();
    await add(second, '/new', 'results', 'r2');
    expect(await second.restore(saved)).toEqual({ added: 2, present: 0 });
    answer = () => null;
    await second.send();
    expect(received).toEqual(['/new', '/1', '/2']);
  });

  it('what the browser has no room for stays in the tab, in its order, and is counted', async () => {
    answer = () => offline();
    const room = { ...database, isLasting: true };
    database = room;
    const outbox = open();
    await add(outbox, '/1');
    const full = (): Promise<never> => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const { add: kept } = room;
    room.add = full;
    await add(outbox, '/2');
    expect([outbox.state().unkept, outbox.state().isWriting]).toEqual([1, false]);
    room.add = kept;
    await add(outbox, '/3');
    expect(outbox.state().waiting.map(({ path }) => path)).toEqual(['/1', '/2', '/3']);
    answer = () => null;
    await outbox.send();
    expect(received).toEqual(['/1', '/2', '/3']);
    expect(outbox.state().unkept).toBe(0);
  });

  it('everything is counted where the browser keeps nothing', async () => {
    answer = () => offline();
    const outbox = open();
    await add(outbox, '/1');
    expect(outbox.state().unkept).toBe(1);
  });
});

describe('addresses of the desk', () => {
  it('take opaque ids and nothing else', () => {
    expect(matchPath('/desk/records/:recordId', '/desk/records/5f0c-1')).toEqual({ recordId: '5f0c-1' });
    expect(matchPath('/desk/records/:recordId', '/desk/records/5f0c-1/')).toEqual({ recordId: '5f0c-1' });
    expect(matchPath('/desk/records/:recordId', '/desk/records/Maria%20Reyes')).toBeNull();
    expect(matchPath('/desk/records/:recordId', '/desk/records')).toBeNull();
  });
});
