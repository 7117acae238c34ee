import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { acceptClock, createClockWatch, fsck, type ClockJump } from '../../src/issuance/index.js';
import {
  certify,
  describeServiceOnEachDatabase,
  officers,
  openOffice,
  openTestService,
  type Office,
  type TestService,
} from '../support/service.js';

const two = { actorId: officers.certification, secondActorId: officers.administrator };
const MINUTE = 60_000;
const DAY = 86_400_000;

describeServiceOnEachDatabase('a clock that was moved forward', (kind) => {
  let test: TestService;
  let office: Office;
  /** What really passed. */
  let elapsed = 0;
  beforeAll(async () => {
    test = await openTestService(kind);
    office = await openOffice(test.service);
    await certify(test, office, { day: '2026-02-02' });
  }, 60_000);
  afterAll(() => test.close());

  const watching = () => createClockWatch({ ...test.service.instance, elapsedMs: () => elapsed });
  let watch: ReturnType<typeof watching>;
  const clockBy = (milliseconds: number): void =>
    test.clock.set(new Date(test.clock.now().getTime() + milliseconds).toISOString());
  const passes = (milliseconds: number): void => {
    elapsed += milliseconds;
    clockBy(milliseconds);
  };
  const warnings = (): Promise<readonly string[]> =>
    createHttpDeps({
      ...{ service: test.service, settings: test.settings, webDir: '' },
      log: { info: () => undefined, error: () => undefined },
    }).warnings();
  const told = async (): Promise<boolean> => (await warnings()).some((each) => each.startsWith('The clock went from'));

  it('is not noticed where nothing is wrong: work, a night, a week off, an hour of suspension', async () => {
    watch = watching();
    expect(await watch.look()).toBeNull();
    passes(10 * MINUTE);
    expect(await watch.look()).toBeNull();
    clockBy(59 * MINUTE);
    expect(await watch.look()).toBeNull();
    passes(7 * DAY - MINUTE);
    expect(await watching().look()).toBeNull();
    expect(await told()).toBe(false);
  });

  it('is told while the process runs, and no more when the clock is put right', async () => {
    watch = watching();
    await watch.look();
    const before = test.clock.now().toISOString();
    clockBy(2 * 60 * MINUTE);
    passes(10 * MINUTE);
    expect(await watch.look()).toMatchObject({ from: before });
    expect(await told()).toBe(true);
    passes(10 * MINUTE);
    expect(await watch.look()).not.toBeNull();
    clockBy(-2 * 60 * MINUTE);
    expect(await watch.look()).toBeNull();
    expect(await told()).toBe(false);
  });

  it('is told after a restart by another process, refuses nothing, and is answered for by two officers', async () => {
    const from = test.clock.now().toISOString();
    clockBy(365 * DAY);
    const jump: ClockJump = { from, to: test.clock.now().toISOString() };
    expect(await watching().look()).toEqual(jump);
    passes(10 * MINUTE);
    expect(await watching().look()).toEqual(jump);
    expect(await told()).toBe(true);
    const day = test.clock.now().toISOString().slice(0, 10);
    await expect(certify(test, office, { day, seed: 77 })).resolves.toHaveLength(1);
    await expect(acceptClock({ ...two, secondActorId: two.actorId }, test.service.issuance)).rejects.toThrow('R27');
    expect(await told()).toBe(true);
    await acceptClock(two, test.service.issuance);
    expect(await told()).toBe(false);
    const rows = await test.service.instance.store.read.auditRows(1, 5_000);
    const accepted = rows.find(({ action }) => action === 'clock.accepted');
    expect(accepted?.facts).toMatchObject({ jumpFrom: jump.from, jumpTo: jump.to, secondActor: two.secondActorId });
    expect(await watching().look()).toBeNull();
  });

  it('can be found in the trail afterwards, as a note and not as damage', async () => {
    const report = await fsck(test.service.issuance, () => null);
    expect(report.findings).toEqual([]);
    expect(report.pauses.at(-1)?.to.slice(0, 4)).toBe('2027');
    expect(report.pauses.every(({ from, to }) => Date.parse(to) - Date.parse(from) > 7 * DAY)).toBe(true);
  });
});
