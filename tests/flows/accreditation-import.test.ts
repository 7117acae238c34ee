import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { issueAccreditations, publishStatusLists } from '../../src/issuance/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import {
  certify,
  credentialOf,
  domesticWork,
  officers,
  openOffice,
  verifyInput,
  type Office,
} from '../support/service.js';
import { openOperators } from '../support/two-operators.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

const two = { actorId: officers.certification, secondActorId: officers.release };

let world: Awaited<ReturnType<typeof openOperators<'philippines' | 'framework'>>>;
let office: Office;
let paper: JsonObject;
let signed = '';
beforeAll(async () => {
  world = await openOperators(['philippines', 'framework'], '2026-01-05T08:00:00Z');
  const { authoritySetUp } = world.framework.service;
  const authority = { slug: 'asean', legalName: 'Regional framework authority', shortName: 'RFA', country: 'PH' };
  await authoritySetUp.addAuthority({ ...authority, actorId: 'a' });
  office = await openOffice(world.philippines.service);
  const [id = ''] = await certify(world.philippines, office, { day: '2026-02-02' });
  paper = await credentialOf(world.philippines.service, id);
});
afterAll(() => world.close());

/** What the authority signs about the body of the other operator, naming qualifications as `namedBy` does. */
async function accredited(number: string, namedBy: 'philippines' | 'framework'): Promise<string> {
  const { service } = world.framework;
  const { store, addresses } = service.instance;
  const did = office.body.did ?? '';
  const [above] = await store.read.organizations.find({ type: 'framework-authority' });
  const [known] = await store.read.organizations.find({ did });
  const body =
    known ??
    (await service.assessment.registerOrganization({
      ...{ actorId: 'a', type: 'awarding-body', legalName: 'TESDA', country: 'PH', did, scheme: 'TESDA' },
    }));
  const grant = await service.assessment.grantAccreditation({
    ...{ actorId: 'a', subjectType: 'organization', subjectId: body.id, role: 'awarding-body', number },
    ...{ grantedById: above?.id ?? '', qualifications: [domesticWork], basis: ['act 1'] },
    ...{ validFrom: '2026-01-01', validUntil: '2026-12-31' },
  });
  const { qualification } = world[namedBy].service.instance.addresses;
  await issueAccreditations('a', { ...service.accreditationIssuing, addresses: { ...addresses, qualification } });
  await publishStatusLists(service.issuance);
  const [row] = await store.read.accreditationCredentials.find({ accreditationId: grant.id });
  return row?.json ?? '';
}

const take = (json: string, officersOf: { readonly actorId: string; readonly secondActorId: string } = two) =>
  world.philippines.service.authoritySetUp.importSigned({ json, ...officersOf });
const nothingTaken = async (): Promise<void> => {
  const { organizations, accreditationCredentials } = world.philippines.service.instance.store.read;
  expect(await organizations.count({ type: 'framework-authority' })).toBe(0);
  expect(await accreditationCredentials.count({ holder: office.body.did ?? '' })).toBe(0);
};
const authorityOf = async () =>
  (await verifyInput(world.philippines.service, paper)).checks.find(({ answer }) => answer === 'authority');

it('is refused by one officer alone, of an authority nobody recognises, and of what is no accreditation', async () => {
  signed = await accredited('RFA-1', 'philippines');
  await expect(take(signed, { actorId: 'a', secondActorId: 'a' })).rejects.toMatchObject({ code: 'R27' });
  await expect(take(signed)).rejects.toMatchObject({ code: 'accreditation-not-trusted' });
  await expect(take(JSON.stringify(paper))).rejects.toMatchObject({ code: 'accreditation-unreadable' });
  await expect(take('no json')).rejects.toMatchObject({ code: 'accreditation-unreadable' });
  await nothingTaken();
});

