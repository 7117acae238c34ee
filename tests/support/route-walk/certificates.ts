import { previewBatch, type BatchScope } from '../../../src/issuance/index.js';
import { holderOf, issuedPassport, type Holder } from '../passports.js';
import { approve, certify } from '../service.js';
import type { RouteWalk } from './walk.js';

const [decider, releaser] = ['decider@body', 'releaser@body'] as const;
const error = { reasonClass: 'issued-in-error' };

/** From release to revocation: one by one, in the background, many at once, and what takes the place of a lost one. */
export async function walkCertificates(walk: RouteWalk, waiting: string): Promise<void> {
  const { call, agree } = walk;
  await call(releaser, '/certificates/release', { certificateIds: [waiting] });
  const certificateId = waiting;
  await agree(decider, releaser, '/certificates/:certificateId/suspend', { certificateId, ...error });
  await agree(decider, releaser, '/certificates/:certificateId/reinstate', { certificateId, ...error });
  const refused = await call(decider, '/certificates/:certificateId/replacement', { certificateId, reason: 'lost' });
  const why = { certificateId: refused.id, reason: 'It was found.' };
  await call(releaser, '/certificates/:certificateId/refuse', why);
  const { id: successorId } = await call(decider, '/certificates/:certificateId/replacement', {
    ...{ certificateId, reason: 'damaged' },
  });
  await call(releaser, '/certificates/release', { certificateIds: [successorId] });
  await agree(decider, releaser, '/certificates/:certificateId/replaced', { certificateId, successorId });
  await agree(decider, releaser, '/certificates/:certificateId/revoke', { certificateId: successorId, ...error });
  await inTheBackground(walk);
  await many(walk);
  const open = { certificateId: (await certify(walk.world, walk.office, { day: '2026-03-20' }))[0] ?? '', ...error };
  const { id: proposalId } = await call(decider, '/certificates/:certificateId/revoke', open);
  await call(decider, '/proposals/:proposalId/withdraw', { proposalId });
}

async function inTheBackground({ call, world, office, actorOf }: RouteWalk): Promise<void> {
  const certificateIds = await approve(world, office, { day: '2026-02-23', count: 2, seed: 4_100 });
  const { releaseRuns } = world.service.instance.storage.store.read;
  // In the middle of its lease: no process takes it up while its officer turns it.
  const { id: runId } = await releaseRuns.insert({
    ...{ id: world.service.instance.ids.uuid(), version: 1, organizationId: office.body.id, number: 1_000 },
    ...{ sessionId: null, startedBy: await actorOf(releaser), startedAt: world.clock.now().toISOString() },
    ...{ items: [{ certificateId: certificateIds[0] ?? '', state: 'waiting', refusals: [] }], state: 'running' },
    ...{ heldBy: null, finishedAt: null },
    leaseUntil: new Date(world.clock.now().getTime() + 60_000).toISOString(),
  });
  await call(releaser, '/release-runs/:runId/pause', { runId });
  await call(releaser, '/release-runs/:runId/resume', { runId });
  const started = await call(releaser, '/release-runs', { certificateIds: certificateIds.slice(1) }, { isOnce: true });
  for (let state = ''; state !== 'done';) {
    await new Promise((resume) => setTimeout(resume, 25));
    state = (await releaseRuns.get(started.id))?.state ?? 'gone';
  }
}

async function many({ agree, world, office }: RouteWalk): Promise<void> {
  await certify(world, office, { day: '2026-03-02', count: 2, seed: 4_200 });
  const scope: BatchScope = { kind: 'assessor', id: office.assessor.personId };
  const question = { scheme: 'TESDA', event: 'suspend', scope } as const;
  const { targets, token } = await previewBatch(question, world.service.issuance);
  const named = { event: 'suspend', assessorId: scope.id, reasonClass: 'assessment-fraud' };
  await agree(decider, releaser, '/status-batches', { ...named, token, count: targets.length });
}

/** Passports and experience in somebody's hand; the holder's own page; and, years later, a renewal. */
export async function walkHoldings(walk: RouteWalk): Promise<void> {
  const { call, agree, world, otherOffice } = walk;
  const [officer, second] = ['decider@other-body', 'releaser@other-body'] as const;
  const holders: Holder[] = [];
  const passportIds: string[] = [];
  for (const day of ['2026-04-02', '2026-04-09', '2026-04-16']) {
    const holder = await holderOf(world, otherOffice, { day, seed: 4_300 + Number(day.slice(8)) });
    holders.push(holder);
    passportIds.push((await issuedPassport(world, holder)).id);
  }
  const [first = '', back = '', closed = ''] = passportIds;
  await call(officer, '/passports/:passportId/report-lost', { passportId: first });
  await call(officer, '/passports/:passportId/unblock', { passportId: first, identityChecked: true });
  await call(officer, '/passports/:passportId/report-lost', { passportId: first });
  await agree(officer, second, '/passports/:passportId/reissue', { passportId: first });
  await call(officer, '/passports/:passportId/give-back', { passportId: back });
  await agree(officer, second, '/passports/:passportId/close', { passportId: closed, ...error });
  const experienceId = holders[0]?.experienceId ?? '';
  const withdrawn = { experienceId, ...error, reason: 'About somebody else.' };
  await agree(officer, second, '/experience/:experienceId/withdraw', withdrawn);
  await byTheHolder(walk, holders[1]?.certificateId ?? '');
}

async function byTheHolder({ call, world }: RouteWalk, certificateId: string): Promise<void> {
  const { read } = world.service.instance.store;
  const certificate = await read.certificates.get(certificateId);
  const person = await read.people.get(certificate?.personId ?? '');
  const [short] = await read.shortCodes.find({ credentialId: certificate?.credentialId ?? '' });
  const me = { code: short?.code ?? '', birthYear: person?.birthDate?.value.slice(0, 4) ?? '' };
  const path = '/api/passports/by-code/:code';
  const made = await call<{ secret: string; link: { id: string } }>(null, `${path}/shares`, {
    ...{ ...me, scope: 'all', days: 7, pin: '482913' },
  });
  await call(null, '/api/shares/open', { secret: made.secret, pin: '482913' });
  await call(null, `${path}/credential`, { ...me, form: 'vc+jwt' });
  await call(null, `${path}/shares/:link/stop`, { ...me, link: made.link.id });
  await call(null, `${path}/requests`, { ...me, kind: 'name' });
  const [request] = await world.service.instance.storage.store.read.workerRequests.find({ state: 'received' });
  await call('decider@other-body', '/worker-requests/:requestId/answer', { requestId: request?.id ?? '' });
}
