import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { domesticWork, openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** What a registrar may propose to accredit: nothing beyond the scheme, the subject and one printed line. */
let world: StaffWorld;
let office: Office;
let registrar: Visitor;
beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  registrar = await world.enter([{ organizationId: office.body.id, role: 'registrar' }]);
}, 60_000);
afterAll(() => world.close());

const propose = (change: object) =>
  world.post(
    '/api/assessment/accreditations',
    {
      ...{ subjectType: 'site', subjectId: office.site.id, role: 'assessment-centre', number: 'AC-2' },
      ...{ qualifications: [domesticWork], validFrom: '2026-01-01', validUntil: '2026-12-31', basis: ['report'] },
      ...change,
    },
    registrar,
  );

it('accepts a site for a qualification of its own scheme', async () => {
  expect((await propose({})).status).toBe(202);
});

it('refuses a qualification of another scheme, also beside one of its own', async () => {
  const [other] = world.service.instance.catalogue.qualifications('NVQSL');
  const foreign = { qualificationId: other?.id, revision: other?.revision };
  expect(other).toBeDefined();
  for (const qualifications of [[foreign], [domesticWork, foreign]])
    expect((await propose({ qualifications })).status).toBe(404);
});

it.each(['assessor', 'mission', 'representative'])('refuses a site as %s', async (role) => {
  expect((await propose({ role })).status).toBe(404);
});

it.each(['AC\u202e2', 'AC\n2', 'AC\u20662', 'AC\u00852'])(
  'refuses a number that prints as another one: %j',
  async (number) => {
    expect((await propose({ number })).status).toBe(422);
  },
);
