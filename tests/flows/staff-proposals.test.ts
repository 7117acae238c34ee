import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { INSTANCE, type StaffRole } from '../../src/staff/index.js';
import { assess, certify, openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** Who reads what two people are asked to agree to: those who may confirm it, who proposed it, and auditors. */
let world: StaffWorld;
let office: Office;
let officer: Visitor;
let certificateId: string;
let revoking: string;
let changing: string;
let ofTheOperator: string;
const reason = 'Named in the complaint of a third person.';

const enter = (role: StaffRole, organizationId = office.body.id): Promise<Visitor> =>
  world.enter([{ organizationId, role }]);
const idIn = ({ body }: supertest.Response): string => (body as { id: string }).id;
const codeOf = ({ body }: supertest.Response): string => (body as { code?: string }).code ?? '';

beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  [certificateId = ''] = await certify(world, office, { day: '2026-02-02' });
  const { recordIds } = await assess(world, office, { day: '2026-02-09' });
  officer = await enter('approving-officer');
  revoking = idIn(await world.post(`/api/assessment/records/${recordIds[0]}/void`, { reason }, officer).expect(202));
  const colleague = await enter('moderator');
  const roles = { roles: ['registrar'] };
  const path = (id: string): string => `/api/assessment/accounts/${id}/roles`;
  changing = idIn(await world.post(path(colleague.accountId), roles, await enter('administrator')).expect(202));
  const administrator = await enter('instance-administrator', INSTANCE);
  const another = await enter('instance-administrator', INSTANCE);
  const none = await world.post(path(another.accountId), { roles: [] }, administrator).expect(202);
  ofTheOperator = idIn(none);
}, 60_000);
afterAll(() => world.close());

/** The ids in both lists, which must say the same. */
async function seenBy(visitor: Visitor): Promise<readonly string[]> {
  const [raw, shown] = [
    await world.get('/api/assessment/proposals', visitor).expect(200),
    await world.get('/api/assessment/second-approvals', visitor).expect(200),
  ].map(({ body }) => (body as { id: string }[]).map(({ id }) => id).toSorted());
  expect(shown).toEqual(raw);
  return raw ?? [];
}

it('administrators of the service read their own, and nothing that an organisation’s people decide', async () => {
  const visitor = await enter('instance-administrator', INSTANCE);
  expect(await seenBy(visitor)).toEqual([ofTheOperator]);
  expect((await world.get('/api/assessment/proposals', visitor)).text).not.toContain(reason);
  for (const id of [revoking, changing])
    for (const turn of ['confirm', 'withdraw']) {
      const answer = await world.post(`/api/assessment/proposals/${id}/${turn}`, {}, visitor);
      expect([turn, answer.status, codeOf(answer)]).toEqual([turn, 404, 'not-found']);
    }
});

it('in an organisation each reads what they may confirm or proposed themselves', async () => {
  expect(await seenBy(officer)).toEqual([revoking]);
  expect(await seenBy(await enter('approving-officer'))).toEqual([revoking]);
  expect(await seenBy(await enter('administrator'))).toEqual([changing]);
  expect(await seenBy(await enter('registrar'))).toEqual([]);
});

it('auditors read all of it: of their organisation, and at the operator’s height of every one', async () => {
  expect(await seenBy(await enter('auditor'))).toEqual([revoking, changing].toSorted());
  expect(await seenBy(await enter('auditor', INSTANCE))).toEqual([revoking, changing, ofTheOperator].toSorted());
});

it('nobody learns a name of another organisation by proposing something about it', async () => {
  const elsewhere = await enter('instance-administrator', INSTANCE);
  const path = `/api/assessment/accounts/${elsewhere.accountId}/roles`;
  const answer = await world.post(path, { roles: ['auditor'] }, await enter('administrator'));
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
});

