import { expect, it } from '@jest/globals';
import { backgroundTasks } from '../../src/composition/background-tasks.js';
import {
  changeCertificateStatus,
  markReplaced,
  releaseCertificates,
  resume,
  setStopSwitch,
  type CrashPoint,
} from '../../src/issuance/index.js';
import type { Refusal } from '../../src/shared/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { describeServiceOnServerDatabase, FailPointReached, failingCodes, officers, two } from '../support/service.js';

const POINTS: readonly CrashPoint[] = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'];

const block = (code: string): Refusal => ({ code, severity: 'block', message: 'No.', whatToDo: 'Nothing.' });

describeServiceOnServerDatabase('after issuing', (kind) => {
  const at = officeAtWork({ kind });

  const change = (certificateId: string, event: 'suspend' | 'reinstate' | 'revoke') =>
    changeCertificateStatus({ ...two, certificateId, event, reasonClass: 'assessment-fraud' }, at.service.issuance);

  it('shows each change of status to whoever verifies, at once', async () => {
    const [id = ''] = await at.certify({ day: '2026-02-02' });
    expect(await at.verdictOf(id)).toBe('genuine-and-current');
    await change(id, 'suspend');
    expect(await at.verdictOf(id)).toBe('suspended');
    await change(id, 'reinstate');
    expect(await at.verdictOf(id)).toBe('genuine-and-current');
    await change(id, 'revoke');
    expect(await at.verdictOf(id)).toBe('revoked');
    // Revoked for ever: the state machine has no way back.
    await expect(change(id, 'reinstate')).rejects.toMatchObject({ status: 409 });
    expect(await at.verdictOf(id)).toBe('revoked');
  });

  it('names the successor of a replaced certificate, which keeps its dates and gets a number of its own', async () => {
    const [id = ''] = await at.certify({ day: '2026-02-03' });
    const successor = await at.service.assessment.prepareReplacement({
      actorId: officers.certification,
      certificateId: id,
      reason: 'lost',
    });
    await at.release([successor.id]);
    await markReplaced(id, successor.id, two, at.service.issuance);
    expect(await at.verdictOf(id)).toBe('replaced');
    expect(await at.verdictOf(successor.id)).toBe('genuine-and-current');
    const { certificates } = at.service.instance.store.read;
    const [before, after] = [await certificates.get(id), await certificates.get(successor.id)];
    expect(after).toMatchObject({ issuedOn: before?.issuedOn, validUntil: before?.validUntil, replacesId: id });
    expect(after?.number).not.toBe(before?.number);
  });

  it('never lets a prepared replacement bring back what was revoked or suspended meanwhile', async () => {
    const [id = ''] = await at.certify({ day: '2026-02-03', hour: 2, seed: 450 });
    const successor = await at.service.assessment.prepareReplacement({
      actorId: officers.certification,
      certificateId: id,
      reason: 'lost',
    });
    const refusedBecause = [{ ok: false, refusals: [{ code: 'predecessor-not-active' }] }];
    await change(id, 'suspend');
    expect(await releaseCertificates([successor.id], officers.release, at.service.issuance)).toMatchObject(
      refusedBecause,
    );
    await change(id, 'reinstate');
    await change(id, 'revoke');
    expect(await releaseCertificates([successor.id], officers.release, at.service.issuance)).toMatchObject(
      refusedBecause,
    );
    expect(await at.service.instance.store.read.credentials.count({ subjectId: successor.id })).toBe(0);
  });

  it.each(POINTS)('finishes exactly once what stopped at %s', async (point) => {
    const [id = '', other = ''] = await at.approve({
      day: '2026-02-04',
      hour: POINTS.indexOf(point) + 1,
      count: 2,
      seed: 500 + POINTS.indexOf(point),
    });
    const { read } = at.service.instance.store;
    at.test.failAt(point);
    await expect(releaseCertificates([id, other], officers.release, at.service.issuance)).rejects.toThrow(
      FailPointReached,
    );
    at.test.failAt(null);
    const [left] = await read.intents.find({ subjectId: id });
    const outcome = await resume(at.service.issuance);
    expect(outcome).toMatchObject({ voided: 0 });
    expect(outcome.finished).toBeGreaterThanOrEqual(1);
    // The second one may not have been begun; releasing both again finishes it and refuses the first.
    const again = await releaseCertificates([id, other], officers.release, at.service.issuance);
    expect(again[0]).toMatchObject({ ok: false, refusals: [{ code: 'not-approved' }] });
    for (const subjectId of [id, other]) {
      const intents = await read.intents.find({ subjectId });
      expect(intents.map((intent) => intent.state)).toEqual(['published']);
      expect(await read.credentials.count({ subjectId })).toBe(at.service.issuance.forms.length);
      expect(await at.verdictOf(subjectId)).toBe('genuine-and-current');
    }
    // What was intended is what was issued: same number, same credential id.
    const [done] = await read.intents.find({ subjectId: id });
    expect([done?.number, done?.credentialId]).toEqual([left?.number, left?.credentialId]);
    const numbers = (await read.intents.find({}, { limit: 1_000 })).map((intent) => intent.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(await at.findings()).toEqual([]);
  });

  it('finishes by itself what another process began and left, and leaves alone what may still be under way', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-20', seed: 590 });
    const { intents } = at.service.instance.store.read;
    const task = backgroundTasks(at.service).find(({ name }) => name === 'resume');
    at.clock.set(new Date(at.clock.now().getTime() + 1_000).toISOString());
    at.test.failAt('c5');
    await expect(releaseCertificates([id], officers.release, at.service.issuance)).rejects.toThrow(FailPointReached);
    at.test.failAt(null);
    const stateNow = async (): Promise<string | undefined> => (await intents.find({ subjectId: id }))[0]?.state;
    const left = await stateNow();
    await task?.run();
    expect(await stateNow()).toBe(left);
    at.clock.set(new Date(at.clock.now().getTime() + 11 * 60_000).toISOString());
    await setStopSwitch(true, officers.administrator, at.service.issuance);
    await expect(task?.run()).rejects.toMatchObject({ code: 'issuance-stopped-by-switch' });
    expect(await stateNow()).toBe(left);
    await setStopSwitch(false, officers.administrator, at.service.issuance);
    await task?.run();
    expect(await stateNow()).toBe('published');
    expect(await at.findings()).toEqual([]);
  });

  it('issues once when two officers release the same certificate at the same moment', async () => {
    const ids = await at.approve({ day: '2026-02-05', count: 3, seed: 600 });
    const runs = await Promise.all([
      releaseCertificates(ids, officers.release, at.service.issuance),
      releaseCertificates(ids, 'officer-release-2', at.service.issuance),
    ]);
    const { read } = at.service.instance.store;
    for (const [index, id] of ids.entries()) {
      const outcomes = runs.map((run) => run[index]);
      expect(outcomes.filter((outcome) => outcome?.ok === true)).toHaveLength(1);
      const refusals = outcomes.flatMap((outcome) => (outcome?.ok === false ? outcome.refusals : []));
      expect(['being-released', 'not-approved']).toContain(refusals[0]?.code);
      expect(await read.credentials.count({ subjectId: id, form: 'eddsa-jcs-2022' })).toBe(1);
      expect(await read.intents.count({ subjectId: id })).toBe(1);
      expect(await at.verdictOf(id)).toBe('genuine-and-current');
    }
    expect(await at.findings()).toEqual([]);
  });

  it('publishes both of two status changes made at the same moment', async () => {
    const ids = await at.certify({ day: '2026-02-06', count: 4, seed: 700 });
    await Promise.all(ids.map((id) => change(id, 'revoke')));
    for (const id of ids) expect(await at.verdictOf(id)).toBe('revoked');
    expect(await at.findings()).toEqual([]);
  });

  it('lets a resume run beside a release without doing anything twice', async () => {
    const ids = await at.approve({ day: '2026-02-11', count: 4, seed: 650 });
    const { issuance } = at.service;
    const [results] = await Promise.all([
      releaseCertificates(ids, officers.release, issuance),
      ...Array.from({ length: 6 }, async (_, index) => {
        await new Promise((done) => setTimeout(done, index * 40));
        return resume(issuance);
      }),
    ]);
    expect(results.map((result) => result.ok)).toEqual([true, true, true, true]);
    for (const subjectId of ids) {
      expect(await at.service.instance.store.read.credentials.count({ subjectId })).toBe(issuance.forms.length);
    }
    expect(await at.findings()).toEqual([]);
  });

  it('signs nothing while the stop switch is on, not even what was left unfinished', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-09' });
    at.test.failAt('c3');
    await expect(releaseCertificates([id], officers.release, at.service.issuance)).rejects.toThrow(FailPointReached);
    at.test.failAt(null);
    await setStopSwitch(true, officers.administrator, at.service.issuance);
    const stopped = { code: 'issuance-stopped-by-switch', status: 503 };
    await expect(releaseCertificates([id], officers.release, at.service.issuance)).rejects.toMatchObject(stopped);
    await expect(resume(at.service.issuance)).rejects.toMatchObject(stopped);
    expect(await at.service.instance.store.read.credentials.count({ subjectId: id })).toBe(0);
    await setStopSwitch(false, officers.administrator, at.service.issuance);
    expect(await resume(at.service.issuance)).toMatchObject({ finished: 1, voided: 0 });
    expect(await at.verdictOf(id)).toBe('genuine-and-current');
  });

  it('stops a long run between two awards; what was signed before stays published', async () => {
    const ids = await at.approve({ day: '2026-02-12', count: 3, seed: 660 });
    const { issuance } = at.service;
    const results = await releaseCertificates(ids, officers.release, {
      ...issuance,
      reach: async (point, subjectId) => {
        if (point === 'c6' && subjectId === ids[0]) await setStopSwitch(true, officers.administrator, issuance);
      },
    });
    const stopped = { ok: false, refusals: [{ code: 'issuance-stopped-by-switch' }] };
    expect(results).toMatchObject([{ ok: true }, stopped, stopped]);
    const { intents } = at.service.instance.store.read;
    expect((await intents.find({ subjectId: ids })).map(({ state }) => state)).toEqual(['published']);
    await setStopSwitch(false, officers.administrator, issuance);
    // Stopped with nothing left half-done is nothing to complain of.
    await setStopSwitch(true, officers.administrator, issuance);
    expect(await resume(issuance)).toEqual({ finished: 0, voided: 0, failed: [] });
    await setStopSwitch(false, officers.administrator, issuance);
    await at.release(ids.slice(1));
  });

  it('reads the switch once more before each signature', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-13', seed: 661 });
    const { issuance } = at.service;
    const results = await releaseCertificates([id], officers.release, {
      ...issuance,
      reach: async (point) => {
        if (point === 'c2') await setStopSwitch(true, officers.administrator, issuance);
      },
    });
    expect(results).toMatchObject([{ ok: false, refusals: [{ code: 'issuance-stopped-by-switch' }] }]);
    expect(await at.service.instance.store.read.credentials.count({ subjectId: id })).toBe(0);
    await setStopSwitch(false, officers.administrator, issuance);
    expect(await resume(issuance)).toMatchObject({ finished: 1, voided: 0, failed: [] });
  });

  it.each(['c1', 'c3'] as const)('asks everything again before it finishes what stopped at %s', async (point) => {
    const { issuance, assessment } = at.service;
    const { read } = at.service.instance.store;
    const [refusedLater = '', noLonger = ''] = await at.approve({
      day: '2026-02-16',
      hour: point === 'c1' ? 1 : 3,
      count: 2,
      seed: point === 'c1' ? 662 : 663,
    });
    for (const id of [refusedLater, noLonger]) {
      at.test.failAt(point);
      await expect(releaseCertificates([id], officers.release, issuance)).rejects.toThrow(FailPointReached);
    }
    at.test.failAt(null);
    await assessment.refuseCertificate({ ...two, certificateId: refusedLater, reason: 'Found out in time.' });
    const withoutAccreditation = { ...issuance, authorise: async () => [block('R02')] };
    expect(await resume(withoutAccreditation)).toEqual({ finished: 0, voided: 2, failed: [] });
    for (const subjectId of [refusedLater, noLonger]) {
      expect(await read.intents.find({ subjectId })).toMatchObject([{ state: 'voided' }]);
      expect(await read.credentials.count({ subjectId })).toBe(0);
    }
    expect(await read.certificates.get(refusedLater)).toMatchObject({ state: 'refused', credentialId: null });
    // The other one still waits; with its accreditation back it is issued, under another number.
    await at.release([noLonger]);
    expect(await at.verdictOf(noLonger)).toBe('genuine-and-current');
    expect(await at.findings()).toEqual([]);
  });

  it('looks at the certificate once more in the moment it gets its number', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-17', seed: 664 });
    const { issuance, assessment } = at.service;
    const results = await releaseCertificates([id], officers.release, {
      ...issuance,
      authorise: async (question) => {
        await assessment.refuseCertificate({ ...two, certificateId: id, reason: 'In the last moment.' });
        return issuance.authorise(question);
      },
    });
    expect(results).toMatchObject([{ ok: false, refusals: [{ code: 'not-approved' }] }]);
    expect(await at.service.instance.store.read.intents.count({ subjectId: id })).toBe(0);
  });

  it('refuses the officer who decided, and the assessor, as the one who releases', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-10' });
    for (const releasedBy of [officers.certification, at.office.assessor.personId]) {
      const [result] = await releaseCertificates([id], releasedBy, at.service.issuance);
      expect(result).toMatchObject({ ok: false, refusals: [{ code: 'R14', severity: 'block' }] });
    }
    expect(await at.service.instance.store.read.intents.count({ subjectId: id })).toBe(0);
    const unchanged = await at.service.instance.store.read.certificates.get(id);
    expect(unchanged).toMatchObject({ state: 'approved', number: null, releasedBy: null });
    // Both decisions of a status change by one officer: refused too, nothing published.
    await at.release([id]);
    await expect(
      changeCertificateStatus(
        { certificateId: id, event: 'revoke', reasonClass: 'identity-fraud', actorId: 'one', secondActorId: 'one' },
        at.service.issuance,
      ),
    ).rejects.toMatchObject({ code: 'R27' });
    const report = await at.verify(await at.credentialOf(id));
    expect(report.verdict).toBe('genuine-and-current');
    expect(failingCodes(report)).toEqual([]);
  });
});
