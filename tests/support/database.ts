import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import pg from 'pg';
import { systemClock, type Clock } from '../../src/shared/index.js';
import { openStorage, type Storage, type StorageKind, type StorageOptions } from '../../src/storage/index.js';
import { openPostgres } from '../../src/storage/postgres/open-postgres.js';
import { migrate } from '../../src/storage/migrate.js';
import { embeddedTemplate, emptyEmbeddedTemplate } from './embedded-template.js';
import { storageFingerprint } from './storage-fingerprint.js';

const TEMPLATE_LOCK = 4_402_331;

/** Every test database has this storage secret. */
export const testSecret = new Uint8Array(32).fill(7);

/** A database of a test file's own: without data, thrown away at the end. */
export interface TestDatabase {
  readonly kind: StorageKind;
  /** What `openStorage` needs to open it; opening the same PostgreSQL one twice is allowed. */
  readonly options: StorageOptions;
  open(): Promise<Storage>;
  /** Removes it; storages opened from it must be closed first. */
  drop(): Promise<void>;
}

/** Runs one suite on the embedded database and on a real PostgreSQL server: same SQL, same promises. */
export function describeOnEachDatabase(
  name: string,
  suite: (newDatabase: () => Promise<TestDatabase>, kind: StorageKind) => void,
): void {
  describe(`${name} (embedded database)`, () => suite(embeddedDatabase, 'embedded'));
  describe(`${name} (PostgreSQL)`, () => suite(postgresDatabase, 'postgresql'));
}

/** For suites about the schema itself: no table is there, and opening runs every migration. */
export function describeOnEachEmptyDatabase(name: string, suite: Parameters<typeof describeOnEachDatabase>[1]): void {
  describe(`${name} (embedded database)`, () => suite(() => embedded(emptyEmbeddedTemplate()), 'embedded'));
  describe(`${name} (PostgreSQL)`, () => suite(emptyPostgresDatabase, 'postgresql'));
}

/** A database with its storage open; the members are there while tests run. */
export interface OpenDatabase {
  readonly database: TestDatabase;
  readonly storage: Storage;
  readonly store: Storage['store']['read'];
}

/** Opens a database for the tests of the suite that calls this, or a new one for each of them, and removes it after. */
export function storageOf(newDatabase: () => Promise<TestDatabase>, { anew = false } = {}): OpenDatabase {
  let open: OpenDatabase | null = null;
  const now = (): OpenDatabase => {
    if (open === null) throw new Error('the database is open only while tests run');
    return open;
  };
  (anew ? beforeEach : beforeAll)(async () => {
    const database = await newDatabase();
    const storage = await database.open();
    open = { database, storage, store: storage.store.read };
  });
  (anew ? afterEach : afterAll)(async () => {
    await open?.storage.close();
    await open?.database.drop();
  });
  return {
    get database() {
      return now().database;
    },
    get storage() {
      return now().storage;
    },
    get store() {
      return now().store;
    },
  };
}

/** In memory, migrated; started from a dump that is made once per machine. */
function embeddedDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  return embedded(embeddedTemplate(), clock);
}

async function embedded(template: Promise<Blob>, clock: Clock = systemClock): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'skills-passport-test-'));
  const options: StorageOptions = { dataDir, clock, secret: testSecret, inMemory: true, template: await template };
  return {
    kind: 'embedded',
    options,
    open: () => openStorage(options),
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** A new database on the run's server, migrated. */
export async function postgresDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  return onServer(`TEMPLATE ${await migratedTemplate()}`, clock);
}

/** A new database on the run's server without any table. */
export function emptyPostgresDatabase(): Promise<TestDatabase> {
  return onServer('', systemClock);
}

async function onServer(origin: string, clock: Clock): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} ${origin}`);
  const options: StorageOptions = { databaseUrl: urlOf(name), dataDir: tmpdir(), clock, secret: testSecret };
  return {
    kind: 'postgresql',
    options,
    open: () => openStorage(options),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

let template: Promise<string> | null = null;

/** Its name: today's migrations run once per server, and every database is a copy. Whoever comes first makes it. */
function migratedTemplate(): Promise<string> {
  return (template ??= makeTemplate(`template_${storageFingerprint()}`));
}

async function makeTemplate(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if ((await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount !== 0) return name;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    const { dataSource, close } = await openPostgres(urlOf(unfinished));
    try {
      await migrate(dataSource, 'postgresql');
      await dataSource.query('ANALYZE');
    } finally {
      await close();
    }
    // Renamed at the end: what a killed run left half-way is never taken for a template.
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const server = process.env['TEST_DATABASE_URL'];
  if (server) return server;
  throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm run jest`, which starts PostgreSQL.');
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = database;
  return url.href;
}

/** Runs one statement as the server's superuser. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
