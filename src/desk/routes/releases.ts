import { z } from 'zod';
import type { Certificate } from '../../assessment/index.js';
import type { ReleaseRun } from '../../issuance/index.js';
import { isoDay, refused, ServiceError } from '../../shared/index.js';
import { id, ids } from '../fields.js';
import { DeskFile } from '../file.js';
import { labelsFor, qualificationLabel } from '../labels.js';
import { issuing, reading, type Call, type DeskRoute } from '../route.js';

const runId = id;
const sessionId = id;
const oneRun = { touches: { releaseRuns: ['runId'] } } as const;
const oneSession = { touches: { sessions: ['sessionId'] } } as const;

const forms = '`pages`: one side per page for card printers; `sheets`: ten on A4, backs mirrored.';
const paper = { form: z.enum(['pages', 'sheets']), dense: z.enum(['leave-out', 'online-code']) };

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
  reading({
    ...oneSession,
    path: '/sessions/:sessionId/print-plan',
    action: 'certificate.print',
    summary: 'Released certificates of a session, in the order of its list, and how each fits on a card.',
    input: { sessionId },
    work: async (call) => printPlan(await releasedOfSession(call.input.sessionId, call.store), call),
  }),
  reading({
    ...oneSession,
    path: '/sessions/:sessionId/cards',
    action: 'certificate.print',
    summary: `Cards of a session as one PDF. ${forms}`,
    input: { sessionId, ...paper },
    work: async (call) => cardsOf(await releasedOfSession(call.input.sessionId, call.store), call),
  }),
  reading({
    ...oneRun,
    path: '/release-runs/:runId/print-plan',
    action: 'certificate.print',
    summary: 'Certificates that a release made, and how each fits on a card.',
    input: { runId },
    work: async (call) => printPlan(await releasedByRun(call.input.runId, call), call),
  }),
  reading({
    ...oneRun,
    path: '/release-runs/:runId/cards',
    action: 'certificate.print',
    summary: `Cards of a release as one PDF. ${forms}`,
    input: { runId, ...paper },
    work: async (call) => cardsOf(await releasedByRun(call.input.runId, call), call),
  }),
  reading({
    path: '/certificates/:certificateId/print',
    action: 'certificate.print',
    summary: 'One certificate as a card, an A4 certificate or the A4 sheet with the large code.',
    touches: { certificates: ['certificateId'] },
    input: { certificateId: id, layout: z.enum(['card', 'a4', 'sheet']) },
    work: async ({ input, view, deps }) => {
      const { number } = await view.certificates.get(input.certificateId);
      const bytes = await deps.printing.single(input.certificateId, input.layout);
      return new DeskFile({ mediaType: 'application/pdf', name: `passport-${(number ?? '').slice(-4)}.pdf`, bytes });
    },
  }),
];

type Reading = Pick<Call<unknown>, 'view' | 'store' | 'deps'>;