it('is refused when it was altered, is for somebody else, or names no qualification of ours', async () => {
  const { federation, trust } = world.philippines.service;
  const { roots } = await world.framework.service.trust.roots();
  const { id } = await federation.propose({
    ...{ source: { url: `${world.framework.url}/trust-list` }, roots, actorId: 'admin-a' },
  });
  await federation.consent(id, 'admin-b');
  await trust.current({ fresh: true });
  const longer = signed.replaceAll('2026-12-31', '2036-12-31');
  await expect(take(longer)).rejects.toMatchObject({ code: 'accreditation-not-trusted' });
  const forAnother = signed.replaceAll(office.body.did ?? '', 'did:web:example.org');
  await expect(take(forAnother)).rejects.toMatchObject({ code: 'accreditation-not-ours' });
  const elsewhere = await accredited('RFA-2', 'framework');
  await expect(take(elsewhere)).rejects.toMatchObject({ code: 'accreditation-scope-unknown' });
  await nothingTaken();
});

it('two officers take it over: the chain reaches the authority', async () => {
  await take(signed);
  await issueAccreditations('service', world.philippines.service.accreditationIssuing);
  await world.philippines.service.trust.current({ fresh: true });
  const check = await authorityOf();
  expect([check?.code, check?.evidence]).toMatchObject(['A00', { basis: 'trust-list and accreditations' }]);
  const authority = world.framework.service.issuerDid('asean');
  expect(check?.chain).toMatchObject([
    { for: authority, outcome: 'holds' },
    { by: authority, for: office.body.did, until: '2026-12-31', outcome: 'holds' },
    { by: office.body.did, outcome: 'holds' },
  ]);
  const rows = await world.philippines.service.instance.store.read.auditRows(1, 1_000);
  expect(rows.filter(({ action }) => action === 'accreditation-credential.imported')).toMatchObject([
    { actorId: two.actorId, facts: { secondActor: two.secondActorId } },
  ]);
});

it('is refused once the authority has suspended it', async () => {
  const { service } = world.framework;
  const later = await accredited('RFA-3', 'philippines');
  const [grant] = await service.instance.store.read.accreditations.find({ number: 'RFA-3' });
  const change = { accreditationId: grant?.id ?? '', reasonClass: 'accreditation-void', actorId: 'a' } as const;
  await service.assessment.suspendAccreditation(change);
  await publishStatusLists(service.issuance);
  // Lists of others are read again after a quarter of an hour.
  const { clock } = world.philippines;
  clock.set(new Date(clock.now().getTime() + 16 * 60_000).toISOString());
  await expect(take(later)).rejects.toMatchObject({ code: 'accreditation-not-trusted' });
});

it('is suspended here too when the authority takes back what was taken over', async () => {
  const { service } = world.framework;
  const here = world.philippines.service;
  const state = async () =>
    (await here.instance.store.read.accreditations.find({ subjectType: 'organization' })).map((row) => row.state);
  expect(await here.authoritySetUp.follow()).toBe(0);
  expect(await state()).toEqual(['active']);
  const [grant] = await service.instance.store.read.accreditations.find({ number: 'RFA-1' });
  const change = { accreditationId: grant?.id ?? '', reasonClass: 'accreditation-void' } as const;
  await service.assessment.revokeAccreditation({ ...change, actorId: 'a', secondActorId: 'b' });
  await publishStatusLists(service.issuance);
  const { clock } = world.philippines;
  clock.set(new Date(clock.now().getTime() + 16 * 60_000).toISOString());
  expect(await here.authoritySetUp.follow()).toBe(1);
  expect(await state()).toEqual(['suspended']);
  await here.trust.current({ fresh: true });
  const check = await authorityOf();
  expect(check?.chain?.find(({ for: body }) => body === office.body.did)).toMatchObject({ until: '2026-12-31' });
  // Assessed before it was taken back: that stays good.
  expect(check?.code).not.toBe('A12');
  expect(await here.authoritySetUp.follow()).toBe(0);
});
