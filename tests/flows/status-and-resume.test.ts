import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  changeCertificateStatus,
  markReplaced,
  releaseCertificates,
  resume,
  setStopSwitch,
  type CrashPoint,
} from '../../src/issuance/index.js';
import {
  approve,
  certify,
  credentialOf,
  describeServiceOnEachDatabase,
  FailPointReached,
  failingCodes,
  findings,
  officers,
  openOffice,
  openTestService,
  release,
  verdictOf,
  verifyInput,
  type Office,
  type TestService,
} from '../support/service.js';

const POINTS: readonly CrashPoint[] = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'];
const two = { actorId: officers.certification, secondActorId: officers.release };

describeServiceOnEachDatabase('after issuing', (kind) => {
  let test: TestService;
  let office: Office;
  beforeAll(async () => {
    test = await openTestService(kind);
    office = await openOffice(test.service);
  }, 60_000);
  afterAll(() => test.close());

  const change = (certificateId: string, event: 'suspend' | 'reinstate' | 'revoke') =>
    changeCertificateStatus({ ...two, certificateId, event, reasonClass: 'assessment-fraud' }, test.service.issuance);

  it('shows each change of status to whoever verifies, at once', async () => {
    const [id = ''] = await certify(test, office, { day: '2026-02-02' });
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    await change(id, 'suspend');
    expect(await verdictOf(test.service, id)).toBe('suspended');
    await change(id, 'reinstate');
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    await change(id, 'revoke');
    expect(await verdictOf(test.service, id)).toBe('revoked');
    // Revoked for ever: the state machine has no way back.
    await expect(change(id, 'reinstate')).rejects.toMatchObject({ status: 409 });
    expect(await verdictOf(test.service, id)).toBe('revoked');
  });

  it('names the successor of a replaced certificate, which keeps its dates and gets a number of its own', async () => {
    const [id = ''] = await certify(test, office, { day: '2026-02-03' });
    const successor = await test.service.assessment.prepareReplacement({
      actorId: officers.certification,
      certificateId: id,
      reason: 'lost',
    });
    await release(test, [successor.id]);
    await markReplaced(id, successor.id, two, test.service.issuance);
    expect(await verdictOf(test.service, id)).toBe('replaced');
    expect(await verdictOf(test.service, successor.id)).toBe('genuine-and-current');
    const { certificates } = test.service.instance.store.read;
    const [before, after] = [await certificates.get(id), await certificates.get(successor.id)];
    expect(after).toMatchObject({ issuedOn: before?.issuedOn, validUntil: before?.validUntil, replacesId: id });
    expect(after?.number).not.toBe(before?.number);
  });

  it('never lets a prepared replacement bring back what was revoked or suspended meanwhile', async () => {
    const [id = ''] = await certify(test, office, { day: '2026-02-03', hour: 2, seed: 450 });
    const successor = await test.service.assessment.prepareReplacement({
      actorId: officers.certification,
      certificateId: id,
      reason: 'lost',
    });
    const refusedBecause = [{ ok: false, refusals: [{ code: 'predecessor-not-active' }] }];
    await change(id, 'suspend');
    expect(await releaseCertificates([successor.id], officers.release, test.service.issuance)).toMatchObject(
      refusedBecause,
    );
    await change(id, 'reinstate');
    await change(id, 'revoke');
    expect(await releaseCertificates([successor.id], officers.release, test.service.issuance)).toMatchObject(
      refusedBecause,
    );
    expect(await test.service.instance.store.read.credentials.count({ subjectId: successor.id })).toBe(0);
  });

  it.each(POINTS)('finishes exactly once what stopped at %s', async (point) => {
    const [id = '', other = ''] = await approve(test, office, {
      day: '2026-02-04',
      hour: POINTS.indexOf(point) + 1,
      count: 2,
      seed: 500 + POINTS.indexOf(point),
    });
    const { read } = test.service.instance.store;
    test.failAt(point);
    await expect(releaseCertificates([id, other], officers.release, test.service.issuance)).rejects.toThrow(
      FailPointReached,
    );
    test.failAt(null);
    const [left] = await read.intents.find({ subjectId: id });
    const outcome = await resume(test.service.issuance);
    expect(outcome).toMatchObject({ voided: 0 });
    expect(outcome.finished).toBeGreaterThanOrEqual(1);
    // The second one may not have been begun; releasing both again finishes it and refuses the first.
    const again = await releaseCertificates([id, other], officers.release, test.service.issuance);
    expect(again[0]).toMatchObject({ ok: false, refusals: [{ code: 'not-approved' }] });
    for (const subjectId of [id, other]) {
      const intents = await read.intents.find({ subjectId });
      expect(intents.map((intent) => intent.state)).toEqual(['published']);
      expect(await read.credentials.count({ subjectId })).toBe(test.service.issuance.forms.length);
      expect(await verdictOf(test.service, subjectId)).toBe('genuine-and-current');
    }
    // What was intended is what was issued: same number, same credential id.
    const [done] = await read.intents.find({ subjectId: id });
    expect([done?.number, done?.credentialId]).toEqual([left?.number, left?.credentialId]);
    const numbers = (await read.intents.find({}, { limit: 1_000 })).map((intent) => intent.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(await findings(test.service)).toEqual([]);
  });

  it('issues once when two officers release the same certificate at the same moment', async () => {
    const ids = await approve(test, office, { day: '2026-02-05', count: 3, seed: 600 });
    const runs = await Promise.all([
      releaseCertificates(ids, officers.release, test.service.issuance),
      releaseCertificates(ids, 'officer-release-2', test.service.issuance),
    ]);
    const { read } = test.service.instance.store;
    for (const [index, id] of ids.entries()) {
      const outcomes = runs.map((run) => run[index]);
      expect(outcomes.filter((outcome) => outcome?.ok === true)).toHaveLength(1);
      const refusals = outcomes.flatMap((outcome) => (outcome?.ok === false ? outcome.refusals : []));
      expect(['being-released', 'not-approved']).toContain(refusals[0]?.code);
      expect(await read.credentials.count({ subjectId: id, form: 'eddsa-jcs-2022' })).toBe(1);
      expect(await read.intents.count({ subjectId: id })).toBe(1);
      expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
    }
    expect(await findings(test.service)).toEqual([]);
  });

  it('publishes both of two status changes made at the same moment', async () => {
    const ids = await certify(test, office, { day: '2026-02-06', count: 4, seed: 700 });
    await Promise.all(ids.map((id) => change(id, 'revoke')));
    for (const id of ids) expect(await verdictOf(test.service, id)).toBe('revoked');
    expect(await findings(test.service)).toEqual([]);
  });

  it('lets a resume run beside a release without doing anything twice', async () => {
    const ids = await approve(test, office, { day: '2026-02-11', count: 4, seed: 650 });
    const { issuance } = test.service;
    const [results] = await Promise.all([
      releaseCertificates(ids, officers.release, issuance),
      ...Array.from({ length: 6 }, async (_, index) => {
        await new Promise((done) => setTimeout(done, index * 40));
        return resume(issuance);
      }),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, true, true, true]);
    for (const subjectId of ids) {
      expect(await test.service.instance.store.read.credentials.count({ subjectId })).toBe(issuance.forms.length);
    }
    expect(await findings(test.service)).toEqual([]);
  });

  it('signs nothing while the stop switch is on, not even what was left unfinished', async () => {
    const [id = ''] = await approve(test, office, { day: '2026-02-09' });
    test.failAt('c3');
    await expect(releaseCertificates([id], officers.release, test.service.issuance)).rejects.toThrow(FailPointReached);
    test.failAt(null);
    await setStopSwitch(true, officers.administrator, test.service.issuance);
    const stopped = { code: 'issuance-stopped-by-switch', status: 503 };
    await expect(releaseCertificates([id], officers.release, test.service.issuance)).rejects.toMatchObject(stopped);
    await expect(resume(test.service.issuance)).rejects.toMatchObject(stopped);
    expect(await test.service.instance.store.read.credentials.count({ subjectId: id })).toBe(0);
    await setStopSwitch(false, officers.administrator, test.service.issuance);
    expect(await resume(test.service.issuance)).toMatchObject({ finished: 1, voided: 0 });
    expect(await verdictOf(test.service, id)).toBe('genuine-and-current');
  });

  it('refuses the officer who decided, and the assessor, as the one who releases', async () => {
    const [id = ''] = await approve(test, office, { day: '2026-02-10' });
    for (const releasedBy of [officers.certification, office.assessor.personId]) {
      const [result] = await releaseCertificates([id], releasedBy, test.service.issuance);
      expect(result).toMatchObject({ ok: false, refusals: [{ code: 'R14', severity: 'block' }] });
    }
    expect(await test.service.instance.store.read.intents.count({ subjectId: id })).toBe(0);
    const unchanged = await test.service.instance.store.read.certificates.get(id);
    expect(unchanged).toMatchObject({ state: 'approved', number: null, releasedBy: null });
    // Both decisions of a status change by one officer: refused too, nothing published.
    await release(test, [id]);
    await expect(
      changeCertificateStatus(
        { certificateId: id, event: 'revoke', reasonClass: 'identity-fraud', actorId: 'one', secondActorId: 'one' },
        test.service.issuance,
      ),
    ).rejects.toMatchObject({ code: 'R27' });
    const report = await verifyInput(test.service, await credentialOf(test.service, id));
    expect(report.verdict).toBe('genuine-and-current');
    expect(failingCodes(report)).toEqual([]);
  });
});
