import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Storage } from '../../../src/storage/index.js';
import { postgresDatabase, type TestDatabase } from '../../support/database.js';
import { samples } from './samples.js';

/** On the server only: the embedded database has one session, so nobody else can hold a transaction open. */
let database: TestDatabase;
let storage: Storage;
let clients: pg.Client[];
beforeEach(async () => {
  clients = [];
  database = await postgresDatabase();
  storage = await database.open();
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await storage.close();
  await database.drop();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.options.databaseUrl });
  clients.push(client);
  await client.connect();
  return client;
}

/** Bytes of the key table's file; the server's superuser may read them. */
async function fileHolds(client: pg.Client, text: string): Promise<boolean> {
  await client.query('CHECKPOINT');
  const { rows } = await client.query<{ bytes: Buffer }>(
    `SELECT pg_read_binary_file(pg_relation_filepath('person_key')) AS bytes`,
  );
  return rows.some(({ bytes }) => bytes.includes(text));
}

it('purging destroyed keys waits for a transaction that could still read them, then leaves no byte', async () => {
  const [person] = samples.people;
  if (!person) throw new Error('no sample');
  await storage.store.read.people.insert(person);
  const [auditor, reader] = [await connect(), await connect()];
  const { rows } = await auditor.query<{ wrapped: string }>('SELECT wrapped FROM person_key WHERE owner_id = $1', [
    person.id,
  ]);
  const wrapped = rows[0]?.wrapped ?? 'none';
  expect(await fileHolds(auditor, wrapped)).toBe(true);

  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reader.query('SELECT 1 FROM person LIMIT 1');
  await storage.store.transaction((store) => store.personal.destroyKeys([person.id]));
  let isPurged = false;
  const purging = storage.purgeDestroyedKeys().then(() => (isPurged = true));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(isPurged).toBe(false);
  await reader.query('COMMIT');
  await purging;
  expect(await fileHolds(auditor, wrapped)).toBe(false);
});
