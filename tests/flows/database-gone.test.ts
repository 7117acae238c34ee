import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Express } from 'express';
import supertest from 'supertest';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { createHttpApp } from '../../src/http/index.js';
import { releaseCertificates, resume } from '../../src/issuance/index.js';
import { fixedClock } from '../../src/shared/index.js';
import { composeTestService } from '../support/composed-service.js';
import { startPostgresServer, type PostgresServer } from '../support/postgres-server.js';
import {
  approve,
  certify,
  credentialOf,
  findings,
  officers,
  openOffice,
  release,
  type TestService,
} from '../support/service.js';

/** A database server that is killed and comes back, under a service that goes on running. */
let database: PostgresServer;
let test: TestService;
let app: Express;
let code = '';
let waiting: string[] = [];
const lines: string[] = [];

beforeAll(async () => {
  database = await startPostgresServer({ keepsCommits: true });
  const clock = fixedClock('2026-01-05T08:00:00Z');
  const composed = await composeTestService({ clock, environment: { DATABASE_URL: database.url } });
  test = { ...composed, clock, failAt: () => undefined };
  const log = { info: () => undefined, error: (facts: unknown) => void lines.push(JSON.stringify(facts)) };
  app = createHttpApp(
    createHttpDeps({ service: test.service, settings: test.settings, log, webDir: import.meta.dirname }),
  );
  const office = await openOffice(test.service);
  const [genuine = ''] = await certify(test, office, { day: '2026-02-02' });
  code = JSON.stringify(await credentialOf(test.service, genuine));
  waiting = await approve(test, office, { day: '2026-02-03', count: 9 });
}, 120_000);
afterAll(async () => {
  await test?.close();
  await database?.stop();
});

const verify = () => supertest(app).post('/api/verify').send({ input: code });
const isReady = async (): Promise<boolean> => (await supertest(app).get('/ready')).status === 200;

it('while it is gone every answer says so, and nothing is called forged', async () => {
  expect((await verify()).body).toMatchObject({ verdict: 'genuine-and-current' });
  const { credentials } = test.service.instance.store.read;
  const before = await credentials.count({});
  const running = releaseCertificates(waiting, officers.release, test.service.issuance).then(
    () => 'finished',
    (error: { code?: string }) => error.code,
  );
  // In the middle of the release, some of it done.
  while ((await credentials.count({})) < before + 3) await new Promise((later) => setTimeout(later, 5));
  await database.kill();
  expect(await running).toBe('storage-unavailable');

  const ready = await supertest(app).get('/ready');
  expect([ready.status, ready.body]).toEqual([
    503,
    { ready: false, warnings: [expect.stringMatching(/^The database does not answer\..*by itself/)] },
  ]);
  expect((await supertest(app).get('/health')).status).toBe(503);
  for (const asked of [await verify(), await supertest(app).get('/status/tesda-1-revocation')]) {
    expect([asked.status, asked.body]).toMatchObject([
      503,
      { code: 'storage-unavailable', whatToDo: expect.stringMatching(/./) as unknown },
    ]);
  }
  expect(lines.filter((line) => / {4}at |Ramos|select |insert into/i.test(line))).toEqual([]);
}, 60_000);

it('when it is back the service goes on by itself, and what was half done is finished, none twice', async () => {
  await database.start();
  for (let tries = 0; tries < 100 && !(await isReady()); tries++) await new Promise((later) => setTimeout(later, 50));
  expect((await verify()).body).toMatchObject({ verdict: 'genuine-and-current' });

  await resume(test.service.issuance);
  const { store } = test.service.instance;
  const left = await Promise.all(
    waiting.map(async (id) => [id, await store.read.credentials.count({ subjectId: id })]),
  );
  const unreleased = left.flatMap(([id, forms]) => (forms === 0 ? [String(id)] : []));
  expect(unreleased.length).toBeGreaterThan(0);
  expect(unreleased.length).toBeLessThan(waiting.length);
  await release(test, unreleased);

  const credentials = await store.read.credentials.find({});
  const numbers = credentials.filter(({ form }) => form === 'eddsa-jcs-2022').map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toHaveLength(waiting.length + 1);
  expect(await findings(test.service)).toEqual([]);
}, 60_000);
