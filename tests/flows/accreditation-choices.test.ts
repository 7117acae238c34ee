import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newRow } from '../../src/staff/context.js';
import { openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** Whom an accreditation can be for: more than any list shows, found by words, and nobody of another body. */
let world: StaffWorld;
let office: Office;
let other: Office;
let registrar: Visitor;
let foreign: Visitor;

interface Answer {
  readonly rows: readonly { readonly id: string; readonly name: string; readonly detail: string }[];
  readonly hasMore: boolean;
}

/** More than one reading of the register. */
const MANY = 620;

beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  other = await openOffice(world.service, { scheme: 'NVQSL' });
  registrar = await world.enter([{ organizationId: office.body.id, role: 'registrar' }]);
  foreign = await world.enter([{ organizationId: other.body.id, role: 'registrar' }]);
  const { storage, ids } = world.service.instance;
  const place = (name: string, address: string) => ({
    ...newRow({ ids }),
    ...{ organizationId: office.site.organizationId, name, address, country: 'PH' },
  });
  await storage.store.transaction((tx) =>
    tx.sites.insertMany([
      ...Array.from({ length: MANY }, (_, at) => place(`Hall ${String(at).padStart(3, '0')}`, `${at} Harbour Road`)),
      place('Zamboanga Training House', '7 Señorita Street, Zamboanga'),
    ]),
  );
}, 60_000);
afterAll(() => world.close());

const ask = (body: object, by = registrar) => world.post('/api/assessment/accreditation-choices/search', body, by);
async function found(body: object, by = registrar): Promise<Answer> {
  const answer = await ask(body, by);
  expect(answer.status).toBe(200);
  return answer.body as Answer;
}
const names = async (body: object, by = registrar): Promise<readonly string[]> =>
  (await found(body, by)).rows.map(({ name }) => name);

async function registered(name: string, by: Visitor, organizationId: string): Promise<string> {
  const answer = await world.post(
    '/api/assessment/candidates',
    {
      organizationId,
      names: [
        { family: name, given: 'Luz', script: 'Latn', asIn: 'passport' },
        { family: 'රාමෝස්', given: 'ලුස්', script: 'Sinh', asIn: 'passport' },
      ],
      birthDate: { value: '1988-03-05', source: 'passport' },
    },
    by,
  );
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return (answer.body as { id: string }).id;
}

describe('whom an accreditation can be for', () => {
  it('is found by parts of its name, address or number, wherever in the list it stands', async () => {
    expect(await names({ kind: 'site', words: 'zambo HOUSE' })).toEqual(['Zamboanga Training House']);
    expect(await names({ kind: 'site', words: 'senorita' })).toEqual(['Zamboanga Training House']);
    expect(await names({ kind: 'site', words: 'AC-tesda-1' })).toEqual([office.site.name]);
    expect(await names({ kind: 'site', words: 'hall nowhere' })).toEqual([]);
    expect(await names({ kind: 'centre', words: 'zambo' })).toEqual([]);
  });

  it('comes page by page to the end of the list, each once', async () => {
    const all: string[] = [];
    for (let hasMore = true; hasMore;) {
      const page = await found({ kind: 'site', words: 'hall', limit: 50, offset: all.length });
      all.push(...page.rows.map(({ id }) => id));
      hasMore = page.hasMore;
    }
    expect(all).toHaveLength(MANY);
    expect(new Set(all).size).toBe(MANY);
    expect(await found({ kind: 'site', words: 'hall', offset: MANY })).toEqual({ rows: [], hasMore: false });
    expect((await found({ kind: 'site' })).rows).toHaveLength(10);
  });

  it('people: by each spelling of the name and by number; nobody whom only another body knows', async () => {
    const id = await registered('Ramos', registrar, office.body.id);
    const ours = [{ id, name: 'Ramos, Luz', detail: '1988' }];
    expect(await found({ kind: 'person', words: 'luz ramos 1988' })).toEqual({ rows: ours, hasMore: false });
    expect((await found({ kind: 'person', words: 'රාමෝස්' })).rows).toEqual(ours);
    expect((await found({ kind: 'person', words: 'ca-tesda-1' })).rows.map((row) => row.id)).toEqual([
      office.assessor.personId,
    ]);
    expect(await names({ kind: 'person', words: 'ramos' }, foreign)).toEqual([]);
    expect(await names({ kind: 'person', words: 'ca-tesda-1' }, foreign)).toEqual([]);
  });

  it('centres: by their full and their short name, under the body that registered them only', async () => {
    const centre = { type: 'assessment-centre', legalName: 'Davao Skills Centre', shortName: 'DSC', country: 'PH' };
    expect((await world.post('/api/assessment/organizations', centre, registrar)).status).toBe(200);
    expect(await names({ kind: 'centre', words: 'dsc' })).toEqual(['Davao Skills Centre']);
    expect(await names({ kind: 'centre', words: 'davao' }, foreign)).toEqual([]);
  });

  it('is bounded, and answered to registrars only', async () => {
    for (const wrong of [{ kind: 'site', limit: 51 }, { kind: 'site', words: 'a'.repeat(101) }, { kind: 'account' }])
      expect((await ask(wrong)).status).toBe(422);
    const assessor = await world.enter([{ organizationId: office.body.id, role: 'assessor' }]);
    expect((await ask({ kind: 'person' }, assessor)).status).toBe(403);
    // Names of people stand in no address.
    expect((await world.get('/api/assessment/accreditation-choices/search?kind=person', registrar)).status).toBe(404);
  });
});
