import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { setStopSwitch } from '../../src/issuance/index.js';
import { openReleaseDesk, type ApprovedSession, type Progress, type ReleaseDesk } from '../support/release-desk.js';

/** Two releases that want the same certificates: one has them, the other one is told so. */
let desk: ReleaseDesk;
beforeAll(async () => {
  desk = await openReleaseDesk();
}, 60_000);
afterAll(() => desk.world.close());

const codeOf = ({ body }: supertest.Response): string => (body as { code?: string }).code ?? '';
const idIn = ({ body }: supertest.Response): string => (body as Progress).id;
const outcomes = (answers: readonly supertest.Response[]): string[] =>
  answers.map((answer) => `${answer.status} ${codeOf(answer)}`.trim()).toSorted();
const stopSwitch = (isOn: boolean): Promise<unknown> => setStopSwitch(isOn, 'tester', desk.world.service.issuance);

it('does not begin twice for the same certificates', async () => {
  const { group, releaser, other } = await desk.session(3);
  await stopSwitch(true);
  const first = idIn(await desk.start(group, releaser).expect(200));
  expect(await desk.whenOver(first, releaser, 'held')).toMatchObject({ heldBy: 'issuance-stopped-by-switch' });
  expect(outcomes([await desk.start(group, releaser)])).toEqual(['409 being-released']);
  expect(await desk.waitingFor(releaser, group)).toBe(0);
  await stopSwitch(false);
  expect(outcomes([await desk.turn(first, 'resume', other)])).toEqual(['409 R27']);
  await desk.turn(first, 'resume', releaser).expect(200);
  expect(await desk.whenOver(first, releaser)).toMatchObject({ released: 3, heldBy: null });
}, 30_000);

it('begins once when it is started twice in the same moment', async () => {
  const { group, releaser } = await desk.session(3);
  await stopSwitch(true);
  const answers = await desk.inOneMoment(() => [desk.start(group, releaser), desk.start(group, releaser)]);
  expect(outcomes(answers)).toEqual(['200', '409 being-released']);
  const id = idIn(answers.find(({ status }) => status === 200) ?? (answers[0] as supertest.Response));
  await desk.whenOver(id, releaser, 'held');
  await stopSwitch(false);
  await desk.turn(id, 'resume', releaser).expect(200);
  expect(await desk.whenOver(id, releaser)).toMatchObject({ released: 3, stopped: 0 });
}, 30_000);

it('lets another officer release what a paused release left, and nobody what a running one will come to', async () => {
  const session = await desk.session(3);
  const { group, releaser, other, certificateIds } = session;
  const { store } = desk.world.service.instance.storage;
  const [first = '', ...rest] = certificateIds;
  const run = await desk.underWay(session, rest);
  expect(await desk.waitingFor(other, group)).toBe(1);
  expect(outcomes([await desk.start(group, other, rest)])).toEqual(['409 being-released']);
  await store.read.releaseRuns.update({ ...run, state: 'paused', leaseUntil: null });
  expect([await desk.waitingFor(releaser, group), await desk.waitingFor(other, group)]).toEqual([1, 3]);
  const id = idIn(await desk.start(group, other, [first, ...rest]).expect(200));
  expect(await desk.whenOver(id, other)).toMatchObject({ released: 3, stopped: 0 });
  await desk.turn(run.id, 'resume', releaser).expect(200);
  expect(await desk.whenOver(run.id, releaser)).toMatchObject({ released: 0, stopped: 2 });
  expect(await store.read.certificates.get(rest[0] ?? '')).toMatchObject({ releasedBy: other.accountId });
}, 30_000);

it('does not go on with what another release will come to', async () => {
  const session = await desk.session(2);
  const { read } = desk.world.service.instance.storage.store;
  const run = await desk.underWay(session, session.certificateIds);
  await read.releaseRuns.update({ ...run, state: 'paused', leaseUntil: null });
  await stopSwitch(true);
  const id = idIn(await desk.start(session.group, session.other).expect(200));
  await desk.whenOver(id, session.other, 'held');
  const others = await read.releaseRuns.get(id);
  if (others === null) throw new Error('nothing was started');
  await read.releaseRuns.update({ ...others, state: 'running', leaseUntil: run.leaseUntil });
  expect(outcomes([await desk.turn(run.id, 'resume', session.releaser)])).toEqual(['409 being-released']);
  expect(await desk.progress(run.id, session.releaser)).toMatchObject({ state: 'paused' });
  await stopSwitch(false);
}, 30_000);

/** A release that waits for its officer, with the stop switch on, so that whatever begins stays where it is. */
async function paused(session: ApprovedSession): Promise<string> {
  const run = await desk.underWay(session, session.certificateIds);
  await desk.world.service.instance.storage.store.read.releaseRuns.update({
    ...run,
    state: 'paused',
    leaseUntil: null,
  });
  await stopSwitch(true);
  return run.id;
}

it('goes on, or another one begins, when both are asked for in the same moment', async () => {
  const session = await desk.session(2);
  const { group, releaser, other } = session;
  const id = await paused(session);
  const answers = await desk.inOneMoment(() => [desk.turn(id, 'resume', releaser), desk.start(group, other)]);
  expect(outcomes(answers)).toEqual(['200', '409 being-released']);
  await stopSwitch(false);
}, 30_000);

it('of two releases of the same certificates one goes on when both are told to in the same moment', async () => {
  const session = await desk.session(2);
  const { group, releaser, other } = session;
  const mine = await paused(session);
  const theirs = idIn(await desk.start(group, other).expect(200));
  await desk.whenOver(theirs, other, 'held');
  const answers = await desk.inOneMoment(() => [
    desk.turn(mine, 'resume', releaser),
    desk.turn(theirs, 'resume', other),
  ]);
  expect(outcomes(answers)).toEqual(['200', '409 being-released']);
  await stopSwitch(false);
}, 30_000);
