import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { deskRoutes, routeName, type Asker, type DeskRoute } from '../../src/desk/index.js';
import { issueAccreditations, publishStatusLists } from '../../src/issuance/index.js';
import { isObject, type JsonObject } from '../../src/shared/index.js';
import { INSTANCE, type RoleGrant, type StaffAccount } from '../../src/staff/index.js';
import { openFrameworkElsewhere, type FrameworkElsewhere } from '../support/framework-elsewhere.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

let scene: FrameworkElsewhere;
let [first, second, registrar]: Asker[] = [];
let authorityId = '';
beforeAll(async () => {
  scene = await openFrameworkElsewhere();
  const administrator = { organizationId: INSTANCE, role: 'instance-administrator' } as const;
  first = await asker('First', administrator);
  second = await asker('Second', administrator);
  registrar = await asker('Registrar', { organizationId: scene.office.body.id, role: 'registrar' });
  const authority = { slug: 'framework', legalName: 'Framework authority', shortName: 'FA', country: 'PH' };
  ({ id: authorityId } = await scene.here.authoritySetUp.addAuthority({ ...authority, actorId: 'operator' }));
});
afterAll(() => scene.world.close());

async function asker(displayName: string, role: RoleGrant): Promise<Asker> {
  const { storage, ids, clock } = scene.here.instance;
  const now = clock.now().toISOString();
  const account: StaffAccount = {
    ...{ id: ids.uuid(), version: 1, displayName, roles: [role], personId: null, state: 'active', createdAt: now },
  };
  await storage.store.transaction((tx) => tx.staffAccounts.insert(account));
  return { account, assertedAt: now, organizationId: role.organizationId };
}

/** At the desk, with a passkey used just now. */
async function at(who: Asker | undefined, name: string, input: object = {}): Promise<JsonObject> {
  const route = deskRoutes.find((each: DeskRoute) => routeName(each) === name);
  if (route === undefined || who === undefined) throw new Error(name);
  const fresh = { ...who, assertedAt: scene.here.instance.clock.now().toISOString() };
  return (await scene.here.staff.desk.perform(route, input, fresh)) as JsonObject;
}

const confirm = (who: Asker | undefined, proposal: JsonObject): Promise<unknown> =>
  scene.here.staff.desk.confirm(proposal['id'] as string, {
    ...(who as Asker),
    assertedAt: scene.here.instance.clock.now().toISOString(),
  });

const held = () => scene.here.instance.store.read.accreditations.find({ subjectId: scene.office.body.id });
const signNow = async (): Promise<void> => {
  await issueAccreditations('service', scene.here.accreditationIssuing);
  await publishStatusLists(scene.here.issuance);
};
const grant = () => ({
  ...{ authorityId, bodyId: scene.office.body.id, number: 'FA-1', basis: ['act 7'] },
  ...{ validFrom: '2026-01-01', validUntil: '2030-12-31' },
});

