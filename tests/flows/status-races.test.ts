import { describe, expect, it } from '@jest/globals';
import type { AccreditationFollowUp } from '../../src/assessment/index.js';
import {
  changeCertificateStatus,
  createTokenStatusLists,
  publishStatusLists,
  releaseCertificates,
  resume,
  type CrashPoint,
} from '../../src/issuance/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { FailPointReached, officers, type TestService } from '../support/service.js';

const two = {
  actorId: officers.certification,
  secondActorId: officers.release,
  reasonClass: 'assessment-fraud',
} as const;

const at = officeAtWork();

const stateOf = async (id: string): Promise<string | undefined> =>
  (await at.service.instance.store.read.certificates.get(id))?.state;

/** Does something once when the cycle reaches a point. */
function onceAt(wanted: CrashPoint, work: (subjectId: string) => Promise<unknown>): TestService['service']['issuance'] {
  let isDone = false;
  const reach = async (point: CrashPoint, subjectId: string): Promise<void> => {
    if (point !== wanted || isDone) return;
    isDone = true;
    await work(subjectId);
  };
  return { ...at.service.issuance, reach };
}

describe('a publication that is interrupted between its memory and its list', () => {
  const suspended = async (day: string, seed: number): Promise<string> => {
    const [id = ''] = await at.certify({ day, seed });
    await changeCertificateStatus({ ...two, certificateId: id, event: 'suspend' }, at.service.issuance);
    return id;
  };
  const suspensionList = async () =>
    (await at.service.instance.store.read.statusLists.find({ purpose: 'suspension', slug: 'tesda-1' }))[0];

  it('serves the old list until then, and takes back no reinstatement when it goes on', async () => {
    const id = await suspended('2026-02-02', 700);
    const before = await suspensionList();
    at.test.failAt('p1');
    await expect(
      changeCertificateStatus({ ...two, certificateId: id, event: 'reinstate' }, at.service.issuance),
    ).rejects.toThrow(FailPointReached);
    await expect(publishStatusLists(at.service.issuance)).rejects.toThrow(FailPointReached);
    at.test.failAt(null);
    expect((await suspensionList())?.signedJson).toBe(before?.signedJson);
    expect(await at.verdictOf(id)).toBe('suspended');
    expect(await at.findings()).toEqual([]);
    await publishStatusLists(at.service.issuance);
    expect(await stateOf(id)).toBe('active');
    expect(await at.verdictOf(id)).toBe('genuine-and-current');
    expect((await suspensionList())?.listVersion).toBeGreaterThan(before?.listVersion ?? 0);
    expect(await at.findings()).toEqual([]);
  });

  it('is no restored database to another publisher at that moment', async () => {
    const id = await suspended('2026-02-03', 701);
    const racing = onceAt('p1', () => publishStatusLists(at.service.issuance));
    await changeCertificateStatus({ ...two, certificateId: id, event: 'reinstate' }, racing);
    expect(await stateOf(id)).toBe('active');
    expect(await at.verdictOf(id)).toBe('genuine-and-current');
    const history = await at.service.instance.store.read.statusEvents.find({ targetId: id });
    expect(history.map(({ to }) => to)).toEqual(['suspended', 'active']);
  });

  it('gives way to publishers beside it: every change is published, none twice', async () => {
    const ids = await at.certify({ day: '2026-02-04', count: 4, seed: 702 });
    await Promise.all(
      ids.map((certificateId) =>
        changeCertificateStatus({ ...two, certificateId, event: 'suspend' }, at.service.issuance),
      ),
    );
    for (const id of ids) expect(await at.verdictOf(id)).toBe('suspended');
    expect(await publishStatusLists(at.service.issuance)).toEqual([]);
  });

  it('is not in the list for wallets before it is in the other', async () => {
    const id = await suspended('2026-02-05', 703);
    const tokenStatusLists = createTokenStatusLists(at.service.instance);
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
      await at.service.assessment.prepareReplacement({
        actorId: officers.certification,
        certificateId,
        reason: 'lost',
      })
    ).id;
  const nothingOf = async (subjectId: string): Promise<void> => {
    const { read } = at.service.instance.store;
    expect(await read.credentials.count({ subjectId })).toBe(0);
    expect((await read.intents.find({ subjectId })).map(({ state }) => state)).toEqual(['voided']);
    expect(await stateOf(subjectId)).toBe('approved');
  };

  it.each(['revoke', 'suspend'] as const)('is not released when what it replaces meets %s', async (event) => {
    const [id = ''] = await at.certify({ day: '2026-02-09', hour: event.length, seed: 710 + event.length });
    const successor = await replacementOf(id);
    const racing = onceAt('c5', () =>
      changeCertificateStatus({ ...two, certificateId: id, event }, at.service.issuance),
    );
    expect(await releaseCertificates([successor], officers.release, racing)).toMatchObject([
      { ok: false, refusals: [{ code: 'changed-meanwhile' }, { code: 'predecessor-not-active' }] },
    ]);
    await nothingOf(successor);
    expect(await resume(at.service.issuance)).toEqual({ finished: 0, voided: 0, failed: [] });
  });

  it('is not released when a follow-up was opened', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-10', seed: 720 });
    const { store } = at.service.instance;
    const accreditationId = (await store.read.accreditations.find({}))[0]?.id ?? '';
    const followUp: AccreditationFollowUp = {
      ...{ id: 'follow-up-while-signing', version: 1, accreditationId, grantedById: at.office.body.id },
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
    const [id = ''] = await at.certify({ day: '2026-02-11', seed: 730 });
    const successor = await replacementOf(id);
    const { store } = at.service.instance;
    const before = await store.read.certificates.get(id);
    expect(await releaseCertificates([successor], officers.release, at.service.issuance)).toMatchObject([{ ok: true }]);
    // A revocation that had read the predecessor before the release must not be stored as if there were no successor.
    if (before === null) throw new Error('no certificate');
    await expect(
      store.transaction((tx) => tx.certificates.update({ ...before, state: 'revoked' })),
    ).rejects.toMatchObject({
      code: 'stale',
    });
    await changeCertificateStatus({ ...two, certificateId: id, event: 'revoke' }, at.service.issuance);
    expect(await at.verdictOf(successor)).toBe('revoked');
  });
});
