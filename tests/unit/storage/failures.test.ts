import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { ServiceError, systemClock } from '../../../src/shared/index.js';
import { openStorage, type Storage } from '../../../src/storage/index.js';
import { StorageMisuse, toStorageError } from '../../../src/storage/storage-errors.js';
import {
  administer,
  describeOnEachDatabase,
  emptyPostgresDatabase,
  postgresDatabase,
  type TestDatabase,
  testSecret,
} from '../../support/database.js';
import { startPostgresServer } from '../../support/postgres-server.js';

/** What a person or a log line may see of an error: never SQL, a value or where in our code it happened. */
function expectPlainWords(error: unknown): void {
  expect(error).toBeInstanceOf(ServiceError);
  const { title, whatToDo, message } = error as ServiceError;
  for (const text of [title, whatToDo, message]) {
    expect(text).not.toMatch(/select|insert into|update "|\$\d|at .*\.ts|secret/i);
    expect(text.length).toBeGreaterThan(10);
  }
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );

describeOnEachDatabase('closed storage', (newDatabase) => {
  it('answers storage-unavailable to everything and "down" to health', async () => {
    const database = await newDatabase();
    const storage = await database.open();
    await storage.close();
    const { read } = storage.store;
    for (const work of [
      () => read.settings.get('secret'),
      () => read.settings.find({}),
      () => read.settings.insert({ id: 'secret', version: 1, value: {} }),
      () => read.auditRows(1, 1),
      () => storage.store.transaction((store) => store.settings.count({})),
      () => storage.refreshStatistics(),
    ]) {
      const error = await failureOf(work());
      expect(error).toMatchObject({ code: 'storage-unavailable', status: 503 });
      expectPlainWords(error);
    }
    expect((await storage.health()).status).toBe('down');
    await database.drop();
  });
});

describeOnEachDatabase('closing in the middle of a transaction', (newDatabase) => {
  it('commits nothing of it, and what was waiting does not commit it either', async () => {
    const database = await newDatabase();
    const storage = await database.open();
    let closed: Promise<void> = Promise.resolve();
    const waiting: Promise<unknown>[] = [];
    const error = await failureOf(
      storage.store.transaction(async (store) => {
        await store.settings.insert({ id: 'unfinished', version: 1, value: {} });
        closed = storage.close();
        await closed;
        await store.settings.insert({ id: 'unfinished-2', version: 1, value: {} });
      }),
    );
    waiting.push(failureOf(storage.store.read.settings.insert({ id: 'waiting', version: 1, value: {} })));
    expect(error).toMatchObject({ code: 'storage-unavailable' });
    await closed;
    expect(await Promise.all(waiting)).toMatchObject([{ code: 'storage-unavailable' }]);
    await database.drop();
  });
});

describe('PostgreSQL that goes away', () => {
  it('is told as storage-unavailable, inside a transaction too, and the process goes on', async () => {
    const database = await postgresDatabase();
    const storage = await database.open();
    await storage.store.read.settings.insert({ id: 'secret', version: 1, value: {} });
    const error = await failureOf(
      storage.store.transaction(async (store) => {
        await store.settings.insert({ id: 'secret-2', version: 1, value: {} });
        await database.drop();
        await store.settings.insert({ id: 'secret-3', version: 1, value: {} });
      }),
    );
    expect(error).toMatchObject({ code: 'storage-unavailable' });
    expectPlainWords(error);
    const later = await failureOf(storage.store.read.settings.get('secret'));
    expect(later).toMatchObject({ code: 'storage-unavailable' });
    expectPlainWords(later);
    expect((await storage.health()).status).toBe('down');
    await storage.close();
  });

  it('works again by itself when only the connections were cut', async () => {
    const database = await postgresDatabase();
    const storage = await database.open();
    const name = new URL(database.options.databaseUrl ?? '').pathname.slice(1);
    const server = new URL(database.options.databaseUrl ?? '');
    server.pathname = '/postgres';
    await administer(server.href, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    // Each dead connection of the pool may fail one question, plainly; then it is replaced.
    const answers: unknown[] = [];
    while (answers.at(-1) !== 0 && answers.length < 12) {
      answers.push(await storage.store.read.settings.count({}).catch((error: unknown) => error));
    }
    expect(answers.at(-1)).toBe(0);
    for (const failure of answers.slice(0, -1)) expect(failure).toMatchObject({ code: 'storage-unavailable' });
    await storage.close();
    await database.drop();
  });

  it('cannot be opened when no server answers, the database is missing or the server stopped', async () => {
    const server = await startPostgresServer();
    const dataDir = mkdtempSync(join(tmpdir(), 'skills-passport-failures-'));
    const open = (databaseUrl: string): Promise<Storage> =>
      openStorage({ databaseUrl, dataDir, clock: systemClock, secret: testSecret });
    try {
      const storage = await open(server.url);
      const missing = await failureOf(open(server.url.replace('/postgres', '/nosuch')));
      expect(missing).toMatchObject({ code: 'storage-unavailable' });
      await server.stop();
      const stopped = await failureOf(storage.store.read.settings.get('secret'));
      expect(stopped).toMatchObject({ code: 'storage-unavailable' });
      expectPlainWords(stopped);
      expect(await failureOf(open(server.url))).toMatchObject({ code: 'storage-unavailable' });
      await storage.close();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

describe('PostgreSQL with several instances', () => {
  let database: TestDatabase;
  let instances: Storage[];
  beforeAll(async () => {
    database = await emptyPostgresDatabase();
    instances = await Promise.all([database.open(), database.open(), database.open()]);
  });
  afterAll(async () => {
    for (const instance of instances) await instance.close();
    await database.drop();
  });

  it('migrates once when they start at the same moment', async () => {
    await instances[0]?.store.read.settings.insert({ id: 'a', version: 1, value: {} });
    expect(await instances[2]?.store.read.settings.count({})).toBe(1);
  });

  it('keeps one audit chain', async () => {
    const event = { action: 'a.b', actorId: 'u', subjectType: 's', subjectId: '1', facts: {} };
    const appends = instances.flatMap(({ store }) => Array.from({ length: 10 }, () => store.read.audit.append(event)));
    await Promise.all(appends);
    const rows = (await instances[0]?.store.read.auditRows(1, 100)) ?? [];
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });
});

describe('toStorageError', () => {
  const failed = (facts: object, message = 'boom'): QueryFailedError =>
    new QueryFailedError('SELECT secret', ['secret'], Object.assign(new Error(message), facts));

  it.each([
    ['23505', 'conflict', 409],
    ['40001', 'storage-busy', 503],
    ['40P01', 'storage-busy', 503],
    ['55P03', 'storage-busy', 503],
    ['53100', 'storage-unavailable', 503],
    ['53300', 'storage-unavailable', 503],
    ['57014', 'storage-unavailable', 503],
    ['57P01', 'storage-unavailable', 503],
    ['08006', 'storage-unavailable', 503],
    ['28P01', 'storage-unavailable', 503],
    ['3D000', 'storage-unavailable', 503],
    ['58030', 'storage-unavailable', 503],
    ['ECONNREFUSED', 'storage-unavailable', 503],
    ['ENOSPC', 'storage-unavailable', 503],
    ['22021', 'unstorable-text', 422],
    ['42703', 'storage-failure', 500],
    ['23502', 'storage-failure', 500],
    ['XX000', 'storage-failure', 500],
  ])('turns %s into %s', (code, expected, status) => {
    const error = toStorageError(failed({ code }));
    expect(error).toMatchObject({ code: expected, status });
    expectPlainWords(error);
  });

  it('knows the driver errors that carry no code', () => {
    for (const message of [
      'Connection terminated unexpectedly',
      'timeout exceeded when trying to connect',
      'PGlite is closed',
    ]) {
      expect(toStorageError(failed({}, message))).toMatchObject({ code: 'storage-unavailable' });
    }
  });

  it('keeps parameters and quoted values out of the cause that operators see', () => {
    const error = toStorageError(
      failed({ code: '23502', table: 'person', detail: 'Failing row contains (secret)' }, 'null value: secret'),
    ) as ServiceError;
    expect(error.cause).toBeInstanceOf(Error);
    expect((error.cause as Error).message).toBe('23502 person');
    expect(JSON.stringify(error.cause)).toBe('{}');
  });

  it('leaves our own errors and programmer mistakes as they are', () => {
    const own = new ServiceError('R01', { status: 409, title: 't', whatToDo: 'w' });
    const misuse = new StorageMisuse('x');
    expect(toStorageError(own)).toBe(own);
    expect(toStorageError(misuse)).toBe(misuse);
    expect(toStorageError('text')).toBe('text');
  });
});
