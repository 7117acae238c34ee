import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { revokeFollowUp } from '../../src/issuance/index.js';
import type { StaffRole } from '../../src/staff/index.js';
import { approve, certify, findings, openOffice, release, verdictOf, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

let world: StaffWorld;
let office: Office;
const staff = new Map<string, Visitor>();
beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
}, 60_000);
afterAll(() => world.close());

async function by(name: string, role: StaffRole): Promise<Visitor> {
  const known = staff.get(name);
  if (known) return known;
  const visitor = await world.enter([{ organizationId: office.body.id, role }]);
  staff.set(name, visitor);
  return visitor;
}

const codesOf = (answer: supertest.Response): readonly string[] => {
  const { code, refusals = [] } = answer.body as { code?: string; refusals?: { code: string }[] };
  return [...new Set([code ?? '', ...refusals.map((refusal) => refusal.code)])];
};

async function twoPeople(path: string, body: object, role: StaffRole): Promise<supertest.Response> {
  const proposed = await world.post(`/api/assessment${path}`, body, await by(`${role}-1`, role)).expect(202);
  const { id } = proposed.body as { id: string };
  const confirm = `/api/assessment/proposals/${id}/confirm`;
  const alone = await world.post(confirm, {}, await by(`${role}-1`, role));
  expect([alone.status, codesOf(alone)]).toEqual([409, ['R27']]);
  return world.post(confirm, {}, await by(`${role}-2`, role));
}

describe('an accreditation that is suspended', () => {
  // Their sessions end with the days that pass afterwards.
  afterAll(() => staff.clear());

  it('stands until a second registrar agrees, and is reinstated by two', async () => {
    const [site] = await world.service.instance.store.read.accreditations.find({ subjectId: office.site.id });
    const stateOf = async () => (await world.service.instance.store.read.accreditations.get(site?.id ?? ''))?.state;
    const path = (act: string): string => `/accreditations/${site?.id ?? ''}/${act}`;
    const body = { reasonClass: 'accreditation-void' };
    await world.post(`/api/assessment${path('suspend')}`, body, await by('registrar-1', 'registrar')).expect(202);
    expect(await stateOf()).toBe('active');
    expect((await twoPeople(path('suspend'), body, 'registrar')).status).toBe(200);
    expect(await stateOf()).toBe('suspended');
    await world.post(`/api/assessment${path('reinstate')}`, body, await by('registrar-1', 'registrar')).expect(202);
    expect(await stateOf()).toBe('suspended');
    expect((await twoPeople(path('reinstate'), body, 'registrar')).status).toBe(200);
    expect(await stateOf()).toBe('active');
  });

  it('was never decided by one person under two spellings, nor because its holder asked for it', async () => {
    const { assessment, instance } = world.service;
    const [site] = await instance.store.read.accreditations.find({ subjectId: office.site.id });
    for (const change of ['suspendAccreditation', 'reinstateAccreditation', 'revokeAccreditation'] as const) {
      if (change === 'reinstateAccreditation')
        await assessment.followAuthority({ accreditationId: site?.id ?? '', event: 'suspend', actorId: 'service' });
      const alone = assessment[change]({
        ...{ accreditationId: site?.id ?? '', reasonClass: 'holder-request' },
        ...{ actorId: 'Anna', secondActorId: ' ANNA ' },
      });
      await expect(alone).rejects.toMatchObject({ refusals: [{ code: 'R27' }] });
    }
    await assessment.followAuthority({ accreditationId: site?.id ?? '', event: 'reinstate', actorId: 'service' });
  });
});

