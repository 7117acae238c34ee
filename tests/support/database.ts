import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import pg from 'pg';
import { systemClock, type Clock } from '../../src/shared/index.js';
import { openStorage, type Storage, type StorageKind, type StorageOptions } from '../../src/storage/index.js';
import { embeddedTemplate } from './embedded-template.js';

/** Every test database has this storage secret. */
export const testSecret = new Uint8Array(32).fill(7);

/** A database of a test file's own: empty, migrated when opened, thrown away at the end. */
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

/** In memory, started from a dump that is made once per machine. */
export async function embeddedDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'skills-passport-test-'));
  const options: StorageOptions = {
    dataDir,
    clock,
    secret: testSecret,
    inMemory: true,
    template: await embeddedTemplate(),
  };
  return {
    kind: 'embedded',
    options,
    open: () => openStorage(options),
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** A new database on the run's server. */
export async function postgresDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm run jest`, which starts PostgreSQL.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const options: StorageOptions = { databaseUrl: url.href, dataDir: tmpdir(), clock, secret: testSecret };
  return {
    kind: 'postgresql',
    options,
    open: () => openStorage(options),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
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
