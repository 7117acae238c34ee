import { hostname } from 'node:os';
import { beforeAll, expect, it } from '@jest/globals';
import {
  acceptClock,
  issueAccreditations,
  releaseCertificates,
  resume,
  type CrashPoint,
  type ReleaseResult,
} from '../../src/issuance/index.js';
import { isoDay, isoSeconds } from '../../src/shared/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { describeServiceOnEachDatabase, FailPointReached, officers } from '../support/service.js';

const two = { actorId: officers.certification, secondActorId: officers.administrator };

describeServiceOnEachDatabase('a clock that was set back', (kind) => {
  const at = officeAtWork({ kind });
  let waiting: string[] = [];
  beforeAll(async () => {
    waiting = await at.approve({ day: '2026-02-02', count: 2, seed: 90 });
  }, 60_000);

  const moved = (milliseconds: number): void =>
    at.clock.set(new Date(at.clock.now().getTime() + milliseconds).toISOString());
  const release = async (id: string | undefined): Promise<ReleaseResult | undefined> =>
    (await releaseCertificates([id ?? ''], officers.release, at.service.issuance))[0];
  const codes = (result: ReleaseResult | undefined): string[] =>
    result?.ok === false ? result.refusals.map(({ code }) => code) : [];
  const someoneElseWrites = () =>
    at.service.instance.store.transaction((tx) =>
      tx.audit.append({
        action: 'candidate.register',
        actorId: 'x',
        subjectType: 'candidate',
        subjectId: 'y',
        facts: {},
      }),
    );
  const DAY = 86_400_000;
  const HOUR = 3_600_000;

  it('stops issuing with its code, also after others went on working; looking and verifying go on', async () => {
    const [issued = ''] = await at.certify({ day: '2026-02-03', seed: 91 });
    const paper = await at.credentialOf(issued);
    moved(-DAY);
    expect(codes(await release(waiting[0]))).toEqual(['clock-set-back']);
    // An entry dated now is the last one of the trail, and still not the latest.
    await someoneElseWrites();
    expect(codes(await release(waiting[0]))).toEqual(['clock-set-back']);
    await expect(issueAccreditations('x', at.service.accreditationIssuing)).rejects.toMatchObject({
      code: 'clock-set-back',
    });
    expect((await at.verify(paper)).checks.map(({ code }) => code)).toContain('I00');
    const { intents, accreditationCredentials } = at.service.instance.store.read;
    expect([await intents.count({}), await accreditationCredentials.count({})]).toEqual([1, 0]);
    moved(DAY);
    expect(await at.verdictOf(issued)).toBe('genuine-and-current');
  });

  it('five minutes are no reason', async () => {
    moved(-5 * 60_000 + 1_000);
    expect(await release(waiting[0])).toMatchObject({ ok: true });
    moved(5 * 60_000 - 1_000);
  });

  it('that had been ahead holds issuing up until two officers say that it is right now', async () => {
    moved(365 * DAY);
    await someoneElseWrites();
    moved(-365 * DAY);
    const ahead = new Date(at.clock.now().getTime() + 365 * DAY).toISOString().slice(0, 19);
    const { latest } = await at.service.instance.store.read.auditClock(0);
    await expect(issueAccreditations('x', at.service.accreditationIssuing)).rejects.toMatchObject({
      title: `The clock of ${hostname()} stands at ${isoSeconds(at.clock.now())}, before entry ${latest?.sequence ?? ''} of the audit trail, of ${ahead}Z.`,
    });
    expect(codes(await release(waiting[1]))).toEqual(['clock-set-back']);
    await expect(acceptClock({ ...two, secondActorId: two.actorId }, at.service.issuance)).rejects.toMatchObject({
      code: 'R27',
    });
    expect(codes(await release(waiting[1]))).toEqual(['clock-set-back']);
    expect(await acceptClock(two, at.service.issuance)).toEqual([latest]);
    expect(latest).toMatchObject({ action: 'candidate.register' });
    expect(await release(waiting[1])).toMatchObject({ ok: true });
    expect(await at.findings()).toEqual([]);
    // Accepted once, not for ever.
    moved(-DAY);
    await expect(issueAccreditations('x', at.service.accreditationIssuing)).rejects.toMatchObject({
      code: 'clock-set-back',
    });
  });

  it.each<CrashPoint>(['c1', 'c3'])(
    'begun while it was ahead and left at %s waits until it is answered for, is voided then and released anew',
    async (point) => {
      const { issuance, instance } = at.service;
      const { intents } = instance.store.read;
      await acceptClock(two, issuance);
      const [id = ''] = await at.approve(
        point === 'c1' ? { day: '2026-02-04', seed: 92 } : { day: '2026-02-06', seed: 93 },
      );
      moved(DAY);
      at.test.failAt(point);
      await expect(release(id)).rejects.toThrow(FailPointReached);
      at.test.failAt(null);
      moved(-DAY);
      const [left] = await intents.find({ subjectId: id });
      // Whichever of the two clocks is wrong is not known yet: nothing is given up.
      expect(await resume(issuance)).toEqual({
        ...{ finished: 0, voided: 0 },
        failed: [{ intentId: left?.id, code: 'clock-set-back' }],
      });
      expect(await intents.get(left?.id ?? '')).toEqual(left);
      await acceptClock(two, issuance);
      expect(await resume(issuance)).toEqual({ finished: 0, voided: 1, failed: [] });
      expect(await release(id)).toMatchObject({ ok: true });
      const stored = await instance.store.read.certificates.get(id);
      expect(stored?.issuedOn).toBe(isoDay(at.clock.now()));
      expect(stored?.number).not.toBe(left?.number);
      expect(await at.verdictOf(id)).toBe('genuine-and-current');
      expect(await at.findings()).toEqual([]);
    },
  );

  it('put right between the number and the announcement announces nothing', async () => {
    const { issuance, instance } = at.service;
    const [id = ''] = await at.approve({ day: '2026-02-10', seed: 94 });
    const reach = (point: CrashPoint): void => (point === 'c1' ? moved(-HOUR) : undefined);
    moved(HOUR);
    const [result] = await releaseCertificates([id], officers.release, { ...issuance, reach });
    expect(codes(result)).toEqual(['clock-set-back']);
    const left = await instance.store.read.intents.find({ subjectId: id });
    expect(left.map(({ state, proofCreated }) => [state, proofCreated])).toEqual([['intended', null]]);
  });
});
