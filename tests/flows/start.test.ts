import { afterAll, beforeAll, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { composeService, startServer, type Running } from '../../src/app.js';
import { releaseCertificates, setStopSwitch } from '../../src/issuance/index.js';
import { readSettings } from '../../src/config/index.js';
import {
  approve,
  FailPointReached,
  officers,
  openOffice,
  openTestService,
  type TestService,
} from '../support/service.js';

let test: TestService;
let ids: string[];

beforeAll(async () => {
  test = await openTestService();
  const office = await openOffice(test.service);
  ids = await approve(test, office, { day: '2026-02-02', count: 1, seed: 430 });
  test.failAt('c3');
  await expect(releaseCertificates(ids, officers.release, test.service.issuance)).rejects.toThrow(FailPointReached);
  await setStopSwitch(true, officers.administrator, test.service.issuance);
  await test.service.close();
  test.clock.set(new Date(test.clock.now().getTime() + 60_000).toISOString());
}, 60_000);
afterAll(() => test.close());

const start = () =>
  startServer(readSettings({ ...test.environment, PORT: '0' }), { clock: test.clock, throwawayKeys: true });
const warningsOf = async ({ port, service }: Running): Promise<readonly string[]> => {
  // What the service does by itself once it serves must not hide what its start could not do.
  await service.background.idle();
  return ((await supertest(`http://127.0.0.1:${port}`).get('/ready').expect(200)).body as { warnings: string[] })
    .warnings;
};

it('says so when a start could not finish what a crash left, serves all the same, and is quiet once it could', async () => {
  const stopped = await start();
  expect(await warningsOf(stopped)).toEqual([
    'Issuing is stopped by the switch: nothing is signed until an administrator allows it again.',
    'The task resume did not succeed (issuance-stopped-by-switch). See the log, then run it again.',
  ]);
  await stopped.close();
  const service = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
  await setStopSwitch(false, officers.administrator, service.issuance);
  await service.close();
  const running = await start();
  expect(await warningsOf(running)).toEqual([]);
  const [certificate] = await running.service.instance.store.read.certificates.find({ id: ids });
  expect(certificate).toMatchObject({ state: 'active' });
  await running.close();
}, 60_000);
