import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  applyBatch,
  previewBatch,
  resumeBatches,
  type BatchProposal,
  type BatchQuestion,
  type BatchScope,
} from '../../src/issuance/index.js';
import {
  approve,
  certify,
  FailPointReached,
  findings,
  newAssessor,
  openOffice,
  release,
  verdictOf,
  type Office,
  two,
} from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

let world: StaffWorld;
let office: Office;

beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
}, 60_000);
afterAll(() => world.close());

const deps = () => world.service.issuance;
const question = (scope: BatchScope, event: BatchQuestion['event'] = 'revoke'): BatchQuestion => ({
  scheme: 'TESDA',
  event,
  scope,
});
async function proposed(asked: BatchQuestion): Promise<BatchProposal> {
  const { targets, token } = await previewBatch(asked, deps());
  return { ...asked, reasonClass: 'assessment-fraud', token, count: targets.length };
}
const idsIn = async (asked: BatchQuestion): Promise<string[]> =>
  (await previewBatch(asked, deps())).targets.map(({ targetId }) => targetId).toSorted();
const listVersion = async (): Promise<number> =>
  (await world.service.instance.store.read.statusLists.find({ purpose: 'revocation' }))[0]?.listVersion ?? 0;
const centre = (): BatchScope => ({ kind: 'centre', id: office.site.id });

describe('a bulk change of status', () => {
  it('previews exactly what a mission, a centre, an assessor or a key stands for, and changes nothing', async () => {
    const other = await newAssessor(world.service, office.body, {
      qualifications: [office.qualification],
      from: '2026-01-01',
      until: '2027-12-31',
      number: 'CA-tesda-2',
    });
    const byFirst = await certify(world, office, { day: '2026-02-02', count: 2, seed: 970 });
    const bySecond = await certify(world, office, { day: '2026-02-03', count: 1, seed: 971, assessor: other });
    const waiting = await approve(world, office, { day: '2026-02-04', count: 1, seed: 972 });
    const all = [...byFirst, ...bySecond].toSorted();
    expect(await idsIn(question(centre()))).toEqual(all);
    expect(await idsIn(question({ kind: 'assessor', id: other.personId }))).toEqual(bySecond);
    const keys = await world.service.instance.keys.list();
    const key = keys.find(({ role, controller }) => role === 'issuer' && controller === office.body.did);
    expect(await idsIn(question({ kind: 'key', id: key?.id ?? '' }))).toEqual(all);
    expect(await idsIn(question({ kind: 'key', id: `${key?.id ?? ''}x` }))).toEqual([]);
    expect(await idsIn(question({ kind: 'mission', id: office.site.id }))).toEqual([]);
    expect(await idsIn(question(centre(), 'reinstate'))).toEqual([]);
    expect(await idsIn({ ...question(centre()), scheme: 'NVQSL' })).toEqual([]);
    for (const id of all) expect(await verdictOf(world.service, id)).toBe('genuine-and-current');
    await release(world, waiting);
  });

  it('is bound to the set that was seen, to a count typed by hand, and to two people', async () => {
    const proposal = await proposed(question(centre(), 'suspend'));
    const code = (given: Partial<BatchProposal>, actors: Record<keyof typeof two, string> = two) =>
      applyBatch({ ...proposal, ...given }, actors, deps()).then(
        () => null,
        (error: { code: string }) => error.code,
      );
    expect(await code({ count: proposal.count + 1 })).toBe('count-differs');
    expect(await code({ token: '0'.repeat(64) })).toBe('preview-outdated');
    expect(await code({ event: 'revoke' })).toBe('preview-outdated');
    expect(await code({ event: 'reinstate' })).toBe('nothing-to-change');
    expect(await code({}, { ...two, secondActorId: two.actorId })).toBe('R27');
    await certify(world, office, { day: '2026-02-05', seed: 973 });
    expect(await code({})).toBe('preview-outdated');
    expect(await world.service.instance.store.read.statusBatches.count({})).toBe(0);
  });

  it('goes on after a crash, changes each thing once, and is published under a higher version', async () => {
    for (let hour = 0; hour < 3; hour++)
      await certify(world, office, { day: '2026-02-06', hour: hour * 2, count: 9, seed: 980 + hour });
    const proposal = await proposed(question(centre()));
    expect(proposal.count).toBeGreaterThan(25);
    const before = await listVersion();
    const failing = { ...deps(), reach: () => Promise.reject(new FailPointReached('stopped at b1')) };
    await expect(applyBatch(proposal, two, failing)).rejects.toThrow(FailPointReached);
    const { certificates, statusBatchItems, statusEvents } = world.service.instance.store.read;
    const revoked = () => certificates.count({ siteId: office.site.id, state: 'revoked' });
    expect(await revoked()).toBe(25);
    const [outcome] = await resumeBatches(deps());
    expect(outcome).toMatchObject({ total: proposal.count, done: proposal.count, refused: 0, isFinished: true });
    expect(await revoked()).toBe(proposal.count);
    expect(await listVersion()).toBeGreaterThan(before);
    expect(await statusEvents.count({ to: 'revoked' })).toBe(proposal.count);
    expect(await statusBatchItems.count({ state: 'waiting' })).toBe(0);
    expect(await resumeBatches(deps())).toEqual([]);
    for (const { targetId } of (await statusBatchItems.find({})).slice(-3))
      expect(await verdictOf(world.service, targetId)).toBe('revoked');
    expect(await findings(world.service)).toEqual([]);
  }, 60_000);

  it('counts what went with another one of the same award as done', async () => {
    const [lost = '', again = ''] = await certify(world, office, { day: '2026-02-08', count: 2, seed: 989 });
    const { store } = world.service.instance;
    await store.transaction(async (tx) => {
      const row = await tx.certificates.get(again);
      if (row !== null) await tx.certificates.update({ ...row, replacesId: lost });
    });
    const proposal = await proposed(question(centre()));
    expect(await applyBatch(proposal, two, deps())).toMatchObject({ total: 2, done: 2, refused: 0 });
    for (const id of [lost, again]) {
      expect(await verdictOf(world.service, id)).toBe('revoked');
      expect(await store.read.statusEvents.count({ targetId: id, to: 'revoked' })).toBe(1);
    }
  });

  it('reports what a rule refuses and does the rest', async () => {
    const ids = await certify(world, office, { day: '2026-02-09', count: 2, seed: 990 });
    const proposal = await proposed(question(centre(), 'suspend'));
    const { store } = world.service.instance;
    const [first = ''] = ids;
    const failing = {
      ...deps(),
      store: {
        ...store,
        // Between the two officers' look and the work somebody revokes one of them.
        transaction: async <R>(work: Parameters<typeof store.transaction<R>>[0]): Promise<R> => {
          const done = await store.transaction(work);
          const row = await store.read.certificates.get(first);
          if (row?.state === 'active')
            await store.transaction((tx) => tx.certificates.update({ ...row, state: 'replaced' }));
          return done;
        },
      },
    };
    expect(await applyBatch(proposal, two, failing)).toMatchObject({ total: 2, done: 1, refused: 1 });
    const [item] = await store.read.statusBatchItems.find({ targetId: first });
    expect(item).toMatchObject({ state: 'refused', code: 'state' });
    expect(await verdictOf(world.service, ids[1] ?? '')).toBe('suspended');
  });
});

