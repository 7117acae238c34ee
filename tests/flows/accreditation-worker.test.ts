import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { backgroundTasks } from '../../src/composition/background-tasks.js';
import { carryOutCompromise, planCompromise } from '../../src/composition/index.js';
import { publishStatusLists } from '../../src/issuance/index.js';
import type { Accreditation } from '../../src/assessment/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import type { CheckResult } from '../../src/verification/index.js';
import {
  certify,
  credentialOf,
  domesticWork,
  findings,
  newSite,
  officers,
  openOffice,
  verifyInput,
  type Office,
  two,
} from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

const silent = { info: () => undefined, error: () => undefined };

let world: StaffWorld;
let office: Office;
let registrar: Visitor;
beforeAll(async () => {
  world = await openStaffWorld();
  const { authoritySetUp } = world.service;
  const authority = { slug: 'framework', legalName: 'Framework authority', shortName: 'FA', country: 'PH' };
  await authoritySetUp.addAuthority({ ...authority, actorId: officers.administrator });
});
afterAll(async () => {
  await world.service.background.stop();
  await world.close();
});

const read = () => world.service.instance.store.read;
const holderOf = (siteId: string): string => world.service.instance.addresses.site(siteId);
const credentials = (holder: string) => read().accreditationCredentials.find({ holder });
const entryOf = async (credentialId: string) => (await read().statusEntries.find({ credentialId }))[0];
/** By two registrars. */
async function grant(body: object): Promise<void> {
  const proposed = await world.post('/api/assessment/accreditations', body, registrar).expect(202);
  const { id } = proposed.body as { id: string };
  const own = await world.post(`/api/assessment/proposals/${id}/confirm`, {}, registrar).expect(409);
  expect(own.body).toMatchObject({ refusals: [{ code: 'R27' }] });
  expect(await read().accreditations.count({ number: 'AC-CEBU' })).toBe(0);
  const second = await world.enter([{ organizationId: office.body.id, role: 'registrar' }]);
  await world.post(`/api/assessment/proposals/${id}/confirm`, {}, second).expect(200);
}
const period = { qualifications: [domesticWork], validFrom: '2026-01-01', validUntil: '2026-12-31', basis: ['report'] };

async function authorityOf(document: JsonObject): Promise<CheckResult> {
  const { checks } = await verifyInput(world.service, document);
  const check = checks.find((one) => one.answer === 'authority');
  if (check === undefined) throw new Error('authority was not answered');
  return check;
}

describe('the framework authority', () => {
  it('accredits an awarding body by two of its officers, and signs it with a key of its own', async () => {
    const { authoritySetUp } = world.service;
    const body = {
      scheme: 'TESDA',
      slug: 'tesda',
      legalName: 'Technical Education',
      shortName: 'TESDA',
      country: 'PH',
    };
    const { did } = await world.service.issuerSetUp.addIssuer({ ...body, actorId: officers.administrator });
    const request = { authority: 'framework', body: 'tesda', number: 'FA-1', from: '2026-01-01', until: '2030-12-31' };
    const alone = { ...request, actorId: 'a', secondActorId: 'a' };
    await expect(authoritySetUp.accreditBody(alone)).rejects.toMatchObject({ code: 'R27' });
    expect(await read().accreditations.count({ subjectType: 'organization' })).toBe(0);
    await authoritySetUp.accreditBody({ ...request, ...two });
    const [row] = await credentials(did ?? '');
    expect(JSON.parse(row?.json ?? '')).toMatchObject({
      issuer: { id: world.service.issuerDid('framework') },
      credentialSubject: { id: did },
      evidence: [{ id: `${world.service.instance.addresses.publicUrl}/trust-list` }],
    });
    const { list } = await world.service.trust.current({ fresh: true });
    const listed = list.issuers.find(({ did }) => did === world.service.issuerDid('framework'));
    expect([listed?.scopes, listed?.keys.length]).toEqual([[], 2]);
  });
});

