import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPgliteDriver, INT8_OID, type EmbeddedPool } from '../../../src/storage/embedded/pglite-driver.js';
import { embeddedTemplate } from '../../support/embedded-template.js';

interface Turn {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[]; rowCount: number; command: string }>;
  release(error?: unknown): void;
}

describe('pool over the embedded database', () => {
  let database: PGlite;
  let pool: EmbeddedPool;
  beforeAll(async () => {
    database = await PGlite.create({
      loadDataDir: await embeddedTemplate(),
      parsers: { [INT8_OID]: (value: string) => value },
    });
    pool = new (createPgliteDriver(database).Pool)();
    await database.exec('CREATE TABLE note (id integer PRIMARY KEY)');
  });
  afterAll(async () => {
    if (!database.closed) await database.close();
  });

  const connect = (): Promise<Turn> =>
    new Promise((connected, failed) =>
      pool.connect((error, client, release) =>
        client && release
          ? connected({ query: (sql, parameters) => client.query(sql, parameters), release })
          : failed(error ?? new Error('no client')),
      ),
    );
  const ids = async (): Promise<unknown[]> => (await database.query('SELECT id FROM note ORDER BY id')).rows;

  it('answers as pg does: counts as text, affected rows, the command, the code of an error', async () => {
    const turn = await connect();
    expect((await turn.query('SELECT count(*) AS n, 9007199254740993::bigint AS big FROM note')).rows).toEqual([
      { n: '0', big: '9007199254740993' },
    ]);
    expect(await turn.query('INSERT INTO note VALUES ($1), ($2)', [1, 2])).toMatchObject({
      rowCount: 2,
      command: 'INSERT',
    });
    expect(await turn.query('UPDATE note SET id = 3 WHERE id = $1', [9])).toMatchObject({
      rowCount: 0,
      command: 'UPDATE',
    });
    await expect(turn.query('INSERT INTO note VALUES (1)')).rejects.toMatchObject({
      code: '23505',
      constraint: 'note_pkey',
    });
    turn.release();
    expect(await ids()).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('lets the second wait until the first releases, in order', async () => {
    const order: string[] = [];
    const first = await connect();
    const second = connect().then((turn) => {
      order.push('second');
      turn.release();
    });
    const third = connect().then((turn) => {
      order.push('third');
      turn.release();
    });
    await first.query('SELECT 1');
    order.push('first');
    first.release();
    first.release();
    await Promise.all([second, third]);
    expect(order).toEqual(['first', 'second', 'third']);
  });

  it('undoes what a holder left open before the next one begins', async () => {
    const careless = await connect();
    await careless.query('START TRANSACTION');
    await careless.query('INSERT INTO note VALUES (50)');
    careless.release();
    const next = await connect();
    await next.query('INSERT INTO note VALUES (51)');
    next.release();
    await expect(careless.query('INSERT INTO note VALUES (52)')).rejects.toThrow('already released');
    expect(await ids()).toEqual([{ id: 1 }, { id: 2 }, { id: 51 }]);
  });

  it('undoes a transaction that the database had already refused', async () => {
    const failed = await connect();
    await failed.query('START TRANSACTION');
    await expect(failed.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
    failed.release();
    const next = await connect();
    expect((await next.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    next.release();
  });

  it('says so when the database is closed', async () => {
    await database.close();
    await expect(connect()).rejects.toThrow('PGlite is closed');
  });
});
