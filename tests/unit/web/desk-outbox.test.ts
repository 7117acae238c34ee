import { beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { DeskProblem, offline } from '../../../src/web/desk/api/problem.js';
import { memoryDatabase, type LocalDatabase } from '../../../src/web/desk/local/database.js';
import { createOutbox, type Outbox } from '../../../src/web/desk/local/outbox.js';
import { matchPath } from '../../../src/web/desk/router.js';

/** What is done on the device reaches the office once, in order, whatever the network does. */
let database: LocalDatabase;
let received: string[];
let answer: (path: string) => Error | null;
let states: Record<string, string>;

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
  });
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
  answer = () => null;
});

describe('the outbox', () => {
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

describe('addresses of the desk', () => {
  it('take opaque ids and nothing else', () => {
    expect(matchPath('/desk/records/:recordId', '/desk/records/5f0c-1')).toEqual({ recordId: '5f0c-1' });
    expect(matchPath('/desk/records/:recordId', '/desk/records/5f0c-1/')).toEqual({ recordId: '5f0c-1' });
    expect(matchPath('/desk/records/:recordId', '/desk/records/Maria%20Reyes')).toBeNull();
    expect(matchPath('/desk/records/:recordId', '/desk/records')).toBeNull();
  });
});
