import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { composeService, type Service } from '../../src/app.js';
import { readSettings } from '../../src/config/index.js';
import { openOffice, openTestService, type TestService } from '../support/service.js';

/** A server that runs on another machine while a command sets up an awarding body: same database and keys, own folder. */
let test: TestService;
let running: Service;
const folder = mkdtempSync(join(tmpdir(), 'skills-passport-elsewhere-'));

beforeAll(async () => {
  test = await openTestService();
  await openOffice(test.service);
  const elsewhere = { ...test.environment, DATA_DIR: folder, KEY_DIR: test.settings.keyDir };
  running = await composeService(readSettings(elsewhere), { clock: test.clock, throwawayKeys: true });
}, 60_000);
afterAll(async () => {
  await running.close();
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

it('reach a server that was running when they were made: both sign one trust list', async () => {
  const before = (await running.trust.published())?.list.dictionaries.length ?? 0;
  await openOffice(test.service, { scheme: 'NVQSL' });
  test.clock.set('2026-01-05T08:01:00Z');
  const made = (await test.service.trust.published())?.list;
  expect(made?.dictionaries.length).toBeGreaterThan(before);
  const seen = (await running.trust.published())?.list;
  expect(seen?.dictionaries).toEqual(made?.dictionaries);
  expect(seen?.version).toBe(made?.version);
}, 60_000);
