import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { confirmedYear, holderOf, type Holder } from '../support/passports.js';
import { openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** Somebody whose experience one awarding body signed, and who is on the file of another one too. */
let world: StaffWorld;
let holder: Holder;
let signer: Office;
let other: Office;
const why = { reasonClass: 'issued-in-error', reason: 'The letter was about somebody else.' };

beforeAll(async () => {
  world = await openStaffWorld();
  signer = await openOffice(world.service);
  other = await openOffice(world.service, {
    scheme: 'NVQSL',
    qualifications: [{ qualificationId: 'nvqsl:n85s010-nvq3', revision: 'r1' }],
  });
  holder = await holderOf(world, signer, { day: '2026-02-02', seed: 810 });
  await world.service.instance.storage.store.read.tenantHoldings.insert({
    id: world.service.instance.ids.uuid(),
    version: 1,
    organizationId: other.body.id,
    subjectType: 'person',
    subjectId: holder.personId,
    heldAt: world.clock.now().toISOString(),
  });
}, 60_000);
afterAll(() => world.close());

const officerOf = ({ body }: Office, role: 'certification-officer' | 'release-officer'): Promise<Visitor> =>
  world.enter([{ organizationId: body.id, role }]);
const withdraw = (experienceId: string, as: Visitor): supertest.Test =>
  world.post(`/api/assessment/experience/${experienceId}/withdraw`, why, as);
const confirm = ({ body }: supertest.Response, as: Visitor): supertest.Test =>
  world.post(`/api/assessment/proposals/${(body as { id: string }).id}/confirm`, {}, as);
const stateOf = async (id: string) => (await world.service.instance.store.read.experience.get(id))?.state;
const problemOf = ({ status, body }: supertest.Response) => {
  const { code, title, whatToDo } = body as Readonly<Record<string, unknown>>;
  return { status, code, title, whatToDo };
};

it('another awarding body cannot take back what it did not sign, nor learn that it is there', async () => {
  const foreign = await withdraw(holder.experienceId, await officerOf(other, 'certification-officer'));
  expect(problemOf(foreign)).toMatchObject({ status: 404, code: 'not-found' });
  const none = await withdraw(world.service.instance.ids.uuid(), await officerOf(other, 'certification-officer'));
  expect(problemOf(none)).toEqual(problemOf(foreign));
  expect(await stateOf(holder.experienceId)).toBe('confirmed');
});

it('a proposal made before the other body signed is refused when it is confirmed', async () => {
  const experienceId = await confirmedYear(world, holder.personId);
  const proposed = await withdraw(experienceId, await officerOf(other, 'certification-officer')).expect(202);
  const { store } = world.service.instance;
  const [record, signed] = [
    await store.read.experience.get(experienceId),
    await store.read.experience.get(holder.experienceId),
  ];
  if (!record || !signed) throw new Error('no experience');
  await store.read.experience.update({ ...record, credentialId: signed.credentialId, state: signed.state });
  const refused = await confirm(proposed, await officerOf(other, 'release-officer'));
  expect(problemOf(refused)).toMatchObject({ status: 404, code: 'not-found' });
  expect(await stateOf(experienceId)).toBe(signed.state);
});

it('the body that signed takes it back, by two', async () => {
  const proposed = await withdraw(holder.experienceId, await officerOf(signer, 'certification-officer')).expect(202);
  await confirm(proposed, await officerOf(signer, 'release-officer')).expect(200);
  expect(await stateOf(holder.experienceId)).toBe('withdrawn');
});