describe('an authority whose key is here', () => {
  it('accredits a body when two administrators of the instance agree, and nobody else', async () => {
    await expect(at(registrar, 'post /authorities/accreditations', grant())).rejects.toMatchObject({ code: 'D13' });
    const wrong = { ...grant(), authorityId: scene.office.body.id };
    await expect(at(first, 'post /authorities/accreditations', wrong)).rejects.toMatchObject({ code: 'not-found' });
    const proposal = await at(first, 'post /authorities/accreditations', grant());
    await expect(confirm(first, proposal)).rejects.toMatchObject({ refusals: [{ code: 'R27' }] });
    expect(await held()).toEqual([]);
    const [waiting] = (await at(second, 'get /second-approvals')) as unknown as JsonObject[];
    expect(waiting?.['scope']).toMatchObject({
      ...{ number: 'FA-1', subject: scene.office.body.legalName, grantedBy: 'Framework authority' },
      ...{ validFrom: '2026-01-01', validUntil: '2030-12-31' },
    });
    await confirm(second, proposal);
    expect(await held()).toMatchObject([{ number: 'FA-1', state: 'active', grantedById: authorityId }]);
    await signNow();
    expect(await scene.authorityOf()).toMatchObject({ code: 'A00' });
  });

  it('stands at the top of the chain that a registrar sees, with what was signed', async () => {
    const [site] = await scene.here.instance.store.read.accreditations.find({ subjectId: scene.office.site.id });
    const file = await at(registrar, 'get /accreditations/:accreditationId/file', { accreditationId: site?.id ?? '' });
    const links = file['links'] as unknown as JsonObject[];
    expect(links).toMatchObject([
      { accreditation: { subjectType: 'site', subject: scene.office.site.name }, holdsToday: true, notCovered: [] },
      { accreditation: { number: 'FA-1', subject: scene.office.body.legalName }, holdsToday: true, notCovered: [] },
    ]);
    const [place, body] = links.map((link) => (link['papers'] as unknown as JsonObject[])[0]);
    expect(place).toMatchObject({ issuer: scene.office.body.did, authorizedBy: body?.['credentialId'] });
    expect(body).toMatchObject({ issuer: scene.here.issuerDid('framework'), number: 'FA-1' });
    expect(body?.['key']).toEqual(expect.stringContaining(scene.here.issuerDid('framework')));
    expect(file['top']).toMatchObject({ type: 'framework-authority', name: 'Framework authority' });
  });

  it('takes it back for a time, and for good, by two; only what is a body’s', async () => {
    const [row] = await held();
    const [site] = await scene.here.instance.store.read.accreditations.find({ subjectId: scene.office.site.id });
    const act = (name: string, id = row?.id ?? '', more: object = {}) => {
      const body = { accreditationId: id, reasonClass: 'accreditation-void', ...more };
      return at(first, `post /authorities/accreditations/:accreditationId/${name}`, body);
    };
    await expect(act('suspend', site?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    const stateAfter = async (proposal: JsonObject): Promise<string | undefined> => {
      expect((await held())[0]?.version).toBe(before);
      await confirm(second, proposal);
      const [now] = await held();
      before = now?.version;
      return now?.state;
    };
    let before = row?.version;
    expect(await stateAfter(await act('suspend'))).toBe('suspended');
    expect(await stateAfter(await act('reinstate'))).toBe('active');
    expect(await stateAfter(await act('revoke', undefined, { retroactiveFrom: '2026-02-01' }))).toBe('revoked');
    const [chained] = [await at(registrar, 'get /accreditations/:accreditationId/file', { accreditationId: site?.id })];
    expect(chained['links']).toMatchObject([{}, { holdsToday: false, accreditation: { state: 'revoked' } }]);
    expect(await scene.here.instance.store.read.followUps.count({ accreditationId: row?.id ?? '' })).toBeGreaterThan(0);
  });
});

describe('an authority elsewhere', () => {
  it('is refused when it is proposed, not only when it is confirmed', async () => {
    const wish = at(first, 'post /authorities/imports', { json: '{"type":"nothing"}' });
    await expect(wish).rejects.toMatchObject({ code: 'accreditation-unreadable' });
    const { json } = await scene.accredited({ number: 'RFA-1', from: '2026-12-30' });
    await expect(at(first, 'post /authorities/imports', { json })).rejects.toMatchObject({
      code: 'accreditation-not-trusted',
    });
  });

  it('has what it signed taken over by two, once', async () => {
    await scene.recognise();
    scene.later();
    const { json } = await scene.accredited({ number: 'RFA-2', from: '2026-12-31' });
    const proposal = await at(first, 'post /authorities/imports', { json });
    const [waiting] = (await at(second, 'get /second-approvals')) as unknown as JsonObject[];
    expect(waiting?.['scope']).toMatchObject({ number: 'RFA-2', grantedBy: scene.elsewhere.issuerDid('asean') });
    await confirm(second, proposal);
    expect((await held()).map(({ number, state }) => `${number} ${state}`)).toContain('RFA-2 active');
    await expect(at(first, 'post /authorities/imports', { json })).rejects.toMatchObject({
      code: 'accreditation-not-foreign',
    });
    const shown = await at(first, 'get /authorities');
    const names = (shown['authorities'] as unknown as JsonObject[]).map((one) => [one['legalName'], one['signsHere']]);
    expect(names).toEqual(
      expect.arrayContaining([
        ['Framework authority', true],
        ['Regional framework authority', false],
      ]),
    );
    const body = (shown['bodies'] as unknown as JsonObject[]).find(({ id }) => id === scene.office.body.id);
    expect(isObject(body) ? (body['accreditations'] as unknown[]).length : 0).toBe(2);
  });
});
