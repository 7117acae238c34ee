import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { domesticWork, openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** A desk without the network gives ids itself and sends until it is answered: nothing is registered twice. */
let world: StaffWorld;
let office: Office;
let desk: Visitor;
let elsewhere: Visitor;

beforeAll(async () => {
  world = await openStaffWorld({}, '2026-01-10T08:00:00Z');
  office = await openOffice(world.service);
  const role = 'processing-officer';
  desk = await world.enter([{ organizationId: office.site.organizationId, role }]);
  const other = await world.service.assessment.registerOrganization({
    actorId: 'officer-administrator',
    type: 'post-abroad',
    legalName: 'Labour office, Riyadh',
    country: 'SA',
  });
  elsewhere = await world.enter([{ organizationId: other.id, role }]);
}, 60_000);
afterAll(() => world.close());

const store = () => world.service.instance.store.read;
const audited = () => store().auditRows(1, 1_000);
const personId = 'a2b7f0a4-52f1-4c5f-9a2e-0d9a6f1c7e11';
const applicationId = 'c6d3a8e2-7b1e-4d6a-8a54-5e1f0b9d2a22';
const person = {
  id: personId,
  names: [{ family: 'Perera', given: 'Nimali', script: 'Latn', asIn: 'passport' }],
  birthDate: { value: '1990-04-05', source: 'passport' },
  secondBirthDate: { value: '1991-04-05', source: 'second document' },
};
const application = { id: applicationId, personId, ...domesticWork, clientType: 'ofw', route: 'regular' };
const register = (body: object, as = desk) => world.post('/api/assessment/candidates', body, as);
const apply = (body: object, as = desk) => world.post('/api/assessment/applications', { applications: [body] }, as);

describe('what a desk sends again because the answer got lost', () => {
  it('registers the person once, with both dates, under the id of the desk', async () => {
    const first = await register(person);
    expect([first.status, (first.body as { id: string }).id]).toEqual([200, personId]);
    const written = (await audited()).length;
    const second = await register(person);
    expect(second.body).toEqual(first.body);
    expect(await store().people.count({ matchKey: (await store().people.get(personId))?.matchKey ?? '' })).toBe(1);
    expect((await store().people.get(personId))?.conflictingBirthDate?.value).toBe('1991-04-05');
    expect(await audited()).toHaveLength(written);
  });

  it('applies once', async () => {
    await apply(application).expect(200);
    const again = await apply(application).expect(200);
    expect(again.body).toEqual([expect.objectContaining({ id: applicationId, personId, state: 'draft' })]);
    expect(await store().applications.count({ personId })).toBe(1);
  });

  it('an id of somebody else opens no file and names nobody', async () => {
    for (const answer of [await register(person, elsewhere), await apply(application, elsewhere)]) {
      expect(answer.status).toBe(404);
      expect(answer.text).not.toMatch(/Perera|Nimali|1990/);
    }
    const other = await register({ names: [{ ...person.names[0], family: 'Silva' }], birthDate: null });
    const moved = await apply({ ...application, personId: (other.body as { id: string }).id });
    expect(moved.status).toBe(404);
  });

  it('for another organisation than the one that is open now is refused, and nothing is kept', async () => {
    const before = await store().people.count({});
    const body = { ...person, id: 'b2b7f0a4-52f1-4c5f-9a2e-0d9a6f1c7e33', organizationId: 'another' };
    const answer = await register(body);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([409, 'other-organization']);
    expect(await store().people.count({})).toBe(before);
  });

  it('at the same moment: every sending is answered with the one person and the one application', async () => {
    const one = {
      ...person,
      id: 'd2b7f0a4-52f1-4c5f-9a2e-0d9a6f1c7e44',
      names: [{ ...person.names[0], given: 'Kumari' }],
    };
    const sendings = await Promise.all(Array.from({ length: 6 }, () => register(one)));
    expect(sendings.map(({ status, body }) => [status, (body as { id: string }).id])).toEqual(
      Array.from({ length: 6 }, () => [200, one.id]),
    );
    const applied = { ...application, id: 'e6d3a8e2-7b1e-4d6a-8a54-5e1f0b9d2a55', personId: one.id };
    const answers = await Promise.all(Array.from({ length: 6 }, () => apply(applied)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(await store().applications.count({ personId: one.id })).toBe(1);
  });

  it('under the id of an officer is refused: whoever acted as that person would pass for the officer', async () => {
    const officer = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
    expect((await register({ ...person, id: officer.accountId })).status).toBe(404);
    expect(await store().people.get(officer.accountId)).toBeNull();
  });

  it.each(['F2B7F0A4-52F1-4C5F-9A2E-0D9A6F1C7E66', '00000000-0000-0000-0000-000000000000'])(
    'has one spelling: %s',
    async (id) => {
      expect((await register({ ...person, id })).status).toBe(422);
      expect((await apply({ ...application, id })).status).toBe(422);
    },
  );
});

describe('a name', () => {
  const named = (family: string, given = '') =>
    register({
      names: [{ ...person.names[0], family, given }],
      birthDate: { value: '1980-01-02', source: 'passport' },
    });

  it('is kept without what would show it otherwise than it is signed', async () => {
    const answer = await named('\u202eFer\u2066nando\u2069', 'Kamal\r\nBandara');
    const { id } = answer.body as { id: string };
    expect((await store().people.get(id))?.names[0]).toMatchObject({ family: 'Fernando', given: 'Kamal Bandara' });
  });

  it('keeps the joiners of its script', async () => {
    const answer = await named('ශ්\u200dරී');
    const { id } = answer.body as { id: string };
    expect((await store().people.get(id))?.names[0]?.family).toBe('ශ්\u200dරී');
  });

  it.each(['\u200b', '\u202e\u2066', '...', '7'])('has a letter: %j', async (family) => {
    expect((await named(family)).status).toBe(422);
  });
});

it('what one person did is not taken as the work of another one who signed in since, in the same browser', async () => {
  const mine = {
    ...person,
    id: 'a9b7f0a4-52f1-4c5f-9a2e-0d9a6f1c7e77',
    names: [{ ...person.names[0], given: 'Sunil' }],
  };
  const answer = await register(mine).set('Staff-Account', elsewhere.accountId);
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([401, 'D10']);
  expect(await store().people.get(mine.id)).toBeNull();
  expect((await register(mine).set('Staff-Account', desk.accountId)).status).toBe(200);
});
