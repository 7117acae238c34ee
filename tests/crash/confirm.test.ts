import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { composeService, type Service } from '../../src/app.js';
import { deskRoutes, routeName } from '../../src/desk/index.js';
import { publishStatusLists, resumeBatches } from '../../src/issuance/index.js';
import type { StaffAccount, StaffRole } from '../../src/staff/index.js';
import {
  certify,
  findings,
  openOffice,
  openTestService,
  verdictOf,
  type Office,
  type TestService,
} from '../support/service.js';
import { build } from './harness.js';

const NOW = '2026-03-02T08:00:00.000Z';

/** Two people agree, and the process in which the second one confirms is killed, or meets another one. */
let test: TestService;
let office: Office;
let first: StaffAccount;
let second: StaffAccount;
let certificates: string[];

beforeAll(async () => {
  build();
  test = await openTestService('postgresql');
  office = await openOffice(test.service);
  certificates = await certify(test, office, { day: '2026-02-02', count: 6 });
  test.clock.set(NOW);
  [first, second] = [await enter('certification-officer'), await enter('release-officer')];
}, 120_000);
afterAll(() => test.close());

const houseStore = () => test.service.instance.storage.store.read;

async function enter(role: StaffRole): Promise<StaffAccount> {
  return houseStore().staffAccounts.insert({
    ...{ id: test.service.instance.ids.uuid(), version: 1, displayName: role, personId: null, state: 'active' },
    ...{ createdAt: NOW, roles: [{ organizationId: office.body.id, role }] },
  });
}

const as = (account: StaffAccount) => ({ account, assertedAt: NOW, organizationId: office.body.id });

async function perform(name: string, input: object): Promise<unknown> {
  const route = deskRoutes.find((each) => routeName(each) === name);
  if (route === undefined) throw new Error(name);
  return test.service.staff.desk.perform(route, input, as(first));
}

const propose = async (name: string, input: object): Promise<string> =>
  ((await perform(name, input)) as { id: string }).id;

const proposeRevoking = (certificateId: string): Promise<string> =>
  propose('post /certificates/:certificateId/revoke', { certificateId, reasonClass: 'issued-in-error' });

async function proposeSuspendingAll(): Promise<{ id: string; count: number }> {
  const scope = { event: 'suspend', siteId: office.site.id };
  const preview = (await perform('get /status-batches/preview/:event', scope)) as { count: number; token: string };
  const wish = { ...scope, reasonClass: 'tool-leak', token: preview.token, count: preview.count };
  return { id: await propose('post /status-batches', wish), count: preview.count };
}

