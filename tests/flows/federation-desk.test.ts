import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { INSTANCE } from '../../src/staff/index.js';
import { openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

const PATH = '/api/assessment/trust-imports';

describe('recognising another operator at the desk', () => {
  let here: StaffWorld;
  let there: StaffWorld;
  let office: Office;
  let first: Visitor;
  let second: Visitor;

  beforeAll(async () => {
    here = await openStaffWorld();
    there = await openStaffWorld({ PUBLIC_URL: 'http://localhost:3998', OPERATOR: 'Operator there' });
    office = await openOffice(here.service);
    await openOffice(there.service);
    const administrator = { organizationId: INSTANCE, role: 'instance-administrator' } as const;
    first = await here.enter([administrator]);
    second = await here.enter([administrator]);
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });

  it('cannot fetch while the outbound door is closed, and says so', async () => {
    const { roots } = await there.service.trust.roots();
    const body = { url: 'https://there.example/trust-list', roots };
    const answer = await here.post(PATH, body, first).expect(502);
    expect(answer.body).toMatchObject({ code: 'trust-list-unreachable' });
  });

  it('takes two administrators of the instance, and nobody else', async () => {
    const jws = (await there.service.trust.published())?.jws ?? '';
    const { roots } = await there.service.trust.roots();
    const { id } = await here.service.federation.propose({ source: { jws }, roots, actorId: first.accountId });
    const registrar = await here.enter([{ organizationId: office.body.id, role: 'registrar' }]);
    await here.get(PATH, registrar).expect(403);
    await here.post(`${PATH}/${id}/consent`, {}, registrar).expect(403);
    await here.post(`${PATH}/${id}/consent`).expect(401);
    const own = await here.post(`${PATH}/${id}/consent`, {}, first).expect(409);
    expect(own.body).toMatchObject({ code: 'R27' });
    const done = await here.post(`${PATH}/${id}/consent`, {}, second).expect(200);
    expect(done.body).toMatchObject({ state: 'active', consentedBy: second.accountId });
    const listed = await here.get(PATH, first).expect(200);
    expect(listed.body).toEqual([expect.objectContaining({ id, operator: 'Operator there' })]);
    expect(JSON.stringify(listed.body)).not.toContain(jws);
    await here.post(`${PATH}/${id}/withdraw`, {}, first).expect(200);
    const again = await here.post(`${PATH}/${id}/withdraw`, {}, second).expect(409);
    expect(again.body).toMatchObject({ code: 'trust-import-settled' });
  });

  it('leaves a trace of every step in the audit trail', async () => {
    const rows = await here.service.instance.store.read.auditRows(1, 500);
    const steps = rows.filter((row) => row.subjectType === 'trust-import').map((row) => [row.action, row.actorId]);
    expect(steps).toEqual([
      ['trust-import.propose', first.accountId],
      ['trust-import.consent', second.accountId],
      ['trust-import.withdraw', first.accountId],
    ]);
  });
});
