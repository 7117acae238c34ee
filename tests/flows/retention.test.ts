import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { planRetention, retentionRules, runRetention } from '../../src/issuance/index.js';
import { photoOnFile } from '../support/passports.js';
import {
  assess,
  certify,
  findings,
  officers,
  openOffice,
  openTestService,
  type TestService,
} from '../support/service.js';

let test: TestService;
let awarded = '';
let unsuccessful = '';
let appealing = '';
let undecided = '';
let agreed = '';
const two = { actorId: officers.administrator, secondActorId: officers.release };
const deps = () => {
  const { instance } = test.service;
  return { ...instance, purgeDestroyedKeys: () => instance.storage.purgeDestroyedKeys() };
};
const at = (day: string): void => test.clock.set(`${day}T08:00:00Z`);

beforeAll(async () => {
  test = await openTestService();
  const office = await openOffice(test.service);
  const { assessment, instance } = test.service;
  const [certificateId = ''] = await certify(test, office, { day: '2026-02-02' });
  awarded = (await instance.store.read.certificates.get(certificateId))?.personId ?? '';
  const units = instance.catalogue.qualification(office.qualification)?.units.flatMap(({ code }) => code ?? []) ?? [];
  const day = await assess(test, office, { day: '2026-02-03', count: 2, seed: 77, notSatisfactory: units });
  [unsuccessful = '', appealing = ''] = day.personIds;
  at('2026-02-08');
  await assessment.decideMany({ actorId: officers.certification, recordIds: day.recordIds });
  for (const { id, state } of await instance.store.read.certificates.find({ personId: day.personIds }))
    throw new Error(`nobody should have an award: ${id} ${state}`);
  const record = (await instance.store.read.records.find({ personId: appealing }))[0];
  await assessment.lodgeAppeal({ actorId: 'desk', kind: 'appeal', recordId: record?.id ?? '', statement: 'I passed.' });
  const [other = ''] = await certify(test, office, { day: '2026-02-04', seed: 78 });
  agreed = (await instance.store.read.certificates.get(other))?.personId ?? '';
  await photoOnFile(test, agreed, { onPassport: true });
  const open = await assess(test, office, { day: '2026-02-10' });
  [undecided = ''] = open.personIds;
  for (const personId of [awarded, unsuccessful, appealing, undecided]) await keepFiles(personId);
}, 90_000);
afterAll(() => test.close());

async function keepFiles(personId: string): Promise<void> {
  const { evidenceFiles, instance } = test.service;
  const [application] = await instance.store.read.applications.find({ personId });
  const bytes = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n'));
  await evidenceFiles.attach({ applicationId: application?.id ?? '', actorId: 'desk', bytes });
  await photoOnFile(test, personId, { onPassport: false });
}

const filesOf = (personIds: readonly string[]) =>
  test.service.instance.store.read.evidenceFiles.find({ personId: personIds });

const photosLeft = async (): Promise<readonly string[]> => {
  const rows = await test.service.instance.store.read.portraits.find({});
  return rows.flatMap(({ id, jpeg }) => (jpeg === null ? [] : [id])).toSorted();
};

it('tells for each kind how long and what then', () => {
  expect(retentionRules.map(({ kind, days }) => [kind, days])).toEqual([
    ['evidence', 365],
    ['photos', 365],
    ['people-without-award', 730],
    ['staff-sessions', 90],
    ['award-holders', null],
  ]);
});

it('plans nothing before its day', async () => {
  at('2027-02-08');
  expect(await planRetention(deps())).toEqual({ evidence: [], photos: [], people: [] });
});

it('deletes evidence and photos not agreed to after a year, never of an open appeal or an undecided record', async () => {
  at('2027-02-15');
  const plan = await planRetention(deps());
  expect(plan.evidence.map(({ personId }) => personId).toSorted()).toEqual([awarded, unsuccessful].toSorted());
  expect(plan.people).toEqual([]);
  const before = await test.service.instance.evidence.list();
  expect([...plan.photos].toSorted()).toEqual([awarded, unsuccessful].toSorted());
  await runRetention(two, deps());
  expect(await photosLeft()).toEqual([agreed, appealing, undecided].toSorted());
  expect(await test.service.instance.evidence.list()).toHaveLength(before.length - 2);
  const kept = await filesOf([appealing, undecided]);
  expect(kept.map(({ removedAt }) => removedAt)).toEqual([null, null]);
  expect((await filesOf([awarded])).map(({ removedAt }) => removedAt)).toEqual(['2027-02-15T08:00:00.000Z']);
});

it('erases people without an award after two years, by two officers, and nobody else', async () => {
  at('2029-03-01');
  expect((await planRetention(deps())).people).toEqual([unsuccessful]);
  const alone = await runRetention({ ...two, secondActorId: two.actorId }, deps());
  expect(alone).toMatchObject({ people: 0, failed: [{ personId: unsuccessful, code: 'R14' }] });
  expect(await runRetention(two, deps())).toMatchObject({ people: 1, failed: [] });
  const { people } = test.service.instance.store.read;
  expect((await people.get(unsuccessful))?.names).toEqual([]);
  for (const id of [awarded, appealing, undecided]) expect((await people.get(id))?.names).toHaveLength(1);
  expect((await planRetention(deps())).people).toEqual([]);
  expect(await findings(test.service)).toEqual([]);
});

it('forgets sessions of staff that are over', async () => {
  const { sessions } = test.service.staff.services;
  const { storage } = test.service.instance;
  const account = { displayName: 'A', roles: [], personId: null, state: 'active', createdAt: '2026-01-01' } as const;
  await storage.store.transaction(async (tx) => {
    await sessions.open(tx, await tx.staffAccounts.insert({ id: 'account', version: 1, ...account }), 'passkey');
  });
  expect(await sessions.forget(90)).toBe(0);
  at('2029-06-15');
  expect(await sessions.forget(90)).toBe(1);
  expect(await storage.store.read.staffSessions.count({})).toBe(0);
});
