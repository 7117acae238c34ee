import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { birthYearOf } from '../../src/composition/printing.js';
import type { WorkerRequestView } from '../../src/sharing/index.js';
import { certify, credentialOf, openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld } from '../support/staff-world.js';

let world: StaffWorld;
let office: Office;
let holder: { readonly path: string; readonly birthYear: string };
beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  const [certificateId = ''] = await certify(world, office, { day: '2026-02-02' });
  const credential = await credentialOf(world.service, certificateId);
  const { id } = credential;
  const [short] = await world.service.instance.store.read.shortCodes.find({
    credentialId: typeof id === 'string' ? id : '',
  });
  holder = { path: `/api/passports/by-code/${short?.code ?? ''}/requests`, birthYear: birthYearOf(credential) ?? '' };
}, 60_000);
afterAll(() => world?.close());

const listed = async (): Promise<readonly WorkerRequestView[]> => {
  const answer = await world.post(`${holder.path}/list`, { birthYear: holder.birthYear }).expect(200);
  return (answer.body as { requests: WorkerRequestView[] }).requests;
};

it('what a worker asks waits at the desk of the awarding body until it is answered, and nowhere else', async () => {
  await world.post(holder.path, { birthYear: holder.birthYear, kind: 'birth-date' }).expect(200);
  const officer = await world.enter([{ organizationId: office.body.id, role: 'certification-officer' }]);
  const queue = await world.get('/api/assessment/worker-requests?state=received', officer).expect(200);
  const [request, ...others] = queue.body as { id: string; kind: string; siteId: string; answerBy: string }[];
  expect(others).toEqual([]);
  expect(request).toMatchObject({ kind: 'birth-date', siteId: office.site.id, state: 'received' });
  expect(request?.answerBy).toBe((await listed())[0]?.answerBy);

  const foreign = await openOffice(world.service, { scheme: 'NVQSL' });
  const stranger = await world.enter([{ organizationId: foreign.body.id, role: 'certification-officer' }]);
  expect((await world.get('/api/assessment/worker-requests', stranger).expect(200)).body).toEqual([]);
  const path = `/api/assessment/worker-requests/${request?.id ?? ''}/answer`;
  const refused = await world.post(path, {}, stranger);
  expect([refused.status, (refused.body as { code: string }).code]).toEqual([404, 'not-found']);

  await world.post(path, {}, officer).expect(200);
  expect((await world.get('/api/assessment/worker-requests?state=received', officer)).body).toEqual([]);
  const [told] = await listed();
  expect(told?.answeredAt).toBe(world.clock.now().toISOString().replace('.000Z', 'Z'));
  // Asked again after the answer is a new request.
  await world.post(holder.path, { birthYear: holder.birthYear, kind: 'birth-date' }).expect(200);
  expect(await listed()).toHaveLength(2);
});
