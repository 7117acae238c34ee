import pg from 'pg';
import type supertest from 'supertest';
import type { ReleaseRun } from '../../src/issuance/index.js';
import { approve, openOffice, type Office } from './service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from './staff-world.js';

export interface Progress {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly released: number;
  readonly stopped: number;
  readonly problems?: readonly { readonly name: string; readonly refusals: readonly { readonly code: string }[] }[];
}

export interface Group {
  readonly session: { readonly id: string; readonly startsAt: string; readonly site: string } | null;
  readonly certificates: readonly { readonly id: string; readonly name: string; readonly isYours: boolean }[];
}

/** A session with approved certificates, and two release officers who signed in on its day. */
export interface ApprovedSession {
  readonly group: Group;
  readonly certificateIds: readonly string[];
  readonly releaser: Visitor;
  readonly other: Visitor;
}

/** An awarding body whose release officers work at the desk. */
export interface ReleaseDesk {
  readonly world: StaffWorld;
  readonly office: Office;
  /** Each is a week after the one before. */
  session(count: number): Promise<ApprovedSession>;
  start(group: Group, as: Visitor, certificateIds?: readonly string[]): supertest.Test;
  turn(runId: string, event: 'pause' | 'resume', as: Visitor): supertest.Test;
  /** A run in the middle of its lease, as the process that works on it sees it: nobody else touches it. */
  underWay(session: ApprovedSession, certificateIds: readonly string[]): Promise<ReleaseRun>;
  /** How many of this session's certificates the officer is shown as waiting. */
  waitingFor(officer: Visitor, group: Group): Promise<number>;
  progress(runId: string, as: Visitor): Promise<Progress>;
  whenOver(runId: string, as: Visitor, state?: string): Promise<Progress>;
  /**
   * Answers to two requests that both read the runs before either of them wrote: what each of them finds is the same.
   * PostgreSQL only.
   */
  inOneMoment(send: () => readonly [supertest.Test, supertest.Test]): Promise<supertest.Response[]>;
}

export async function openReleaseDesk(): Promise<ReleaseDesk> {
  const world = await openStaffWorld();
  const office = await openOffice(world.service);
  const { store } = world.service.instance.storage;
  let days = 1;
  const groupsFor = async (officer: Visitor): Promise<readonly Group[]> =>
    (await world.get('/api/assessment/release-groups', officer).expect(200)).body as Group[];
  const progress = async (runId: string, as: Visitor): Promise<Progress> =>
    (await world.get(`/api/assessment/release-runs/${runId}`, as).expect(200)).body as Progress;

  return {
    world,
    office,
    progress,
    session: async (count) => {
      days += 7;
      const day = new Date(Date.UTC(2026, 1, days)).toISOString().slice(0, 10);
      await approve(world, office, { day, count, seed: days * 1_000 });
      const role = { organizationId: office.body.id, role: 'release-officer' } as const;
      const [releaser, other] = [await world.enter([role]), await world.enter([role])];
      const group = (await groupsFor(releaser)).find(({ session }) => session?.startsAt.startsWith(day));
      if (group === undefined) throw new Error('the session is not on the list');
      return { group, certificateIds: group.certificates.map(({ id }) => id), releaser, other };
    },
    start: ({ session, certificates }, as, certificateIds = certificates.map(({ id }) => id)) =>
      world.post('/api/assessment/release-runs', { sessionId: session?.id, certificateIds }, as),
    turn: (runId, event, as) => world.post(`/api/assessment/release-runs/${runId}/${event}`, {}, as),
    underWay: ({ group, releaser }, certificateIds) =>
      store.read.releaseRuns.insert({
        id: world.service.instance.ids.uuid(),
        version: 1,
        organizationId: office.body.id,
        sessionId: group.session?.id ?? '',
        startedBy: releaser.accountId,
        startedAt: world.clock.now().toISOString(),
        items: certificateIds.map((certificateId) => ({ certificateId, state: 'waiting', refusals: [] })),
        leaseUntil: new Date(world.clock.now().getTime() + 60_000).toISOString(),
        ...{ number: 1_000 * days, state: 'running', heldBy: null, finishedAt: null },
      }),
    waitingFor: async (officer, { session }) =>
      (await groupsFor(officer)).find((each) => each.session?.id === session?.id)?.certificates.length ?? 0,
    whenOver: async (runId, as, state = 'done') => {
      for (let attempt = 0; attempt < 400; attempt++) {
        const now = await progress(runId, as);
        if (now.state === state) return now;
        await pause();
      }
      throw new Error(`not ${state}: ${JSON.stringify(await progress(runId, as))}`);
    },
    inOneMoment: (send) => inOneMoment(world.databaseUrl ?? '', send),
  };
}

const pause = (): Promise<unknown> => new Promise((resume) => setTimeout(resume, 25));

/**
 * Both may read, neither may write until both want to. Until both have their answer, a release that began does not find out
 * that issuing is stopped: it would be held, and what the other one wants would be free again.
 */
async function inOneMoment(
  connectionString: string,
  send: () => readonly [supertest.Test, supertest.Test],
): Promise<supertest.Response[]> {
  const sessions = [0, 1, 2].map(() => new pg.Client({ connectionString })) as [pg.Client, pg.Client, pg.Client];
  const [holder, watcher, stopHolder] = sessions;
  await Promise.all(sessions.map((session) => session.connect()));
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE release_run IN EXCLUSIVE MODE');
    const both = Promise.all(send());
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    let count = 0;
    for (let attempt = 0; attempt < 200 && count !== 2; attempt++) {
      count = (await watcher.query(waiting)).rowCount ?? 0;
      await pause();
    }
    await stopHolder.query('BEGIN');
    await stopHolder.query('LOCK TABLE setting IN ACCESS EXCLUSIVE MODE');
    await holder.query('COMMIT');
    const answers = await both;
    await stopHolder.query('COMMIT');
    if (count !== 2) throw new Error(`${count} of two waited`);
    return answers;
  } finally {
    await Promise.all(sessions.map((session) => session.end()));
  }
}
