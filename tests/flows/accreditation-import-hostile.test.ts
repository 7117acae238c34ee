import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { issueAccreditations, publishStatusLists } from '../../src/issuance/index.js';
import { openFrameworkElsewhere, two, type FrameworkElsewhere } from '../support/framework-elsewhere.js';
import { verifyInput } from '../support/service.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

let scene: FrameworkElsewhere;
let signed = '';
beforeAll(async () => {
  scene = await openFrameworkElsewhere();
  // Another awarding body of that operator: its keys are in the same trust list.
  const other = { scheme: 'NVQSL', slug: 'tvec', legalName: 'Vocational commission', shortName: 'TVEC', country: 'LK' };
  await scene.elsewhere.issuerSetUp.addIssuer({ ...other, actorId: 'a' });
  ({ json: signed } = await scene.accredited({ number: 'RFA-1' }));
  await scene.recognise();
});
afterAll(() => scene.world.close());

const read = () => scene.here.instance.store.read;
const registered = () => read().accreditations.find({ subjectType: 'organization' });
const certificateId = () => (scene.paper as { id: string }).id;
const codes = async () => {
  const { checks } = await verifyInput(scene.here, scene.paper);
  return checks.filter(({ answer }) => answer === 'status').map(({ code }) => code);
};

describe('an accreditation that bears an id of ours', () => {
  it('is refused: of a certificate, below our address, and of one taken over before', async () => {
    const { publicUrl } = scene.here.instance.addresses;
    const ids = [certificateId(), `${publicUrl}/accreditations/of-tomorrow`];
    for (const id of ids) {
      const refused = scene.take(await scene.renamed(signed, id));
      await expect(refused.then(() => id)).rejects.toMatchObject({ code: 'accreditation-not-foreign' });
    }
    expect(await registered()).toEqual([]);
    await scene.take(signed);
    await expect(scene.take(signed)).rejects.toMatchObject({ code: 'accreditation-not-foreign' });
  });

  it('ends no certificate, even when it is in the database already', async () => {
    const before = await codes();
    const { store } = scene.here.instance;
    const [row] = await read().accreditationCredentials.find({ holder: scene.office.body.did ?? '' });
    if (row === undefined) throw new Error('nothing was taken over');
    await store.transaction((tx) => tx.accreditationCredentials.update({ ...row, credentialId: certificateId() }));
    const change = { ...two, accreditationId: row.accreditationId, reasonClass: 'accreditation-void' } as const;
    await scene.here.assessment.suspendAccreditation(change);
    await publishStatusLists(scene.here.issuance);
    const [entry] = await read().statusEntries.find({ credentialId: certificateId() });
    expect([entry?.suspended, entry?.revoked]).toEqual([false, false]);
    expect(await codes()).toEqual(before);
    // As it was, for what follows.
    const [changed] = await read().accreditationCredentials.find({ id: row.id });
    if (changed === undefined) throw new Error('the row is gone');
    await store.transaction((tx) => tx.accreditationCredentials.update({ ...changed, credentialId: row.credentialId }));
  });
});

describe('what was taken away', () => {
  it('is not given back by another paper of the authority, while it is suspended', async () => {
    const { json } = await scene.accredited({ number: 'RFA-2' });
    await expect(scene.take(json)).rejects.toMatchObject({ code: 'accreditation-taken-away' });
    expect((await registered()).map(({ state }) => state)).toEqual(['suspended']);
  });

  it('nor after it was revoked, but by one that begins later', async () => {
    const [row] = await registered();
    const change = { ...two, accreditationId: row?.id ?? '', reasonClass: 'accreditation-void' } as const;
    await scene.here.assessment.revokeAccreditation(change);
    const today = scene.here.instance.clock.now();
    const reaching = await scene.accredited({ number: 'RFA-3', from: today.toISOString().slice(0, 10) });
    await expect(scene.take(reaching.json)).rejects.toMatchObject({ code: 'accreditation-taken-away' });
    const tomorrow = new Date(today.getTime() + 86_400_000).toISOString().slice(0, 10);
    const anew = await scene.accredited({ number: 'RFA-4', from: tomorrow });
    await scene.take(anew.json);
    expect((await registered()).map(({ state }) => state)).toEqual(['revoked', 'active']);
  });
});

describe('an awarding body of another operator', () => {
  it('accredits nobody: it is in the trust list and no framework authority', async () => {
    const [other] = await scene.elsewhere.instance.store.read.organizations.find({ scheme: 'NVQSL' });
    const { json } = await scene.accredited({ number: 'BODY-1', by: other?.did ?? '' });
    expect(JSON.parse(json)).toMatchObject({ issuer: { id: other?.did } });
    await expect(scene.take(json)).rejects.toMatchObject({
      code: 'accreditation-not-trusted',
      title: expect.stringContaining('no framework authority'),
    });
  });

  it('counts for nothing in a chain, even when its paper is in the database', async () => {
    const [other] = await scene.elsewhere.instance.store.read.organizations.find({ scheme: 'NVQSL' });
    const { json } = await scene.accredited({ number: 'BODY-2', by: other?.did ?? '' });
    const { store, ids } = scene.here.instance;
    const [model] = await registered();
    if (model === undefined) throw new Error('nothing was registered');
    const accreditation = { ...model, id: ids.uuid(), version: 1, number: 'BODY-2', state: 'active' } as const;
    await store.transaction(async (tx) => {
      await tx.accreditations.insert({ ...accreditation, retroactiveFrom: null });
      await tx.accreditationCredentials.insert({
        ...{ id: ids.uuid(), version: 1, accreditationId: accreditation.id, json, sha256: 'x', supersededAt: null },
        ...{ credentialId: (JSON.parse(json) as { id: string }).id, issuerDid: other?.did ?? '' },
        ...{ holder: scene.office.body.did ?? '', signedAt: scene.here.instance.clock.now().toISOString() },
      });
    });
    // The credential of the place names the last one above.
    await issueAccreditations('a', scene.here.accreditationIssuing);
    const { chain, evidence } = await scene.authorityOf();
    expect(chain?.[0]).toMatchObject({ for: other?.did, outcome: 'missing' });
    expect(evidence).toMatchObject({ basis: 'trust-list' });
  });
});
