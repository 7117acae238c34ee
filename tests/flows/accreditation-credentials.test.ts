import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueAccreditations, publishStatusLists, setStopSwitch } from '../../src/issuance/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import type { VerificationReport } from '../../src/verification/index.js';
import {
  accreditSite,
  domesticWork,
  findings,
  newSite,
  officers,
  openOffice,
  verifyInput,
  type Office,
  two,
} from '../support/service.js';
import { openStaffWorld, type StaffWorld } from '../support/staff-world.js';

let world: StaffWorld;
let office: Office;
let holder = '';
let issued: JsonObject = {};
beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  holder = world.service.instance.addresses.site(office.site.id);
}, 60_000);
afterAll(() => world.close());

const issue = () => issueAccreditations(officers.administrator, world.service.accreditationIssuing);
const actions = async (): Promise<string[]> => {
  const rows = await world.service.instance.store.read.auditRows(1, 1_000);
  return rows.map(({ action }) => action).filter((action) => action.startsWith('accreditation-credential.'));
};
const pathOf = (url: unknown): string => new URL(String(url)).pathname;
const codes = ({ checks }: VerificationReport): string[] => checks.map(({ code }) => code);

describe('accreditations as credentials', () => {
  it('are not signed while issuing is stopped, and leave no row that anything was to be signed', async () => {
    await setStopSwitch(true, officers.administrator, world.service.issuance);
    await expect(issue()).rejects.toMatchObject({ code: 'issuance-stopped-by-switch' });
    await setStopSwitch(false, officers.administrator, world.service.issuance);
    expect(await actions()).toEqual([]);
  });

  it('are signed once for each accredited place, with an audit row before the key is used, and never for a person', async () => {
    const first = await issue();
    expect(first.refused).toEqual([]);
    expect(first.issued.map((row) => row.holder)).toEqual([holder]);
    expect(await actions()).toEqual(['accreditation-credential.will-sign', 'accreditation-credential.signed']);
    expect((await issue()).issued).toEqual([]);
    expect(await findings(world.service)).toEqual([]);
  });

  it('are published as they were signed: what, where and when, and on whose authority', async () => {
    const list = await world.get(`/accreditations?holder=${encodeURIComponent(holder)}`).expect(200);
    const { accreditations } = list.body as { accreditations: JsonObject[] };
    expect(accreditations).toMatchObject([{ holder, number: 'AC-tesda-1', state: 'active', nothingCountsFrom: null }]);
    const found = await world.get(pathOf(accreditations[0]?.['id'])).expect(200);
    issued = JSON.parse(found.text) as JsonObject;
    const { addresses } = world.service.instance;
    expect(issued).toMatchObject({
      id: accreditations[0]?.['id'],
      issuer: { id: office.body.did },
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2027-12-31T23:59:59Z',
      credentialSubject: {
        id: holder,
        achievement: { alignment: [{ targetUrl: addresses.qualification(domesticWork) }] },
      },
      evidence: [{ id: `${addresses.publicUrl}/trust-list`, genre: 'ext:authorizedBy' }],
      proof: { cryptosuite: 'eddsa-jcs-2022' },
    });
    // Names of people are nowhere in it.
    const people = await world.service.instance.store.read.people.find({});
    for (const { names } of people) for (const { family } of names) expect(found.text).not.toContain(family);
  });

  it('verify by their signature, and not when a place was put in', async () => {
    expect(codes(await verifyInput(world.service, issued))).toContain('I00');
    const moved = JSON.parse(JSON.stringify(issued).replaceAll(office.site.id, office.body.id)) as JsonObject;
    expect((await verifyInput(world.service, moved)).verdict).toBe('altered');
  });

  it('are not to be had for a person, a place without one, an unknown number or without a holder', async () => {
    await world.get('/accreditations/00000000-0000-4000-8000-000000000000').expect(404);
    await world.get('/accreditations/%2e%2e').expect(404);
    const none = await world.get(`/accreditations?holder=${office.assessor.personId}`).expect(200);
    expect((none.body as { accreditations: unknown[] }).accreditations).toEqual([]);
    for (const query of ['', '?holder=', '?holder=a&holder=b', `?holder=${'x'.repeat(501)}`]) {
      const refused = await world.get(`/accreditations${query}`).expect(400);
      expect((refused.body as { code: string }).code).toBe('holder-missing');
    }
  });
});

describe('an accreditation that changes', () => {
  it('shows as suspended, as good again and as revoked in the lists, with the day from which nothing counts', async () => {
    const { service } = world;
    const site = await newSite(service, 'Kandy centre');
    const period = { qualifications: [domesticWork], from: '2026-01-01', until: '2026-12-31', number: 'AC-KANDY' };
    const grant = await accreditSite(service, office.body, site, period);
    const [row] = (await issue()).issued;
    const entry = async () => {
      await publishStatusLists(service.issuance);
      const [found] = await service.instance.store.read.statusEntries.find({ credentialId: row?.credentialId ?? '' });
      return [found?.suspended, found?.revoked];
    };
    const statusCodes = async (): Promise<string[]> =>
      codes(await verifyInput(service, JSON.parse(row?.json ?? '') as JsonObject)).filter((code) => code[0] === 'S');
    expect(await entry()).toEqual([false, false]);
    const good = await statusCodes();
    const change = { accreditationId: grant.id, reasonClass: 'accreditation-void' as const };
    await service.assessment.suspendAccreditation({ ...change, ...two });
    expect(await entry()).toEqual([true, false]);
    const paused = await statusCodes();
    await service.assessment.reinstateAccreditation({ ...change, ...two });
    expect(await entry()).toEqual([false, false]);
    expect(await statusCodes()).toEqual(good);
    await service.assessment.revokeAccreditation({ ...change, ...two, retroactiveFrom: '2026-01-02' });
    expect(await entry()).toEqual([false, true]);
    expect([paused, await statusCodes()]).toEqual([['S11'], ['S10']]);
    const list = await world.get(`/accreditations?holder=${encodeURIComponent(row?.holder ?? '')}`).expect(200);
    expect(list.body).toMatchObject({ accreditations: [{ state: 'revoked', nothingCountsFrom: '2026-01-02' }] });
    expect(await findings(service)).toEqual([]);
  });
});