describe('the service by itself', () => {
  it('signs what was granted before it was started, as after a crash', async () => {
    office = await openOffice(world.service);
    registrar = await world.enter([{ organizationId: office.body.id, role: 'registrar' }]);
    expect(await credentials(holderOf(office.site.id))).toEqual([]);
    world.service.background.start(backgroundTasks(world.service), silent);
    await world.service.background.idle();
    const [row] = await credentials(holderOf(office.site.id));
    const [above] = await credentials(office.body.did ?? '');
    expect(JSON.parse(row?.json ?? '')).toMatchObject({ evidence: [{ id: above?.credentialId }] });
    const rows = await read().auditRows(1, 1_000);
    const signed = rows.filter(({ action }) => action === 'accreditation-credential.signed');
    expect(signed.map(({ actorId }) => actorId)).toEqual([two.actorId, 'service']);
  });

  it('signs and publishes what the registrar grants, without anybody asking', async () => {
    const site = await newSite(world.service, 'Cebu centre', 'PH');
    const subject = { subjectType: 'site', subjectId: site.id, role: 'assessment-centre', number: 'AC-CEBU' };
    await grant({ ...period, ...subject });
    await world.service.background.idle();
    const list = await world.get(`/accreditations?holder=${encodeURIComponent(holderOf(site.id))}`).expect(200);
    expect(list.body).toMatchObject({ accreditations: [{ number: 'AC-CEBU', state: 'active' }] });
    expect(await findings(world.service)).toEqual([]);
  });

  it('ends the credential of a mission that is cancelled', async () => {
    const { assessment } = world.service;
    const site = await newSite(world.service, 'Hall abroad', 'SA');
    const mission = await assessment.planMission({
      ...{ actorId: officers.planner, scheme: 'TESDA', title: 'Mission', country: 'SA', hostPostId: office.body.id },
      ...{ siteIds: [site.id], startsOn: '2026-05-04', endsOn: '2026-05-08', qualifications: [domesticWork] },
      ...{ assessorAccreditationIds: [], quota: 10 },
    });
    await assessment.grantAccreditation({
      ...period,
      ...{ actorId: officers.administrator, grantedById: office.body.id, number: 'OAP-1' },
      ...{ subjectType: 'mission', subjectId: mission.id, role: 'mission' },
    });
    world.service.background.wake('accreditation-credentials');
    await world.service.background.idle();
    const [row] = await credentials(holderOf(site.id));
    expect(await entryOf(row?.credentialId ?? '')).toMatchObject({ revoked: false });
    await assessment.advanceMission({ actorId: 'a', missionId: mission.id, event: 'cancel', reason: 'No visas.' });
    await publishStatusLists(world.service.issuance);
    expect(await entryOf(row?.credentialId ?? '')).toMatchObject({ revoked: true, reasonClass: 'accreditation-void' });
    world.service.background.wake('accreditation-credentials');
    await world.service.background.idle();
    expect(await credentials(holderOf(site.id))).toHaveLength(1);
  });
});

describe('a chain with a framework authority', () => {
  let paper: JsonObject;
  let above: Accreditation | undefined;
  beforeAll(async () => {
    const [id = ''] = await certify(world, office, { day: '2026-02-12', seed: 70 });
    paper = await credentialOf(world.service, id);
    [above] = await read().accreditations.find({ subjectType: 'organization' });
  });

  it('reaches it, link by link', async () => {
    const { code, evidence, chain } = await authorityOf(paper);
    expect([code, evidence]).toMatchObject(['A00', { basis: 'trust-list and accreditations' }]);
    const [operator, framework, body] = [
      world.service.instance.settings.operator,
      world.service.issuerDid('framework'),
      office.body.did,
    ];
    expect(chain).toMatchObject([
      { by: operator, for: framework, outcome: 'holds' },
      { by: framework, for: body, until: '2030-12-31', outcome: 'holds' },
      { by: body, for: holderOf(office.site.id), outcome: 'holds' },
    ]);
  });

  it('is signed anew after its key was lost, and the old credential says why it ended', async () => {
    const { keys, clock } = world.service.instance;
    const lost = (await keys.signer(world.service.issuerDid('framework'), 'issuer', clock.now())).id;
    const [old] = await credentials(office.body.did ?? '');
    const plan = await planCompromise(world.service, lost, new Date('2026-02-01T00:00:00Z'));
    const done = await carryOutCompromise(world.service, plan, two);
    // The authority's own, and those of the two centres that name it; the mission was cancelled.
    expect(done.accreditations).toBe(3);
    expect((await authorityOf(paper)).evidence).toMatchObject({ basis: 'trust-list and accreditations' });
    const [first, second] = await credentials(office.body.did ?? '');
    expect([first?.credentialId, first?.supersededAt === null]).toEqual([old?.credentialId, false]);
    expect(await entryOf(first?.credentialId ?? '')).toMatchObject({ revoked: true, reasonClass: 'key-compromise' });
    expect(JSON.parse(second?.json ?? '')).toMatchObject({ proof: { verificationMethod: done.made.id } });
    expect(second?.supersededAt).toBeNull();
    const list = await world.get(`/accreditations?holder=${encodeURIComponent(office.body.did ?? '')}`).expect(200);
    expect((list.body as { accreditations: unknown[] }).accreditations).toMatchObject([{ id: second?.credentialId }]);
  });

  it('names the authority’s own link when that is taken away, and the list says no by itself', async () => {
    moveOn();
    await world.service.assessment.revokeAccreditation({
      ...{ ...two, accreditationId: above?.id ?? '', reasonClass: 'accreditation-void' },
      retroactiveFrom: '2026-02-01',
    });
    await world.service.trust.current({ fresh: true });
    const { code, evidence } = await authorityOf(paper);
    expect([code, evidence]).toMatchObject(['A12', { failing: 'void' }]);
    expect(evidence?.['failingLink']).toBe(`${world.service.issuerDid('framework')} -> ${office.body.did ?? ''}`);
    const { list } = await world.service.trust.current({ fresh: true });
    const scopes = list.issuers.find(({ did }) => did === office.body.did)?.scopes ?? [];
    expect(scopes.filter(({ place }) => place !== '*').every(({ voidFrom }) => voidFrom === '2026-02-01')).toBe(true);
  });
});

const moveOn = (): void => world.clock.set(new Date(world.clock.now().getTime() + 60_000).toISOString());
