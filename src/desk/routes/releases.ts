import type { Certificate } from '../../assessment/index.js';
import { retryClash, type ReleaseItem, type ReleaseRun } from '../../issuance/index.js';
import { refused, type ServiceError } from '../../shared/index.js';
import { id, ids } from '../fields.js';
import { labelsFor, qualificationLabel } from '../labels.js';
import { issuing, reading, type Call, type DeskRoute } from '../route.js';
import { sessionFacts } from '../session-facts.js';

const runId = id;
const oneRun = { touches: { releaseRuns: ['runId'] } } as const;

export const releaseRoutes: readonly DeskRoute[] = [
  reading({
    path: '/release-groups',
    action: 'release-list.read',
    summary: 'Approved certificates that wait for release, by session, with who approved them.',
    input: {},
    work: releaseGroups,
  }),
  issuing({
    path: '/release-runs',
    action: 'certificate.release',
    summary: 'Start releasing approved certificates in the background. The answer is how far it is.',
    touches: { sessions: ['sessionId'], certificates: ['certificateIds'] },
    input: { sessionId: id.exactOptional(), certificateIds: ids },
    work: startRun,
  }),
  reading({
    path: '/release-runs',
    action: 'release-list.read',
    summary: 'Releases of the organisation, newest first.',
    input: {},
    work: async ({ view, store }) => {
      const runs = await view.releaseRuns.find({}, { limit: 20, orderBy: '-startedAt' });
      const sessions = await sessionFacts(
        store,
        runs.map((run) => run.sessionId),
      );
      return runs.map((run) => ({ ...progressOf(run), session: sessions.get(run.sessionId ?? '') ?? null }));
    },
  }),
  reading({
    ...oneRun,
    path: '/release-runs/:runId',
    action: 'release-list.read',
    summary: 'How far a release is, and what was stopped with its reasons.',
    input: { runId },
    work: async ({ input, view, store }) => runFile(await view.releaseRuns.get(input.runId), store),
  }),
  turn('pause', 'Stop after the certificates at hand; the rest waits.'),
  turn('resume', 'Go on with what waits, and try again what was stopped.'),
];

async function releaseGroups({ view, store, deps, actorId }: Call<object>) {
  const taken = takenBefore(actorId, await view.releaseRuns.find({ state: OPEN }));
  const approved = await view.certificates.find({ state: 'approved' }, { limit: 2_000 });
  const waiting = approved.filter(({ id }) => !taken.has(id));
  const recordIds = waiting.flatMap(({ recordIds: [first] }) => (first === undefined ? [] : [first]));
  const records = recordIds.length === 0 ? [] : await store.records.find({ id: recordIds });
  const sessionOf = new Map(records.map((record) => [record.id, record.sessionId]));
  const sessions = await sessionFacts(store, [...sessionOf.values()]);
  const labels = await labelsFor(store, {
    people: waiting.map((certificate) => certificate.personId),
    actors: waiting.map((certificate) => certificate.approvedBy),
  });
  const groups = new Map<string, Certificate[]>();
  for (const certificate of waiting) {
    const key = sessionOf.get(certificate.recordIds[0] ?? '') ?? '';
    groups.set(key, [...(groups.get(key) ?? []), certificate]);
  }
  return [...groups].map(([key, certificates]) => ({
    session: sessions.get(key) ?? null,
    approvedBy: [...new Set(certificates.map((certificate) => labels.actor(certificate.approvedBy)))].filter(Boolean),
    certificates: certificates.map((certificate) => ({
      id: certificate.id,
      name: labels.person(certificate.personId),
      title: certificate.title,
      qualification: qualificationLabel(deps.catalogue, certificate),
      isReplacement: certificate.replacesId !== null,
      isYours: certificate.approvedBy === actorId,
    })),
  }));
}

/** States of a release that goes on, or that can be told to. */
const OPEN = ['running', 'paused', 'held'] as const;

/**
 * Certificates that a release already under way will still come to. What a paused or held release left is barred for the
 * officer who can go on with it; another officer may release it instead, or it would wait for somebody who has left.
 */
const takenBefore = (actorId: string, open: readonly ReleaseRun[]): ReadonlySet<string> =>
  waitingIn(open.filter((run) => run.state === 'running' || run.startedBy === actorId));

const waitingIn = (runs: readonly ReleaseRun[]): ReadonlySet<string> =>
  new Set(
    runs.flatMap(({ items }) => items.filter(({ state }) => state === 'waiting').map((item) => item.certificateId)),
  );

async function startRun(call: Call<{ sessionId?: string; certificateIds: string[] }>) {
  const { input, deps, actorId, tenant } = call;
  const wanted = [...new Set(input.certificateIds)];
  const wish: Omit<ReleaseRun, 'number'> = {
    id: deps.ids.uuid(),
    version: 1,
    organizationId: tenant.organizationId,
    sessionId: input.sessionId ?? null,
    startedBy: actorId,
    startedAt: deps.clock.now().toISOString(),
    items: wanted.map((certificateId) => ({ certificateId, state: 'waiting', refusals: [] })),
    state: 'running',
    heldBy: null,
    leaseUntil: null,
    finishedAt: null,
  };
  // Of two that start at once, only one gets the number; the other one looks again and finds what is taken by now.
  const run = await retryClash(() => deps.store.transaction((tx) => keepRun(tx, wish)));
  deps.releases.wake();
  return progressOf(run);
}

