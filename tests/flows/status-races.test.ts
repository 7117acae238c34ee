import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccreditationFollowUp } from '../../src/assessment/index.js';
import {
  changeCertificateStatus,
  createTokenStatusLists,
  publishStatusLists,
  releaseCertificates,
  resume,
  type CrashPoint,
} from '../../src/issuance/index.js';
import {
  approve,
  certify,
  FailPointReached,
  findings,
  officers,
  openOffice,
  openTestService,
  verdictOf,
  type Office,
  type TestService,
} from '../support/service.js';

const two = {
  actorId: officers.certification,
  secondActorId: officers.release,
  reasonClass: 'assessment-fraud',
} as const;

let test: TestService;
let office: Office;
beforeAll(async () => {
  test = await openTestService();
  office = await openOffice(test.service);
}, 60_000);
afterAll(() => test.close());

const stateOf = async (id: string): Promise<string | undefined> =>
  (await test.service.instance.store.read.certificates.get(id))?.state;

/** Does something once when the cycle reaches a point. */
function onceAt(wanted: CrashPoint, work: (subjectId: string) => Promise<unknown>): TestService['service']['issuance'] {
  let isDone = false;
  const reach = async (point: CrashPoint, subjectId: string): Promise<void> => {
    if (point !== wanted || isDone) return;
    isDone = true;
    await work(subjectId);
  };
  return { ...test.service.issuance, reach };
}

describe('a publication that is interrupted between its memory and its list', () => {
  const suspended = async (day: string, seed: number): Promise<string> => {
    const [id = ''] = await certify(test, office, { day, seed });
    await changeCertificateStatus({ ...two, certificateId: id, event: 'suspend' }, test.service.issuance);
    return id;
  };
  const suspensionList = async () =>
    (await test.service.instance.store.read.statusLists.find({ purpose: 'suspension', slug: 'tesda-1' }))[0];

  it('serves the old list until then, and takes back no reinstatement when it goes on', async () => {
    const id = await suspended('2026-02-02', 700);
    const before = await suspensionList();
    test.failAt('p1');
    await expect(
      changeCertificateStatus({ ...two, certificateId: id, event: 'reinstate' }, test.service.issuance),
    ).rejects.toThrow(FailPointReached);
    await expect(publishStatusLists(test.service.issuance)).rejects.toThrow(FailPointReached);
    test.failAt(null);
    expect((await suspensionList())?.signedJson).toBe(before?.signedJson);
    expect(await verdictOf(test.service, id)).toBe('suspended');
    expect(await findings(test.service)).toEqual([]);
    await publishStatusLists(test.service.issuance);
    expect(await stateOf(id)).toBe('active');
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    expect((await suspensionList())?.listVersion).toBeGreaterThan(before?.listVersion ?? 0);
    expect(await findings(test.service)).toEqual([]);
  });

  it('is no restored database to another publisher at that moment', async () => {
    const id = await suspended('2026-02-03', 701);
    const racing = onceAt('p1', () => publishStatusLists(test.service.issuance));
    await changeCertificateStatus({ ...two, certificateId: id, event: 'reinstate' }, racing);
    expect(await stateOf(id)).toBe('active');
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    const history = await test.service.instance.store.read.statusEvents.find({ targetId: id });
    expect(history.map(({ to }) => to)).toEqual(['suspended', 'active']);
  });

  it('gives way to publishers beside it: every change is published, none twice', async () => {
    const ids = await certify(test, office, { day: '2026-02-04', count: 4, seed: 702 });
    await Promise.all(
      ids.map((certificateId) =>
        changeCertificateStatus({ ...two, certificateId, event: 'suspend' }, test.service.issuance),
      ),
    );
    for (const id of ids) expect(await verdictOf(test.service, id)).toBe('suspended');
    expect(await publishStatusLists(test.service.issuance)).toEqual([]);
  });

  it('is not in the list for wallets before it is in the other', async () => {
    const id = await suspended('2026-02-05', 703);
    const tokenStatusLists = createTokenStatusLists(test.service.instance);
    const told: (string | null)[] = [];
    const watched = onceAt('p1', async () => told.push(await tokenStatusLists.of('tesda-1')));
    const before = await tokenStatusLists.of('tesda-1');
    await changeCertificateStatus({ ...two, certificateId: id, event: 'reinstate' }, watched);
    expect(told).toEqual([before]);
    expect(await tokenStatusLists.of('tesda-1')).not.toBe(before);
  });
});

describe('an award that loses its ground while it is being signed', () => {
  const replacementOf = async (certificateId: string): Promise<string> =>
    (
      await test.service.assessment.prepareReplacement({
        actorId: officers.certification,
        certificateId,
        reason: 'lost',
      })
    ).id;
  const nothingOf = async (subjectId: string): Promise<void> => {
    const { read } = test.service.instance.store;
    expect(await read.credentials.count({ subjectId })).toBe(0);
    expect((await read.intents.find({ subjectId })).map(({ state }) => state)).toEqual(['voided']);
    expect(await stateOf(subjectId)).toBe('approved');
  };

  it.each(['revoke', 'suspend'] as const)('is not released when what it replaces meets %s', async (event) => {
    const [id = ''] = await certify(test, office, { day: '2026-02-09', hour: event.length, seed: 710 + event.length });
    const successor = await replacementOf(id);
    const racing = onceAt('c5', () =>
      changeCertificateStatus({ ...two, certificateId: id, event }, test.service.issuance),
    );
    expect(await releaseCertificates([successor], officers.release, racing)).toMatchObject([
      { ok: false, refusals: [{ code: 'changed-meanwhile' }, { code: 'predecessor-not-active' }] },
    ]);
    await nothingOf(successor);
    expect(await resume(test.service.issuance)).toEqual({ finished: 0, voided: 0, failed: [] });
  });

  it('is not released when a follow-up was opened', async () => {
    const [id = ''] = await approve(test, office, { day: '2026-02-10', seed: 720 });
    const { store } = test.service.instance;
    const accreditationId = (await store.read.accreditations.find({}))[0]?.id ?? '';
    const followUp: AccreditationFollowUp = {
      ...{ id: 'follow-up-while-signing', version: 1, accreditationId, grantedById: office.body.id },
      ...{ targetType: 'certificate', targetId: id, state: 'open', openedAt: '2026-02-10T00:00:00Z' },
      ...{ settledBy: null, secondActorId: null, settledAt: null, reason: null },
    };
    const racing = onceAt('c5', () => store.transaction((tx) => tx.followUps.insert(followUp)));
    expect(await releaseCertificates([id], officers.release, racing)).toMatchObject([
      { ok: false, refusals: [{ code: 'changed-meanwhile' }, { code: 'accreditation-follow-up' }] },
    ]);
    await nothingOf(id);
  });

  it('makes a revocation at the same moment look again: both are revoked', async () => {
    const [id = ''] = await certify(test, office, { day: '2026-02-11', seed: 730 });
    const successor = await replacementOf(id);
    const { store } = test.service.instance;
    const before = await store.read.certificates.get(id);
    expect(await releaseCertificates([successor], officers.release, test.service.issuance)).toMatchObject([
      { ok: true },
    ]);
    // A revocation that had read the predecessor before the release must not be stored as if there were no successor.
    if (before === null) throw new Error('no certificate');
    await expect(
      store.transaction((tx) => tx.certificates.update({ ...before, state: 'revoked' })),
    ).rejects.toMatchObject({
      code: 'stale',
    });
    await changeCertificateStatus({ ...two, certificateId: id, event: 'revoke' }, test.service.issuance);
    expect(await verdictOf(test.service, successor)).toBe('revoked');
  });
});
