import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { composeService } from '../../src/app.js';
import { readSettings, type Settings } from '../../src/config/index.js';
import { copyDictionaries } from '../../src/composition/dictionary-copies.js';
import { openOffice, openTestService, type TestService } from '../support/service.js';

/** Whoever can write to the database alone puts no dictionary into the signed trust list. */
let test: TestService;
beforeAll(async () => {
  test = await openTestService('postgresql');
  await openOffice(test.service);
}, 60_000);
afterAll(() => test.close());

const listed = async () => (await test.service.trust.current({ fresh: true })).list.dictionaries;

it('are not taken in, however many there are, and those of the service stay', async () => {
  const before = await listed();
  expect(before.length).toBeGreaterThan(0);
  const planted = Object.fromEntries(
    Array.from({ length: 1_200 }, (_, index) => {
      const bytes = Buffer.from(`planted ${index}`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return [`sp1-${10 + (index % 30)}-${sha256.slice(0, 16)}.bin`, bytes.toString('base64url')];
    }),
  );
  const client = new pg.Client({ connectionString: test.databaseUrl ?? '' });
  await client.connect();
  const changed = await client.query(`UPDATE setting SET value = value || $1 WHERE id = 'code-dictionaries'`, [
    JSON.stringify(planted),
  ]);
  await client.end();
  expect(changed.rowCount).toBe(1);
  test.clock.set('2026-01-05T09:00:00Z');
  expect(await listed()).toEqual(before);
}, 60_000);

it('are taken in by two processes of one folder at once, and leave nothing half-written there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skills-passport-elsewhere-'));
  const settings = readSettings({ ...test.environment, DATA_DIR: folder, KEY_DIR: test.settings.keyDir });
  const open = (own: Settings) => composeService(own, { clock: test.clock, throwawayKeys: true });
  const [beside, elsewhere] = [await open(test.settings), await open(settings)];
  try {
    await openOffice(elsewhere, { scheme: 'NVQSL' });
    test.clock.set('2026-01-05T10:00:00Z');
    const both = await Promise.allSettled([test.service, beside].map(({ dictionaries }) => dictionaries.catchUp()));
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const made = elsewhere.dictionaries.all().map(({ sha256 }) => sha256);
    for (const { dictionaries } of [test.service, beside])
      expect(dictionaries.all().map(({ sha256 }) => sha256)).toEqual(made);
    const files = readdirSync(join(test.settings.dataDir, 'dictionaries'));
    expect(files.filter((name) => !name.endsWith('.bin'))).toEqual([]);
    expect(files).toHaveLength(made.length);
  } finally {
    await Promise.all([beside.close(), elsewhere.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

it('leave nothing for good when a process is killed while it writes one: the next start clears what is old', async () => {
  const now = test.clock.now().getTime();
  const folders = ['dictionaries', 'dictionaries-of-others'].map((name) => join(test.settings.dataDir, name));
  const before = folders.map((folder) => readdirSync(folder));
  for (const folder of folders)
    for (const [name, minutes] of [['old', 61] as const, ['new', 59] as const]) {
      const path = join(folder, `sp1-10-0123456789abcdef.bin.${name}.part`);
      writeFileSync(path, 'half a dict');
      utimesSync(path, new Date(now), new Date(now - minutes * 60_000));
    }
  await (await composeService(test.settings, { clock: test.clock, throwawayKeys: true })).close();
  const kept = 'sp1-10-0123456789abcdef.bin.new.part';
  expect(folders.map((folder) => readdirSync(folder).toSorted())).toEqual(
    before.map((names) => [...names, kept].toSorted()),
  );
}, 60_000);

it('are copied once when two servers start at once after an upgrade', async () => {
  const other = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
  const client = new pg.Client({ connectionString: test.databaseUrl ?? '' });
  await client.connect();
  await client.query(`DELETE FROM setting WHERE id = 'code-dictionaries'`);
  await client.query('BEGIN');
  // Both may read, neither may write yet: so both find nothing and add the row.
  await client.query('LOCK TABLE setting IN EXCLUSIVE MODE');
  const held = test.service.dictionaries.all();
  const both = Promise.allSettled([test.service, other].map(({ instance }) => copyDictionaries(instance, held)));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await client.query('COMMIT');
  await client.end();
  expect((await both).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  const copied = await other.instance.store.read.settings.get('code-dictionaries');
  expect(Object.keys(copied?.value ?? {})).toHaveLength(held.length);
  await other.close();
}, 60_000);
