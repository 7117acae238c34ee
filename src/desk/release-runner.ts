import type { ReleaseItem, ReleaseRun } from '../issuance/index.js';
import { ServiceError, type Clock } from '../shared/index.js';
import { actorOf, mayDoAt } from '../staff/index.js';
import type { DeskDeps, DeskStore } from './ports.js';
import { tenantOf } from './tenant.js';

/** Works off the release runs, one after the other, in the background. */
export interface ReleaseRunner {
  /** There may be something to do: after a start, a resume or a restart. Returns at once. */
  wake(): void;
  /** Resolves when nothing is being worked on any more; what is unfinished waits for the next wake. */
  stop(): Promise<void>;
  /** Resolves when there is nothing left that could be done now. For tests and for a process that ends. */
  idle(): Promise<void>;
}

/** Few enough that progress is seen and a pause takes hold at once. */
const CHUNK = 5;
/** A process that died is followed by another one after this long. */
const LEASE_MS = 60_000;

type RunnerDeps = Pick<DeskDeps, 'store' | 'clock' | 'issuance'>;

export function createReleaseRunner(deps: RunnerDeps): ReleaseRunner {
  let stopping = false;
  let working: Promise<void> | null = null;
  let wokenAgain = false;

  async function work(): Promise<void> {
    do {
      wokenAgain = false;
      const runs = await deps.store.read.releaseRuns.find({ state: 'running' }, { limit: 100 });
      for (const { id } of runs) await workOff(id, deps, () => stopping);
    } while (wokenAgain && !stopping);
  }

  return {
    wake: () => {
      wokenAgain = true;
      if (stopping || working !== null) return;
      // Whatever goes wrong here is kept with the run; what is left is the database being away, and the next wake.
      working = work()
        .catch(() => undefined)
        .finally(() => {
          working = null;
        });
    },
    idle: async () => {
      await working;
    },
    stop: async () => {
      stopping = true;
      await working;
    },
  };
}

async function workOff(runId: string, deps: RunnerDeps, isStopping: () => boolean): Promise<void> {
  for (;;) {
    const run = isStopping() ? null : await claim(runId, deps);
    if (run === null) return;
    const next = run.items.filter((item) => item.state === 'waiting').slice(0, CHUNK);
    const done = await releaseItems(run, next, deps);
    const after = await settle(runId, done, deps);
    if (after.state !== 'running') return;
    // Others get their turn between two portions.
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Takes the run for a while. Null: it is paused, done or somebody else's at the moment. */
async function claim(runId: string, { store, clock }: RunnerDeps): Promise<ReleaseRun | null> {
  return orNullWhenStale(() =>
    store.transaction(async (tx) => {
      const run = await tx.releaseRuns.get(runId);
      if (run?.state !== 'running' || isLeased(run, clock)) return null;
      return tx.releaseRuns.update({ ...run, leaseUntil: new Date(clock.now().getTime() + LEASE_MS).toISOString() });
    }),
  );
}

const isLeased = ({ leaseUntil }: ReleaseRun, clock: Clock): boolean =>
  leaseUntil !== null && Date.parse(leaseUntil) > clock.now().getTime();

interface Portion {
  readonly items: readonly ReleaseItem[];
  /** Set when something beyond single certificates stopped it. */
  readonly heldBy: string | null;
}

async function releaseItems(run: ReleaseRun, items: readonly ReleaseItem[], deps: RunnerDeps): Promise<Portion> {
  if (!(await mayStillRelease(run, deps.store.read))) return { items: [], heldBy: 'D13' };
  try {
    // Released already when a process died between the release and its note of it.
    const { certificates } = deps.store.read;
    const known = await certificates.find({ id: items.map((item) => item.certificateId) });
    const done = new Set(
      known.filter((one) => one.state === 'active' && one.releasedBy === run.startedBy).map((one) => one.id),
    );
    const open = items.filter((item) => !done.has(item.certificateId)).map((item) => item.certificateId);
    const results = open.length === 0 ? [] : await deps.issuance.release(open, run.startedBy);
    const refusals = new Map(results.map((result) => [result.subjectId, result.ok ? [] : result.refusals]));
    return {
      heldBy: null,
      items: items.map(({ certificateId }): ReleaseItem => {
        const why = refusals.get(certificateId) ?? [];
        return { certificateId, state: why.length === 0 ? 'released' : 'stopped', refusals: why };
      }),
    };
  } catch (error) {
    return { items: [], heldBy: error instanceof ServiceError ? error.code : 'unexpected' };
  }
}

/** Whoever left, or lost the role, since starting it releases nothing more. */
async function mayStillRelease(run: ReleaseRun, store: DeskStore): Promise<boolean> {
  const [byPerson] = await store.staffAccounts.find({ personId: run.startedBy });
  const account = byPerson ?? (await store.staffAccounts.get(run.startedBy));
  if (account === null || actorOf(account) !== run.startedBy) return false;
  return mayDoAt(account, 'certificate.release', await tenantOf(store, run.organizationId));
}

/** Writes down what was done on top of whatever else happened to the run meanwhile: a pause stays a pause. */
async function settle(runId: string, portion: Portion, deps: RunnerDeps): Promise<ReleaseRun> {
  const done = new Map(portion.items.map((item) => [item.certificateId, item]));
  for (;;) {
    const stored = await orNullWhenStale(() =>
      deps.store.transaction(async (tx) => {
        const run = await tx.releaseRuns.get(runId);
        if (run === null) throw new Error('a release run without its row');
        const items = run.items.map((item) => done.get(item.certificateId) ?? item);
        return tx.releaseRuns.update({ ...run, items, leaseUntil: null, ...stateAfter(run, items, { portion, deps }) });
      }),
    );
    if (stored !== null) return stored;
  }
}

function stateAfter(
  run: ReleaseRun,
  items: readonly ReleaseItem[],
  { portion, deps }: { readonly portion: Portion; readonly deps: RunnerDeps },
): Pick<ReleaseRun, 'state' | 'heldBy' | 'finishedAt'> {
  const finishedAt = deps.clock.now().toISOString();
  if (items.every((item) => item.state !== 'waiting')) return { state: 'done', heldBy: null, finishedAt };
  if (portion.heldBy !== null) return { state: 'held', heldBy: portion.heldBy, finishedAt: null };
  return { state: run.state, heldBy: run.heldBy, finishedAt: null };
}

async function orNullWhenStale<R>(work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'stale') return null;
    throw error;
  }
}