async function releaseGroups({ view, store, deps, actorId }: Call<object>) {
  const waiting = await view.certificates.find({ state: 'approved' }, { limit: 2_000 });
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

async function startRun(call: Call<{ sessionId?: string; certificateIds: string[] }>) {
  const { input, deps, actorId, tenant } = call;
  const wanted = [...new Set(input.certificateIds)];
  const run: ReleaseRun = {
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
  await deps.store.transaction(async (tx) => {
    const open = await tx.releaseRuns.find({
      organizationId: run.organizationId,
      state: ['running', 'paused', 'held'],
    });
    const waiting = open.flatMap((each) => each.items.filter((item) => item.state === 'waiting'));
    if (waiting.some((item) => wanted.includes(item.certificateId))) throw alreadyRunning();
    await tx.releaseRuns.insert(run);
    await tx.audit.append({
      action: 'release-run.start',
      actorId,
      subjectType: 'release-run',
      subjectId: run.id,
      facts: { session: run.sessionId, certificates: run.items.length },
    });
  });
  deps.releases.wake();
  return progressOf(run);
}

function turn(event: 'pause' | 'resume', summary: string): DeskRoute {
  return issuing({
    ...oneRun,
    path: `/release-runs/:runId/${event}`,
    action: 'certificate.release',
    summary,
    input: { runId },
    work: async ({ input, deps, actorId }) => {
      const run = await whateverComesBetween(() =>
        deps.store.transaction(async (tx) => {
          const found = await tx.releaseRuns.get(input.runId);
          if (found === null || found.state === (event === 'pause' ? 'paused' : 'running')) return found;
          if (event === 'resume' && found.startedBy !== actorId) throw notYours();
          const turned = event === 'pause' ? paused(found) : resumed(found);
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

const resumed = (run: ReleaseRun): ReleaseRun => ({
  ...run,
  state: 'running',
  heldBy: null,
  finishedAt: null,
  items: run.items.map((item) => (item.state === 'stopped' ? { ...item, state: 'waiting', refusals: [] } : item)),
});

/** The runner writes to the same row after every few certificates; the officer need not know. */
async function whateverComesBetween<R>(work: () => Promise<R>): Promise<R> {
  for (let attempt = 0; ; attempt++)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'stale' || attempt >= 20) throw error;
    }
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

async function runFile(run: ReleaseRun, store: Reading['store']) {
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

/** Day, place and mission: how officers name a session. */
async function sessionFacts(store: Reading['store'], sessionIds: readonly (string | null)[]) {
  const distinct = [...new Set(sessionIds)].filter((each): each is string => each !== null);
  const sessions = distinct.length === 0 ? [] : await store.sessions.find({ id: distinct });
  const labels = await labelsFor(store, {
    sites: sessions.map((session) => session.siteId),
    missions: sessions.map((session) => session.missionId),
  });
  return new Map(
    sessions.map((session) => [
      session.id,
      {
        id: session.id,
        startsAt: session.startsAt,
        site: labels.site(session.siteId),
        mission: labels.mission(session.missionId),
      },
    ]),
  );
}

/** In the order of the attendance list. */
async function releasedOfSession(wanted: string, store: Reading['store']): Promise<readonly Certificate[]> {
  const records = await store.records.find({ sessionId: wanted });
  const personIds = [...new Set(records.map((record) => record.personId))];
  const held = personIds.length === 0 ? [] : await store.certificates.find({ personId: personIds, state: 'active' });
  const place = new Map(records.map((record, index) => [record.id, index]));
  const placeOf = ({ recordIds: [first = ''] }: Certificate): number => place.get(first) ?? -1;
  return held
    .filter((certificate) => placeOf(certificate) >= 0)
    .toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** What is in force of it, in the order of the run. */
async function releasedByRun(wanted: string, { view, store }: Reading): Promise<readonly Certificate[]> {
  const run = await view.releaseRuns.get(wanted);
  const released = run.items.filter((item) => item.state === 'released').map((item) => item.certificateId);
  const found = released.length === 0 ? [] : await store.certificates.find({ id: released, state: 'active' });
  const place = new Map(released.map((certificateId, index) => [certificateId, index]));
  return found.toSorted((left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0));
}

async function cardsOf(
  certificates: readonly Certificate[],
  { input, deps }: Call<{ readonly form: 'pages' | 'sheets'; readonly dense: 'leave-out' | 'online-code' }>,
): Promise<DeskFile> {
  const planned = await deps.printing.fits(certificates.map((each) => each.id));
  const printable = planned.filter((each) => input.dense === 'online-code' || each.fit === 'card');
  if (printable.length === 0) throw nothingToPrint();
  const bytes = await deps.printing.cards(
    printable.map((each) => ({ certificateId: each.certificateId, isOnlineOnly: each.fit !== 'card' })),
    input.form,
  );
  return new DeskFile({ mediaType: 'application/pdf', name: `cards-${isoDay(deps.clock.now())}.pdf`, bytes });
}

async function printPlan(certificates: readonly Certificate[], { store, deps }: Reading) {
  const fits = await deps.printing.fits(certificates.map((certificate) => certificate.id));
  const labels = await labelsFor(store, { people: certificates.map((certificate) => certificate.personId) });
  return certificates.map((certificate) => {
    const fit = fits.find((each) => each.certificateId === certificate.id);
    return {
      id: certificate.id,
      name: labels.person(certificate.personId),
      title: certificate.title,
      number: certificate.number,
      fit: fit?.fit ?? 'online',
      bytes: fit?.bytes ?? 0,
      max: fit?.max ?? 0,
    };
  });
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

const nothingToPrint = (): ServiceError =>
  refused([
    {
      code: 'nothing-to-print',
      severity: 'block',
      message: 'No released certificate of this session fits on a card.',
      whatToDo: 'Release first, or choose cards with the online code only.',
    },
  ]);