function confirmElsewhere(proposalId: string, killAt = ''): ChildProcess {
  const child = join(import.meta.dirname, 'confirm-child.mjs');
  return spawn(process.execPath, [child, NOW, proposalId, second.id, office.body.id, killAt], {
    env: { PATH: process.env['PATH'], ...test.environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const endOf = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'close')) as unknown[])[1];

/** Lets a process come as far as changing a status entry, kills it there, and waits until its database session is gone. */
async function killBeforeTheStatus(proposalId: string): Promise<void> {
  // Two sessions: what the other ones do is frozen for a session while its transaction is open.
  const [holder, watcher] = [0, 1].map(() => new pg.Client({ connectionString: test.databaseUrl ?? '' }));
  if (!holder || !watcher) throw new Error('no sessions');
  await Promise.all([holder.connect(), watcher.connect()]);
  const others = `FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const until = async (sql: string): Promise<void> => {
    for (let attempt = 0; (await watcher.query(sql)).rowCount === 0; attempt++) {
      if (attempt > 400) throw new Error('this never came about');
      await new Promise((resume) => setTimeout(resume, 50));
    }
  };
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE status_entry IN EXCLUSIVE MODE');
  const child = confirmElsewhere(proposalId);
  try {
    const end = endOf(child);
    await until(`SELECT 1 ${others} AND wait_event_type = 'Lock' AND query LIKE '%status_entry%'`);
    child.kill('SIGKILL');
    expect(await end).toBe('SIGKILL');
    await holder.query('COMMIT');
    await until(`SELECT 1 WHERE NOT EXISTS (SELECT 1 ${others} AND state <> 'idle')`);
  } finally {
    child.kill('SIGKILL');
    await Promise.all([holder.end(), watcher.end()]);
  }
}

const confirmHere = (proposalId: string, service: Service = test.service): Promise<string> =>
  service.staff.desk.confirm(proposalId, as(second)).then(
    () => 'done',
    (problem: Error & { readonly code?: string }) => problem.code ?? problem.message,
  );

async function trailOf(proposalId: string): Promise<readonly string[]> {
  const rows = await test.service.instance.store.read.auditRows(1, 10_000);
  return rows.filter(({ subjectId }) => subjectId === proposalId).map(({ action }) => action);
}

const stateOf = async (certificateId: string) =>
  (await test.service.instance.store.read.certificates.get(certificateId))?.state;
const turnsOf = (certificateId: string) =>
  test.service.instance.store.read.statusEvents.count({ targetId: certificateId, to: 'revoked' });
const agreed = ['proposal.propose', 'proposal.confirm'];

describe('a process killed while the second officer confirms', () => {
  it('before the status changed: nobody agreed yet, and the next confirmation does it, once', async () => {
    const [id = ''] = certificates;
    const proposal = await proposeRevoking(id);
    await killBeforeTheStatus(proposal);
    expect(await houseStore().twoPersonProposals.get(proposal)).toMatchObject({ state: 'open', confirmedBy: null });
    expect([await stateOf(id), await trailOf(proposal)]).toEqual(['active', ['proposal.propose']]);
    expect(await confirmHere(proposal)).toBe('done');
    expect([await stateOf(id), await turnsOf(id), await trailOf(proposal)]).toEqual(['revoked', 1, agreed]);
  }, 90_000);

  it('before the lists were published: it is decided, nobody can confirm it again, and the next process publishes', async () => {
    const id = certificates[1] ?? '';
    const proposal = await proposeRevoking(id);
    expect(await endOf(confirmElsewhere(proposal, 'p1'))).toBe('SIGKILL');
    expect([await stateOf(id), await trailOf(proposal)]).toEqual(['revoked', agreed]);
    expect(await confirmHere(proposal)).toBe('proposal-outdated');
    await publishStatusLists(test.service.issuance);
    expect([await verdictOf(test.service, id), await turnsOf(id)]).toEqual(['revoked', 1]);
  }, 90_000);

  it('before the first of many was changed: the list of all of them is kept, and the next process goes on', async () => {
    const { id: proposal, count } = await proposeSuspendingAll();
    await killBeforeTheStatus(proposal);
    expect(await trailOf(proposal)).toEqual(agreed);
    expect(await confirmHere(proposal)).toBe('proposal-outdated');
    const { read } = test.service.instance.store;
    expect(await read.certificates.count({ state: 'suspended' })).toBe(0);
    expect(await resumeBatches(test.service.issuance)).toMatchObject([{ total: count, done: count, isFinished: true }]);
    expect(await read.certificates.count({ state: 'suspended' })).toBe(count);
    expect(await read.statusBatches.count({})).toBe(1);
    expect(await findings(test.service)).toEqual([]);
  }, 90_000);
});

it('what goes wrong after the decision takes nothing back: it stands, once, and is told as decided', async () => {
  const id = certificates[5] ?? '';
  const proposal = await proposeRevoking(id);
  test.failAt('p1');
  expect(await confirmHere(proposal)).toContain('stopped at p1');
  test.failAt(null);
  expect(await houseStore().twoPersonProposals.get(proposal)).toMatchObject({ state: 'confirmed' });
  expect(await confirmHere(proposal)).toBe('proposal-outdated');
  expect([await stateOf(id), await turnsOf(id), await trailOf(proposal)]).toEqual(['revoked', 1, agreed]);
});

it('two processes in which two officers confirm at once: done once, and the later one is told that it is settled', async () => {
  const other = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
  try {
    for (const id of certificates.slice(2, 5)) {
      const proposal = await proposeRevoking(id);
      const both = await Promise.all([confirmHere(proposal), confirmHere(proposal, other)]);
      expect(both.toSorted()).toEqual(['done', 'proposal-outdated']);
      expect([await stateOf(id), await turnsOf(id), await trailOf(proposal)]).toEqual(['revoked', 1, agreed]);
    }
  } finally {
    await other.close();
  }
}, 90_000);