describe('an accreditation taken away with effect from an earlier day', () => {
  let released = '';
  let waiting = '';
  let earlier = '';
  let followUps: { id: string; targetType: string; targetId: string; state: string }[] = [];
  const followUpOf = (targetId: string): string => followUps.find((entry) => entry.targetId === targetId)?.id ?? '';
  const recordsOf = async (certificateId: string): Promise<string> => {
    const certificate = await world.service.instance.store.read.certificates.get(certificateId);
    return certificate?.recordIds[0] ?? '';
  };

  it('lists every record and certificate touched and opens a follow-up for each, none for what came before', async () => {
    [earlier = ''] = await certify(world, office, { day: '2026-01-20' });
    [released = ''] = await certify(world, office, { day: '2026-02-02' });
    [waiting = ''] = await approve(world, office, { day: '2026-02-03' });
    const path = `/accreditations/${office.assessor.accreditationId}/revoke`;
    const done = await twoPeople(path, { reasonClass: 'assessment-fraud', retroactiveFrom: '2026-02-01' }, 'registrar');
    expect(done.status).toBe(200);
    const touched = done.body as { touchedRecords: { id: string }[]; touchedCertificates: { id: string }[] };
    // In whatever order the register gives them: their ids are random.
    expect(touched.touchedCertificates.map(({ id }) => id).toSorted()).toEqual([released, waiting].toSorted());
    const records = [await recordsOf(released), await recordsOf(waiting)];
    expect(touched.touchedRecords.map(({ id }) => id).toSorted()).toEqual([...records].toSorted());
    const list = await world.get('/api/assessment/follow-ups?state=open', await by('auditor', 'auditor')).expect(200);
    followUps = list.body as typeof followUps;
    expect(followUps.map((entry) => entry.targetId).toSorted()).toEqual([...records, released, waiting].toSorted());
    expect(followUps.map((entry) => entry.targetId)).not.toContain(earlier);
  });

  it('keeps back what is not released yet', async () => {
    const releaser = await by('release-officer-1', 'release-officer');
    const answer = await world.post('/api/assessment/certificates/release', { certificateIds: [waiting] }, releaser);
    expect(answer.body).toMatchObject([{ ok: false, refusals: [{ code: 'accreditation-follow-up' }] }]);
    await expect(release(world, [waiting])).rejects.toThrow('accreditation-follow-up');
  });

  it('is not settled by one officer, nor without a reason, nor past the certificate’s own revocation', async () => {
    const officer = await by('certification-officer-1', 'certification-officer');
    const path = `/api/assessment/follow-ups/${followUpOf(released)}/confirm`;
    const wordless = await world.post(path, { reason: ' ' }, officer);
    expect([wordless.status, codesOf(wordless)]).toEqual([422, ['input-invalid']]);
    const settle = { followUpId: followUpOf(released), reason: 'Fraud.', actorId: 'a', secondActorId: 'b' };
    const { assessment } = world.service;
    await expect(assessment.revokeFollowUp(settle)).rejects.toMatchObject({
      refusals: [{ code: 'certificate-in-force' }],
    });
    await expect(assessment.revokeFollowUp({ ...settle, secondActorId: 'a' })).rejects.toMatchObject({
      refusals: [{ code: 'R27' }],
    });
  });

  it('keeps its certificate in force when it cannot be settled itself', async () => {
    const settle = { followUpId: followUpOf(released), actorId: 'a', secondActorId: 'b' };
    const wordless = revokeFollowUp({ ...settle, reason: ' ' }, world.service.issuance);
    await expect(wordless).rejects.toMatchObject({ refusals: [{ code: 'reason' }] });
    const { certificates, followUps: kept } = world.service.instance.store.read;
    expect(await certificates.get(released)).toMatchObject({ state: 'active' });
    expect(await kept.get(settle.followUpId)).toMatchObject({ state: 'open' });
  });

  it('ends in a revocation that is published, and in a confirmation that lets the other one go', async () => {
    expect(await verdictOf(world.service, released)).toBe('genuine-and-current');
    const gone = await twoPeople(
      `/follow-ups/${followUpOf(released)}/revoke`,
      { reason: 'Never present.' },
      'certification-officer',
    );
    expect([gone.status, (gone.body as { state: string }).state]).toEqual([200, 'revoked']);
    expect(await verdictOf(world.service, released)).toBe('revoked');
    expect(await verdictOf(world.service, earlier)).toBe('genuine-and-current');
    for (const target of [waiting, await recordsOf(waiting)]) {
      const path = `/follow-ups/${followUpOf(target)}/confirm`;
      const kept = await twoPeople(path, { reason: 'Filmed from start to end.' }, 'certification-officer');
      expect([kept.status, (kept.body as { state: string }).state]).toEqual([200, 'confirmed']);
    }
    await release(world, [waiting]);
    expect(await verdictOf(world.service, waiting)).toBe('genuine-and-current');
  });

  it('voids the record, and nothing is settled twice', async () => {
    const target = await recordsOf(released);
    const path = `/follow-ups/${followUpOf(target)}/revoke`;
    expect((await twoPeople(path, { reason: 'Never present.' }, 'certification-officer')).status).toBe(200);
    expect((await world.service.instance.store.read.records.get(target))?.state).toBe('voided');
    const officer = await by('certification-officer-1', 'certification-officer');
    const again = await world.post(`/api/assessment${path}`, { reason: 'Again.' }, officer);
    expect([again.status, codesOf(again)]).toEqual([409, ['state']]);
    expect(await findings(world.service)).toEqual([]);
  });

  it('revoking an award that waits for release makes sure that it never is', async () => {
    const { accreditationId } = office.assessor;
    const fresh = await world.service.instance.store.read.accreditations.get(accreditationId);
    expect(fresh?.state).toBe('revoked');
    const site = await world.service.instance.store.read.accreditations.find({ subjectId: office.site.id });
    const second = await openOffice(world.service, { scheme: 'NVQSL', qualifications: [nvqQualification()] });
    const [kept = ''] = await approve(world, second, { day: '2026-03-02' });
    const services = world.service.assessment;
    const { followUps: opened } = await services.revokeAccreditation({
      ...{ accreditationId: second.assessor.accreditationId, reasonClass: 'assessment-fraud' },
      ...{ actorId: 'a', secondActorId: 'b', retroactiveFrom: '2026-03-01' },
    });
    const followUp = opened.find((entry) => entry.targetId === kept);
    const settle = { followUpId: followUp?.id ?? '', reason: 'Fraud.', actorId: 'a', secondActorId: 'b' };
    expect(await services.revokeFollowUp(settle)).toMatchObject({ state: 'revoked', targetType: 'certificate' });
    await expect(release(world, [kept])).rejects.toThrow('not-approved');
    expect(site).toHaveLength(1);
  });
});

function nvqQualification(): { qualificationId: string; revision: string } {
  const known = world.service.instance.catalogue.qualifications('NVQSL')[0];
  if (!known) throw new Error('no qualification');
  return { qualificationId: known.id, revision: known.revision };
}
