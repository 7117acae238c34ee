import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createReleaseRunner } from '../../src/desk/index.js';
import { releaseCertificates, setStopSwitch } from '../../src/issuance/index.js';
import { openReleaseDesk, type Progress, type ReleaseDesk } from '../support/release-desk.js';
import { verdictOf } from '../support/service.js';
import type { StaffWorld } from '../support/staff-world.js';

/** Releases that go on without their page, through pauses, refusals and restarts. */
let desk: ReleaseDesk;
let world: StaffWorld;
beforeAll(async () => {
  desk = await openReleaseDesk();
  world = desk.world;
}, 60_000);
afterAll(() => world.close());

it('answers at once, tells how far it is, and everything verifies at the end', async () => {
  const { group, certificateIds, releaser } = await desk.session(10);
  expect(group.session?.site).toBe(desk.office.site.name);
  expect(group.certificates.every((certificate) => certificate.name.includes(', '))).toBe(true);
  const begun = await desk.start(group, releaser).expect(200);
  expect(begun.body).toMatchObject({ state: 'running', total: 10, released: 0 });
  const { id } = begun.body as Progress;
  const over = await desk.whenOver(id, releaser);
  expect(over).toMatchObject({ released: 10, stopped: 0, heldBy: null });
  expect(await verdictOf(world.service, certificateIds[9] ?? '')).toBe('genuine-and-current');
  const again = await desk.start(group, releaser);
  expect(again.status).toBe(200);
  const refused = await desk.whenOver((again.body as Progress).id, releaser);
  expect(refused).toMatchObject({ released: 10, stopped: 0 });
}, 30_000);

it('pauses between two portions, and goes on where it was', async () => {
  const { group, releaser } = await desk.session(9);
  const { id } = (await desk.start(group, releaser).expect(200)).body as Progress;
  const paused = await desk.turn(id, 'pause', releaser).expect(200);
  expect((paused.body as Progress).state).toBe('paused');
  await world.service.staff.releases.idle();
  const still = await desk.progress(id, releaser);
  expect(still.state).toBe('paused');
  expect(still.released).toBeLessThan(9);
  await desk.turn(id, 'resume', releaser).expect(200);
  expect(await desk.whenOver(id, releaser)).toMatchObject({ released: 9, stopped: 0 });
}, 30_000);

it('stops for one certificate with its reason and name, and releases the rest', async () => {
  const { group, certificateIds, releaser } = await desk.session(4);
  const { read } = world.service.instance.storage.store;
  const [first = ''] = certificateIds;
  const certificate = await read.certificates.get(first);
  const record = await read.records.get(certificate?.recordIds[0] ?? '');
  if (record === null) throw new Error('no record');
  await read.records.update({ ...record, state: 'voided' });
  const { id } = (await desk.start(group, releaser).expect(200)).body as Progress;
  const over = await desk.whenOver(id, releaser);
  expect(over).toMatchObject({ released: 3, stopped: 1 });
  expect(over.problems?.map((problem) => [problem.name, problem.refusals.map(({ code }) => code)])).toEqual([
    [group.certificates[0]?.name, ['record-voided']],
  ]);
}, 30_000);

it('is gone on with by another process, which counts what was released already', async () => {
  const session = await desk.session(7);
  const { certificateIds, releaser } = session;
  const { store } = world.service.instance.storage;
  // As a process leaves it that died after a release and before its note of it, in the middle of its lease.
  const [done = ''] = certificateIds;
  await world.post('/api/assessment/certificates/release', { certificateIds: [done] }, releaser).expect(200);
  const run = await desk.underWay(session, certificateIds);

  const next = createReleaseRunner({
    store,
    clock: world.clock,
    issuance: {
      ...({} as Parameters<typeof createReleaseRunner>[0]['issuance']),
      release: (ids, by) => releaseCertificates(ids, by, world.service.issuance),
    },
  });
  next.wake();
  await next.idle();
  expect((await desk.progress(run.id, releaser)).released).toBe(0);
  world.clock.set(new Date(world.clock.now().getTime() + 61_000).toISOString());
  next.wake();
  await next.idle();
  expect(await desk.progress(run.id, releaser)).toMatchObject({ state: 'done', released: 7, stopped: 0 });
}, 30_000);

it('releases nothing more for an officer whose account was closed', async () => {
  const { group, certificateIds, releaser } = await desk.session(2);
  const { store } = world.service.instance.storage;
  await setStopSwitch(true, 'tester', world.service.issuance);
  const { id } = (await desk.start(group, releaser).expect(200)).body as Progress;
  await desk.whenOver(id, releaser, 'held');
  const account = await store.read.staffAccounts.get(releaser.accountId);
  const run = await store.read.releaseRuns.get(id);
  if (account === null || run === null) throw new Error('nothing to close');
  await store.read.staffAccounts.update({ ...account, state: 'disabled' });
  await setStopSwitch(false, 'tester', world.service.issuance);
  await store.read.releaseRuns.update({ ...run, state: 'running', heldBy: null });
  world.service.staff.releases.wake();
  await world.service.staff.releases.idle();
  expect(await store.read.releaseRuns.get(id)).toMatchObject({ state: 'held', heldBy: 'D13' });
  expect((await store.read.certificates.get(certificateIds[0] ?? ''))?.state).toBe('approved');
}, 30_000);