describe('at the desk', () => {
  let certification: Visitor;
  let releaser: Visitor;
  const ask = (visitor: Visitor) =>
    world.get(`/api/assessment/status-batches/preview/revoke?siteId=${office.site.id}`, visitor);

  // After the clock was set: a session ends when nothing is heard for a while.
  async function enter(): Promise<void> {
    const organizationId = office.body.id;
    certification = await world.enter([{ organizationId, role: 'certification-officer' }], { organizationId });
    releaser = await world.enter([{ organizationId, role: 'release-officer' }], { organizationId });
  }

  it('one officer proposes from the preview, another one confirms', async () => {
    const [id = ''] = await certify(world, office, { day: '2026-02-10', seed: 995 });
    await enter();
    const preview = (await ask(certification).expect(200)).body as { count: number; token: string; shown: unknown[] };
    expect(preview.count).toBe(preview.shown.length);
    const wish = { event: 'revoke', siteId: office.site.id, reasonClass: 'tool-leak', token: preview.token };
    const propose = (body: object) => world.post('/api/assessment/status-batches', body, certification);
    const miscounted = await propose({ ...wish, count: preview.count + 1 }).expect(409);
    expect((miscounted.body as { code: string }).code).toBe('count-differs');
    await propose({ ...wish, missionId: office.site.id, count: preview.count }).expect(404);
    await propose({ ...wish, reasonClass: 'holder-request', count: preview.count }).expect(422);
    const proposal = (await propose({ ...wish, count: preview.count })).body as { id: string };
    expect(await verdictOf(world.service, id)).toBe('genuine-and-current');
    const confirm = (visitor: Visitor) => world.post(`/api/assessment/proposals/${proposal.id}/confirm`, {}, visitor);
    expect(((await confirm(certification).expect(409)).body as { code: string }).code).toBe('R27');
    const done = (await confirm(releaser).expect(200)).body as object;
    expect(done).toMatchObject({ total: preview.count, done: preview.count, isFinished: true });
    expect(await verdictOf(world.service, id)).toBe('revoked');
    const listed = (await world.get('/api/assessment/status-batches', releaser).expect(200)).body as object[];
    expect(listed[0]).toMatchObject({ batch: { event: 'revoke' }, outcome: { isFinished: true } });
  });

  it('names one thing, never two and never none', async () => {
    await enter();
    const none = await world.get('/api/assessment/status-batches/preview/revoke', certification).expect(422);
    expect((none.body as { code: string }).code).toBe('input-invalid');
  });
});
