import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import type { Qualification } from '../../src/assessment/index.js';
import { mustKnow } from '../../src/demo/parties.js';
import { resultsFor } from '../../src/intake/index.js';
import { INSTANCE, type StaffRole } from '../../src/staff/index.js';
import { domesticWork, findings, openOffice, verdictOf, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** One candidate from registration to a revoked certificate, over HTTP only, each step by somebody of its role. */
let world: StaffWorld;
let office: Office;
let qualification: Qualification;
const people = new Map<string, Visitor>();

beforeAll(async () => {
  world = await openStaffWorld({}, '2026-01-10T08:00:00Z');
  office = await openOffice(world.service);
  qualification = mustKnow(world.service, domesticWork);
  const centre = office.site.organizationId;
  await staff('desk', centre, 'processing-officer');
  await staff('manager', centre, 'ac-manager');
  await staff('assessor', centre, 'assessor', office.assessor.personId);
  await staff('representative', office.body.id, 'representative');
  await staff('director', office.body.id, 'approving-officer');
  await staff('moderator', office.body.id, 'moderator');
  await staff('decider', office.body.id, 'certification-officer');
  await staff('releaser', office.body.id, 'release-officer');
  await staff('auditor', INSTANCE, 'auditor');
}, 60_000);
afterAll(() => world.close());

async function staff(name: string, organizationId: string, role: StaffRole, personId?: string): Promise<void> {
  people.set(name, await world.enter([{ organizationId, role }], personId === undefined ? {} : { personId }));
}

/** Days pass between the steps, so everybody signs in anew. */
async function signedIn(name: string): Promise<Visitor> {
  const visitor = people.get(name);
  const { storage } = world.service.instance;
  const account = await storage.store.read.staffAccounts.get(visitor?.accountId ?? '');
  if (account === null) throw new Error(`nobody is called ${name}`);
  const { token } = await storage.store.transaction((tx) =>
    world.service.staff.services.sessions.open(tx, account, 'passkey'),
  );
  return { accountId: account.id, cookie: `staff=${token}` };
}

async function does(name: string, path: string, body: object = {}): Promise<supertest.Response> {
  return world.post(`/api/assessment${path}`, body, await signedIn(name));
}

async function done<T = { id: string; state: string }>(name: string, path: string, body: object = {}): Promise<T> {
  const answer = await does(name, path, body);
  if (answer.status >= 300) throw new Error(`${name} ${path}: ${answer.status} ${answer.text}`);
  return answer.body as T;
}

const idOf = (name: string): string => people.get(name)?.accountId ?? '';

describe('the desks', () => {
  let sessionId: string;
  let recordId: string;
  let certificateId: string;

  it('plan, approve and appoint a session', async () => {
    const assessors = [office.assessor];
    const times = { startsAt: '2026-02-10T01:00:00Z', endsAt: '2026-02-10T05:00:00Z' };
    const planned = await done('manager', '/sessions', {
      ...domesticWork,
      siteId: office.site.id,
      ...times,
      assessors,
    });
    sessionId = planned.id;
    await done('manager', `/sessions/${sessionId}/request`);
    expect((await does('manager', `/sessions/${sessionId}/approve`)).body).toMatchObject({ status: 403, code: 'D13' });
    world.clock.set('2026-01-12T08:00:00Z');
    const reasons = [{ rule: 'R07', reason: 'Only assessor of the region.' }];
    await done('director', `/sessions/${sessionId}/approve`, { reasons });
    const ready = await done('director', `/sessions/${sessionId}/appoint`, {
      representativeId: idOf('representative'),
      acceptedBy: [office.assessor.personId],
      assessmentPackage: { toolVersion: '1', hash: 'ab'.repeat(32) },
    });
    expect(ready.state).toBe('ready');
  });

  it('say where a session is to those who may not read the register of sites', async () => {
    for (const name of ['representative', 'moderator']) {
      const visitor = await signedIn(name);
      await world.get('/api/assessment/sites', visitor).expect(403);
      const answer = await world.get('/api/assessment/sessions?state=ready', visitor).expect(200);
      expect(answer.body).toEqual([expect.objectContaining({ id: sessionId, siteName: office.site.name })]);
    }
  });

  it('register, enrol and admit a candidate', async () => {
    const person = await done('desk', '/candidates', {
      names: [{ family: 'Reyes', given: 'Maria', script: 'Latn', asIn: 'passport' }],
      birthDate: { value: '1990-04-05', source: 'passport' },
    });
    const at = world.clock.now().toISOString();
    const [application] = await done<{ id: string; assistedByUserId: string }[]>('desk', '/applications', {
      applications: [
        {
          personId: person.id,
          ...domesticWork,
          clientType: 'ofw',
          route: 'regular',
          selfAssessment: qualification.units.flatMap(({ code }) =>
            code === null ? [] : [{ unitCode: code, canPerform: true }],
          ),
          consent: { noticeVersion: '1', purposes: ['assessment', 'certification'], at, mode: 'written' },
        },
      ],
    });
    expect(application?.assistedByUserId).toBe(idOf('desk'));
    const applicationIds = [application?.id ?? ''];
    await done('desk', '/applications/submit', { applicationIds });
    await done('manager', '/applications/accept', { applicationIds });
    await done('desk', '/applications/clear-fee', { applicationIds, amount: 500, currency: 'PHP', receiptNo: 'OR-1' });
    await done('desk', '/applications/enrol', { applicationIds, sessionId });
    world.clock.set('2026-02-10T00:50:00Z');
    const package_ = { openedHash: 'ab'.repeat(32), checkedInAt: '2026-02-10T00:15:00Z' };
    await done('representative', `/sessions/${sessionId}/open-package`, package_);
    world.clock.set('2026-02-10T01:00:00Z');
    await done('representative', '/applications/admit', {
      applicationIds,
      identityCheck: {
        method: 'passport',
        nameMatch: 'exact',
        birthDateMatch: 'exact',
        faceMatchBy: 'human',
        resolution: null,
      },
    });
    const opened = await done('assessor', '/records', { applicationId: applicationIds[0] });
    recordId = opened.id;
  });

  it('assess, sign, countersign, submit and moderate', async () => {
    world.clock.set('2026-02-10T03:00:00Z');
    const results = resultsFor(qualification);
    const asOther = await does('assessor', `/records/${recordId}/results`, { results, actorId: idOf('decider') });
    expect(asOther.body).toMatchObject({ status: 422, code: 'input-invalid' });
    const entered = await done<{ overall: string }>('assessor', `/records/${recordId}/results`, { results });
    expect(entered.overall).toBe('competent');
    await done('assessor', `/records/${recordId}/acknowledge`, { kind: 'signature' });
    await done('assessor', `/records/${recordId}/sign`);
    const recordIds = [recordId];
    await done('representative', '/records/countersign', { recordIds });
    await done('representative', '/records/submit', { recordIds });
    await done('representative', `/sessions/${sessionId}/close`, { incidents: [] });
    const state = (await world.service.instance.store.read.records.get(recordId))?.state;
    // The assessor is new: whatever the lot says, a moderator looks first.
    expect(state).toBe('under-moderation');
    const early = await does('decider', `/records/${recordId}/decide`);
    expect(early.body).toMatchObject({ status: 409, refusals: [{ code: 'R31' }] });
    await done('moderator', '/records/moderate', { recordIds, outcome: 'uphold', note: 'Seen with the film.' });
    await done('moderator', `/sessions/${sessionId}/finish-moderation`);
  });

  it('decide and release by two, and whoever verifies finds it genuine', async () => {
    world.clock.set('2026-02-16T08:00:00Z');
    const queue = await world.get('/api/assessment/certification-queue', await signedIn('decider')).expect(200);
    expect((queue.body as { id: string }[]).map((record) => record.id)).toEqual([recordId]);
    const { certificates } = await done<{ certificates: { id: string }[] }>('decider', `/records/${recordId}/decide`);
    certificateId = certificates[0]?.id ?? '';
    expect((await does('decider', '/certificates/release', { certificateIds: [certificateId] })).status).toBe(403);
    const [released] = await done<{ ok: boolean; number: string }[]>('releaser', '/certificates/release', {
      certificateIds: [certificateId],
    });
    expect(released?.ok).toBe(true);
    expect(await verdictOf(world.service, certificateId)).toBe('genuine-and-current');
  });

  it('suspend by two, replace by two, and leave one line of audit for each step', async () => {
    const path = `/certificates/${certificateId}/suspend`;
    const answer = await does('decider', path, { reasonClass: 'assessment-fraud' });
    expect(answer.status).toBe(202);
    expect(await verdictOf(world.service, certificateId)).toBe('genuine-and-current');
    const { id: proposalId } = answer.body as { id: string };
    expect((await does('decider', `/proposals/${proposalId}/confirm`)).body).toMatchObject({
      status: 409,
      code: 'R27',
    });
    await done('releaser', `/proposals/${proposalId}/confirm`);
    expect(await verdictOf(world.service, certificateId)).toBe('suspended');
    const again = await does('releaser', `/proposals/${proposalId}/confirm`);
    expect(again.body).toMatchObject({ status: 409, code: 'proposal-outdated' });

    const { id: lift } = await done('releaser', `/certificates/${certificateId}/reinstate`, {
      reasonClass: 'issued-in-error',
    });
    await done('decider', `/proposals/${lift}/confirm`);
    const successor = await done('decider', `/certificates/${certificateId}/replacement`, { reason: 'lost' });
    await done('releaser', '/certificates/release', { certificateIds: [successor.id] });
    const { id: replaced } = await done('decider', `/certificates/${certificateId}/replaced`, {
      successorId: successor.id,
    });
    await done('releaser', `/proposals/${replaced}/confirm`);
    expect(await verdictOf(world.service, certificateId)).toBe('replaced');
    expect(await verdictOf(world.service, successor.id)).toBe('genuine-and-current');

    expect(await findings(world.service)).toEqual([]);
    const rows = await world.service.instance.store.read.auditRows(0, 5_000);
    const about = (action: string): number => rows.filter((row) => row.action === action).length;
    expect(['proposal.propose', 'proposal.confirm', 'record.sign', 'record.decide'].map(about)).toEqual([3, 3, 1, 1]);
    expect(JSON.stringify(rows) + world.logged.join()).not.toMatch(/Reyes|Maria|1990-04-05/);
  });

  it('show an auditor everything and let the auditor change nothing', async () => {
    const seen = await world
      .get(`/api/assessment/certificates/${certificateId}`, await signedIn('auditor'))
      .expect(200);
    expect((seen.body as { statusEvents: unknown[] }).statusEvents).toHaveLength(3);
    const refused = await does('auditor', `/certificates/${certificateId}/suspend`, { reasonClass: 'court-order' });
    expect(refused.body).toMatchObject({ status: 403, code: 'D13' });
  });
});
