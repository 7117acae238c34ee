import { afterAll, beforeAll, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { composeService, startServer, type Running } from '../../src/app.js';
import { releaseCertificates, setStopSwitch } from '../../src/issuance/index.js';
import { readSettings } from '../../src/config/index.js';
import type { JsonObject } from '../../src/shared/index.js';
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

it('writes down when it starts with another configuration than before, and tells of it for a day', async () => {
  const changes = async ({ service }: Running) =>
    (await service.instance.store.read.auditRows(1, 1_000)).filter(({ action }) => action.startsWith('configuration.'));
  const again = (environment: Record<string, string>) =>
    startServer(readSettings({ ...test.environment, PORT: '0', ...environment }), {
      clock: test.clock,
      throwawayKeys: true,
    });
  const words = /^The configuration of the server is another one since 2026-[\dT:-]+Z: OUTBOUND, TRUST_PROXY\.$/;
  const same = await again({ KEY_PASSPHRASE: '' });
  const before = await changes(same);
  expect(before.map(({ action }) => action)).toEqual(['configuration.first']);
  await same.close();
  const other = await again({ OUTBOUND: 'on', TRUST_PROXY: '2' });
  expect(await warningsOf(other)).toEqual([expect.stringMatching(words)]);
  const [first, changed, ...more] = await changes(other);
  expect(more).toEqual([]);
  expect(changed).toMatchObject({
    ...{ action: 'configuration.changed', subjectId: 'configuration-server' },
    facts: { before: first?.facts['sha256'], changed: 'OUTBOUND, TRUST_PROXY' },
  });
  expect(changed?.facts['sha256']).not.toBe(first?.facts['sha256']);
  await other.close();
  test.clock.set(new Date(test.clock.now().getTime() + 25 * 3_600_000).toISOString());
  const later = await again({ OUTBOUND: 'on', TRUST_PROXY: '2' });
  expect(await warningsOf(later)).toEqual([]);
  expect(await changes(later)).toHaveLength(2);
  await later.close();
}, 60_000);

it('keeps the name it began with when a trial moves to another port, and people open the new one', async () => {
  const settings = readSettings({ ...test.environment, PORT: '0', PUBLIC_URL: 'http://localhost:4888' });
  const { port, service, close } = await startServer(settings, { clock: test.clock, throwawayKeys: true });
  const { addresses, store } = service.instance;
  expect(addresses.publicUrl).toBe('http://localhost:3999');
  expect(addresses.shortCode('a')).toBe('http://localhost:4888/c/a');
  const [row] = await store.read.credentials.find({ subjectId: ids });
  const code = service.printer.codeText(JSON.parse(row?.json ?? '') as JsonObject);
  expect(code).toMatch(/^http:\/\/localhost:4888\/#\d+$/);
  const api = supertest(`http://127.0.0.1:${port}`);
  const verified = await api.post('/api/verify').send({ input: code }).expect(200);
  expect(verified.body).toMatchObject({ verdict: 'genuine-and-current' });
  const signIn = (origin: string) => api.post('/api/staff/sign-in/options').set('Origin', origin).send({});
  expect((await signIn('http://localhost:4888')).body).toMatchObject({ options: { rpId: 'localhost' } });
  expect((await signIn('http://localhost:3999')).status).toBe(403);
  await close();
}, 60_000);