it('what ended without an answer hides nothing that waits, however much of it there is, and waits no more', async () => {
  const { ids, storage } = world.service.instance;
  const certifying = await enter('certification-officer');
  const file = `/api/assessment/certificates/${certificateId}/file`;
  const waits = async (): Promise<string[]> =>
    ((await world.get(file, certifying).expect(200)).body as { waiting: { id: string }[] }).waiting.map(({ id }) => id);
  const suspend = async (): Promise<string> =>
    idIn(
      await world
        .post(`/api/assessment/certificates/${certificateId}/suspend`, { reasonClass: 'assessment-fraud' }, certifying)
        .expect(202),
    );
  const first = await storage.store.read.twoPersonProposals.get(await suspend());
  if (first === null) throw new Error('nothing waits');
  expect(await waits()).toEqual([first.id]);
  const ended = { proposedAt: '2025-01-05T08:00:00.000Z', endsAt: '2025-01-12T08:00:00.000Z' };
  await storage.store.transaction(async (tx) => {
    await tx.twoPersonProposals.update({ ...first, ...ended });
    for (let nth = 1; nth < 500; nth++) await tx.twoPersonProposals.insert({ ...first, ...ended, id: ids.uuid() });
  });
  expect(await waits()).toEqual([]);
  const asked = await suspend();
  expect(await waits()).toEqual([asked]);
  for (const visitor of [await enter('certification-officer'), await enter('auditor')]) {
    const listed = await seenBy(visitor);
    expect([listed.includes(asked), listed.includes(first.id)]).toEqual([true, false]);
  }
});

describe('what no second officer could confirm', () => {
  const kept = async () => {
    const { read } = world.service.instance.storage.store;
    const { headSequence } = await read.auditClock(0);
    return { proposals: await read.twoPersonProposals.count({}), headSequence };
  };
  const refusalOf = ({ status, body }: supertest.Response): object => {
    const { code, title, refusals } = body as Record<string, unknown>;
    return { status, code, title, refusals };
  };

  it('is refused when it is proposed, in the words of the confirmation, and leaves nothing', async () => {
    const [id = ''] = await certify(world, office, { day: '2026-02-16' });
    const [one, two] = [await enter('certification-officer'), await enter('certification-officer')];
    const propose = (act: string) =>
      world.post(`/api/assessment/certificates/${id}/${act}`, { reasonClass: 'assessment-fraud' }, one);
    const confirm = (proposalId: string) => world.post(`/api/assessment/proposals/${proposalId}/confirm`, {}, two);
    const [done, late] = [idIn(await propose('revoke').expect(202)), idIn(await propose('revoke').expect(202))];
    await confirm(done).expect(200);
    const refused = refusalOf(await confirm(late).expect(409));
    const before = await kept();
    expect(refusalOf(await propose('revoke'))).toEqual(refused);
    for (const act of ['suspend', 'reinstate']) expect([act, (await propose(act)).status]).toEqual([act, 409]);
    expect(await kept()).toEqual(before);
  });

  it('is refused for records, roles and passports as well, and tells nothing of things elsewhere', async () => {
    const before = await kept();
    const certificate = await world.service.instance.store.read.certificates.get(certificateId);
    const stands = `/api/assessment/records/${certificate?.recordIds[0]}/void`;
    const standing = await world.post(stands, { reason }, await enter('approving-officer'));
    expect([standing.status, codeOf(standing)]).toEqual([409, 'certificate-stands']);
    const administrator = await enter('administrator');
    const own = `/api/assessment/accounts/${administrator.accountId}/roles`;
    const promoted = await world.post(own, { roles: ['registrar'] }, administrator);
    expect([promoted.status, codeOf(promoted)]).toEqual([409, 'R27']);
    const nowhere = `/api/assessment/passports/${certificateId}/close`;
    const answer = await world.post(nowhere, { reasonClass: 'identity-fraud' }, await enter('certification-officer'));
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
    const { proposals } = await kept();
    expect(proposals).toBe(before.proposals);
  });
});
