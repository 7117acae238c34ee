import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { releaseCertificates } from '../../src/issuance/index.js';
import { approve, officers, openOffice } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** A proposal whose work has transactions of its own: what stands about it is what was done. */
let world: StaffWorld;
let [first, second, third]: Visitor[] = [];
let ids: string[] = [];
beforeAll(async () => {
  world = await openStaffWorld();
  const office = await openOffice(world.service);
  ids = await approve(world, office, { day: '2026-01-20', count: 3 });
  await releaseCertificates(ids, officers.release, world.service.issuance);
  const role = { organizationId: office.body.id, role: 'certification-officer' } as const;
  [first, second, third] = [await world.enter([role]), await world.enter([role]), await world.enter([role])];
}, 90_000);
afterAll(() => world.close());

const propose = async (certificateId: string): Promise<string> => {
  const path = `/api/assessment/certificates/${certificateId}/revoke`;
  const proposed = await world.post(path, { reasonClass: 'assessment-fraud' }, first).expect(202);
  return (proposed.body as { id: string }).id;
};
const turn = (proposalId: string, event: 'confirm' | 'withdraw', as: Visitor | undefined) =>
  world.post(`/api/assessment/proposals/${proposalId}/${event}`, {}, as);
const stateOf = async (certificateId: string) =>
  (await world.service.instance.store.read.certificates.get(certificateId))?.state;
const proposalOf = (id: string) => world.service.instance.storage.store.read.twoPersonProposals.get(id);

it('withdrawn and confirmed at once: either it is withdrawn and nothing was done, or it is done and confirmed', async () => {
  const [id = ''] = ids;
  const proposal = await propose(id);
  const [confirmed] = await Promise.all([turn(proposal, 'confirm', second), turn(proposal, 'withdraw', first)]);
  const isDone = confirmed.status === 200;
  expect([await stateOf(id), (await proposalOf(proposal))?.state]).toEqual(
    isDone ? ['revoked', 'confirmed'] : ['active', 'withdrawn'],
  );
});

it('confirmed by two at once: done once, and the later one is told that it is settled', async () => {
  const id = ids[1] ?? '';
  const proposal = await propose(id);
  const answers = await Promise.all([turn(proposal, 'confirm', second), turn(proposal, 'confirm', third)]);
  expect(answers.map(({ status, body }) => [status, (body as { code?: string }).code ?? 'done']).toSorted()).toEqual([
    [200, 'done'],
    [409, 'proposal-outdated'],
  ]);
  expect(await stateOf(id)).toBe('revoked');
});

it('stays open when what it asks for is refused, and the trail has what came about and nothing else', async () => {
  const id = ids[2] ?? '';
  const [one, other] = [await propose(id), await propose(id)];
  await turn(one, 'confirm', second).expect(200);
  await turn(other, 'confirm', second).expect(409);
  expect(await proposalOf(other)).toMatchObject({ state: 'open', confirmedBy: null });
  const trail = (await world.service.instance.store.read.auditRows(1, 5_000)).filter((row) => row.subjectId === other);
  expect(trail.map(({ action }) => action)).toEqual(['proposal.propose']);
  await turn(other, 'withdraw', first).expect(200);
});