async function keepRun(tx: Call<unknown>['store'], wish: Omit<ReleaseRun, 'number'>): Promise<ReleaseRun> {
  const { organizationId, startedBy, sessionId, items } = wish;
  const number = await nextNumber(tx, organizationId);
  refuseTaken(items, takenBefore(startedBy, await tx.releaseRuns.find({ organizationId, state: OPEN })));
  const run = await tx.releaseRuns.insert({ ...wish, number });
  await tx.audit.append({
    action: 'release-run.start',
    actorId: startedBy,
    subjectType: 'release-run',
    subjectId: run.id,
    facts: { session: sessionId, certificates: items.length },
  });
  return run;
}

/** To be asked before the runs are read: whatever begins between these two readings has this number as well. */
async function nextNumber(tx: Call<unknown>['store'], organizationId: string): Promise<number> {
  const [last] = await tx.releaseRuns.find({ organizationId }, { limit: 1, orderBy: '-number' });
  return (last?.number ?? 0) + 1;
}

function refuseTaken(items: readonly ReleaseItem[], taken: ReadonlySet<string>): void {
  if (items.some(({ certificateId, state }) => state === 'waiting' && taken.has(certificateId))) throw alreadyRunning();
}

function turn(event: 'pause' | 'resume', summary: string): DeskRoute {
  return issuing({
    ...oneRun,
    path: `/release-runs/:runId/${event}`,
    action: 'certificate.release',
    summary,
    input: { runId },
    work: async ({ input, deps, actorId }) => {
      // The runner writes to the same row after every few certificates, and others begin; the officer need not know.
      const run = await retryClash(() =>
        deps.store.transaction(async (tx) => {
          const found = await tx.releaseRuns.get(input.runId);
          if (found === null || found.state === (event === 'pause' ? 'paused' : 'running')) return found;
          if (event === 'resume' && found.startedBy !== actorId) throw notYours();
          const turned = event === 'pause' ? paused(found) : await resumed(tx, found);
          await tx.audit.append({
            action: `release-run.${event}`,
            actorId,
            subjectType: 'release-run',
            subjectId: found.id,
            facts: {},
          });
          return tx.releaseRuns.update(turned);
        }),
      );
      deps.releases.wake();
      return run === null ? null : progressOf(run);
    },
  });
}

const paused = (run: ReleaseRun): ReleaseRun => (run.state === 'running' ? { ...run, state: 'paused' } : run);

/** Going on is beginning again: under a new number, so that it meets whatever begins at the same moment. */
async function resumed(tx: Call<unknown>['store'], run: ReleaseRun): Promise<ReleaseRun> {
  const number = await nextNumber(tx, run.organizationId);
  const others = await tx.releaseRuns.find({ organizationId: run.organizationId, state: 'running' });
  const items = run.items.map((item): ReleaseItem =>
    item.state === 'stopped' ? { ...item, state: 'waiting', refusals: [] } : item,
  );
  refuseTaken(items, waitingIn(others));
  return { ...run, number, items, state: 'running', heldBy: null, finishedAt: null };
}

function progressOf(run: ReleaseRun) {
  const count = (state: ReleaseRun['items'][number]['state']): number =>
    run.items.filter((item) => item.state === state).length;
  return {
    id: run.id,
    sessionId: run.sessionId,
    state: run.state,
    heldBy: run.heldBy,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    total: run.items.length,
    released: count('released'),
    stopped: count('stopped'),
  };
}

async function runFile(run: ReleaseRun, store: Call<unknown>['store']) {
  const stopped = run.items.filter((item) => item.state === 'stopped');
  const certificates =
    stopped.length === 0 ? [] : await store.certificates.find({ id: stopped.map((item) => item.certificateId) });
  const labels = await labelsFor(store, {
    people: certificates.map((certificate) => certificate.personId),
    actors: [run.startedBy],
  });
  const personOf = new Map(certificates.map((certificate) => [certificate.id, certificate.personId]));
  return {
    ...progressOf(run),
    startedBy: labels.actor(run.startedBy),
    session: (await sessionFacts(store, [run.sessionId])).get(run.sessionId ?? '') ?? null,
    problems: stopped.map((item) => ({
      certificateId: item.certificateId,
      name: labels.person(personOf.get(item.certificateId) ?? ''),
      refusals: item.refusals,
    })),
  };
}

const alreadyRunning = (): ServiceError =>
  refused([
    {
      code: 'being-released',
      severity: 'block',
      message: 'Some of these certificates are being released already.',
      whatToDo: 'Open the release that is under way.',
    },
  ]);

const notYours = (): ServiceError =>
  refused([
    {
      code: 'R27',
      severity: 'block',
      message: 'Another officer started this release.',
      whatToDo: 'Start a release of your own for what is left; then it carries your name.',
    },
  ]);
