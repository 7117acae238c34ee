import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { issueAccreditations, publishStatusLists } from '../../src/issuance/index.js';
import { openFrameworkElsewhere, two, type FrameworkElsewhere } from '../support/framework-elsewhere.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

let scene: FrameworkElsewhere;
let signed = '';
beforeAll(async () => {
  scene = await openFrameworkElsewhere();
});
afterAll(() => scene.world.close());

const nothingTaken = async (): Promise<void> => {
  const { organizations, accreditationCredentials } = scene.here.instance.store.read;
  expect(await organizations.count({ type: 'framework-authority' })).toBe(0);
  expect(await accreditationCredentials.count({ holder: scene.office.body.did ?? '' })).toBe(0);
};

it('is refused by one officer alone, of an authority nobody recognises, and of what is no accreditation', async () => {
  ({ json: signed } = await scene.accredited({ number: 'RFA-1' }));
  await expect(scene.take(signed, { actorId: 'a', secondActorId: 'a' })).rejects.toMatchObject({ code: 'R27' });
  await expect(scene.take(signed)).rejects.toMatchObject({ code: 'accreditation-not-trusted' });
  await expect(scene.take(JSON.stringify(scene.paper))).rejects.toMatchObject({ code: 'accreditation-unreadable' });
  await expect(scene.take('no json')).rejects.toMatchObject({ code: 'accreditation-unreadable' });
  await nothingTaken();
});

it('is refused when it was altered, is for somebody else, or names no qualification of ours', async () => {
  await scene.recognise();
  const longer = signed.replaceAll('2026-12-31', '2036-12-31');
  await expect(scene.take(longer)).rejects.toMatchObject({ code: 'accreditation-not-trusted' });
  const forAnother = signed.replaceAll(scene.office.body.did ?? '', 'did:web:example.org');
  await expect(scene.take(forAnother)).rejects.toMatchObject({ code: 'accreditation-not-ours' });
  const { json: elsewhere } = await scene.accredited({ number: 'RFA-2', namedBy: 'framework' });
  await expect(scene.take(elsewhere)).rejects.toMatchObject({ code: 'accreditation-scope-unknown' });
  await nothingTaken();
});

/** Long ago, renewed again and again: more than are looked at for one question. */
async function lapsedBefore(): Promise<void> {
  const { store, ids } = scene.here.instance;
  const { office } = scene;
  await store.transaction(async (tx) => {
    for (let year = 1980; year < 2020; year++) {
      const [accreditationId, id] = [ids.uuid(), ids.uuid()];
      await tx.accreditations.insert({
        ...{ id: accreditationId, version: 1, subjectType: 'organization', subjectId: office.body.id },
        ...{
          role: 'awarding-body',
          qualifications: [office.qualification],
          number: `OLD-${year}`,
          state: 'superseded',
        },
        ...{ grantedById: office.body.id, validFrom: `${year}-01-01`, validUntil: `${year}-12-31` },
        ...{ retroactiveFrom: null, stateChangedAt: `${year}-12-31T00:00:00.000Z` },
      });
      await tx.accreditationCredentials.insert({
        ...{ id, version: 1, accreditationId, credentialId: `https://old.example/${year}`, sha256: '' },
        ...{ json: signed.replaceAll('/accreditations/', `/accreditations/${year}`), supersededAt: null },
        ...{ issuerDid: scene.elsewhere.issuerDid('asean'), holder: office.body.did ?? '' },
        signedAt: `${year}-01-01T00:00:00.000Z`,
      });
    }
  });
}

it('two officers take it over: the chain reaches the authority, past all that lapsed', async () => {
  await lapsedBefore();
  await scene.take(signed);
  await issueAccreditations('service', scene.here.accreditationIssuing);
  await scene.here.trust.current({ fresh: true });
  const check = await scene.authorityOf();
  expect([check.code, check.evidence]).toMatchObject(['A00', { basis: 'trust-list and accreditations' }]);
  const authority = scene.elsewhere.issuerDid('asean');
  expect(check.chain).toMatchObject([
    { for: authority, outcome: 'holds' },
    { by: authority, for: scene.office.body.did, until: '2026-12-31', outcome: 'holds' },
    { by: scene.office.body.did, outcome: 'holds' },
  ]);
  const rows = await scene.here.instance.store.read.auditRows(1, 1_000);
  expect(rows.filter(({ action }) => action === 'accreditation-credential.imported')).toMatchObject([
    { actorId: two.actorId, facts: { secondActor: two.secondActorId } },
  ]);
});

it('is refused once the authority has suspended it', async () => {
  const service = scene.elsewhere;
  const { json: later, grant } = await scene.accredited({ number: 'RFA-3' });
  const change = { accreditationId: grant.id, reasonClass: 'accreditation-void', ...two } as const;
  await service.assessment.suspendAccreditation(change);
  await publishStatusLists(service.issuance);
  scene.later();
  await expect(scene.take(later)).rejects.toMatchObject({ code: 'accreditation-not-trusted' });
});

it('is suspended here too when the authority takes back what was taken over', async () => {
  const service = scene.elsewhere;
  const here = scene.here;
  const state = async () =>
    (await here.instance.store.read.accreditations.find({ number: 'RFA-1' })).map((row) => row.state);
  expect(await here.authoritySetUp.follow()).toEqual({ suspended: 0, reinstated: 0 });
  expect(await state()).toEqual(['active']);
  const [grant] = await service.instance.store.read.accreditations.find({ number: 'RFA-1' });
  const change = { accreditationId: grant?.id ?? '', reasonClass: 'accreditation-void', ...two } as const;
  // Suspended there and cleared again: what the service suspended by itself it lifts by itself.
  await service.assessment.suspendAccreditation(change);
  await publishStatusLists(service.issuance);
  scene.later();
  expect(await here.authoritySetUp.follow()).toEqual({ suspended: 1, reinstated: 0 });
  await service.assessment.reinstateAccreditation(change);
  await publishStatusLists(service.issuance);
  scene.later();
  expect(await here.authoritySetUp.follow()).toEqual({ suspended: 0, reinstated: 1 });
  expect(await state()).toEqual(['active']);
  // What officers suspended stays so, though it stands there.
  const body = { body: 'tesda', number: 'RFA-1', reasonClass: 'accreditation-void' } as const;
  await here.authoritySetUp.change({ ...body, ...two, event: 'suspend' });
  scene.later();
  expect(await here.authoritySetUp.follow()).toEqual({ suspended: 0, reinstated: 0 });
  expect(await state()).toEqual(['suspended']);
  await expect(
    here.authoritySetUp.change({ ...body, event: 'reinstate', actorId: 'a', secondActorId: ' A' }),
  ).rejects.toMatchObject({ code: 'R27' });
  await here.authoritySetUp.change({ ...body, ...two, event: 'reinstate' });
  expect(await state()).toEqual(['active']);
  await service.assessment.revokeAccreditation({ ...change, secondActorId: 'b' });
  await publishStatusLists(service.issuance);
  scene.later();
  expect(await here.authoritySetUp.follow()).toEqual({ suspended: 1, reinstated: 0 });
  expect(await state()).toEqual(['suspended']);
  await here.trust.current({ fresh: true });
  const check = await scene.authorityOf();
  expect(check.chain?.find(({ for: body }) => body === scene.office.body.did)).toMatchObject({ until: '2026-12-31' });
  // Assessed before it was taken back: that stays good.
  expect(check.code).not.toBe('A12');
  expect(await here.authoritySetUp.follow()).toEqual({ suspended: 0, reinstated: 0 });
});
