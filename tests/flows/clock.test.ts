import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { acceptClock, issueAccreditations, releaseCertificates, type ReleaseResult } from '../../src/issuance/index.js';
import { isoSeconds } from '../../src/shared/index.js';
import {
  approve,
  certify,
  credentialOf,
  describeServiceOnEachDatabase,
  findings,
  officers,
  openOffice,
  openTestService,
  verdictOf,
  verifyInput,
  type Office,
  type TestService,
} from '../support/service.js';

const two = { actorId: officers.certification, secondActorId: officers.administrator };

describeServiceOnEachDatabase('a clock that was set back', (kind) => {
  let test: TestService;
  let office: Office;
  let waiting: string[] = [];
  beforeAll(async () => {
    test = await openTestService(kind);
    office = await openOffice(test.service);
    waiting = await approve(test, office, { day: '2026-02-02', count: 2, seed: 90 });
  }, 60_000);
  afterAll(() => test.close());

  const moved = (milliseconds: number): void =>
    test.clock.set(new Date(test.clock.now().getTime() + milliseconds).toISOString());
  const release = async (id: string | undefined): Promise<ReleaseResult | undefined> =>
    (await releaseCertificates([id ?? ''], officers.release, test.service.issuance))[0];
  const codes = (result: ReleaseResult | undefined): string[] =>
    result?.ok === false ? result.refusals.map(({ code }) => code) : [];
  const DAY = 86_400_000;

  it('stops issuing with its code, also after others went on working; looking and verifying go on', async () => {
    const [issued = ''] = await certify(test, office, { day: '2026-02-03', seed: 91 });
    const paper = await credentialOf(test.service, issued);
    moved(-DAY);
    expect(codes(await release(waiting[0]))).toEqual(['clock-set-back']);
    // An entry dated now is the last one of the trail, and still not the latest.
    await test.service.instance.store.transaction((tx) =>
      tx.audit.append({
        action: 'candidate.register',
        actorId: 'x',
        subjectType: 'candidate',
        subjectId: 'y',
        facts: {},
      }),
    );
    expect(codes(await release(waiting[0]))).toEqual(['clock-set-back']);
    await expect(issueAccreditations('x', test.service.accreditationIssuing)).rejects.toMatchObject({
      code: 'clock-set-back',
    });
    expect((await verifyInput(test.service, paper)).checks.map(({ code }) => code)).toContain('I00');
    const { intents, accreditationCredentials } = test.service.instance.store.read;
    expect([await intents.count({}), await accreditationCredentials.count({})]).toEqual([1, 0]);
    moved(DAY);
    expect(await verdictOf(test.service, issued)).toBe('genuine-and-current');
  });

  it('five minutes are no reason', async () => {
    moved(-5 * 60_000 + 1_000);
    expect(await release(waiting[0])).toMatchObject({ ok: true });
    moved(5 * 60_000 - 1_000);
  });

  it('that had been ahead holds issuing up until two officers say that it is right now', async () => {
    moved(365 * DAY);
    await test.service.instance.store.transaction((tx) =>
      tx.audit.append({
        action: 'candidate.register',
        actorId: 'x',
        subjectType: 'candidate',
        subjectId: 'y',
        facts: {},
      }),
    );
    moved(-365 * DAY);
    const ahead = new Date(test.clock.now().getTime() + 365 * DAY).toISOString().slice(0, 19);
    const { latest } = await test.service.instance.store.read.auditClock(0);
    await expect(issueAccreditations('x', test.service.accreditationIssuing)).rejects.toMatchObject({
      title: `The clock of ${hostname()} stands at ${isoSeconds(test.clock.now())}, before entry ${latest?.sequence ?? ''} of the audit trail, of ${ahead}Z.`,
    });
    expect(codes(await release(waiting[1]))).toEqual(['clock-set-back']);
    await expect(acceptClock({ ...two, secondActorId: two.actorId }, test.service.issuance)).rejects.toMatchObject({
      code: 'R27',
    });
    expect(codes(await release(waiting[1]))).toEqual(['clock-set-back']);
    expect(await acceptClock(two, test.service.issuance)).toEqual([latest]);
    expect(latest).toMatchObject({ action: 'candidate.register' });
    expect(await release(waiting[1])).toMatchObject({ ok: true });
    expect(await findings(test.service)).toEqual([]);
    // Accepted once, not for ever.
    moved(-DAY);
    await expect(issueAccreditations('x', test.service.accreditationIssuing)).rejects.toMatchObject({
      code: 'clock-set-back',
    });
  });
});
