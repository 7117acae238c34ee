import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Certificate } from '../../../src/assessment/index.js';
import { seededIds } from '../../../src/shared/index.js';
import type { Storage } from '../../../src/storage/index.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { invadedDatabase } from './intruder.js';
import { fillStaff } from './samples-staff.js';
import { anyRepository, repositoryNames, samples } from './samples.js';

interface Cell {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const CHANGED: Readonly<Record<string, (column: string) => string>> = {
  integer: (column) => `${column} + 1000`,
  'double precision': (column) => `${column} + 0.5`,
  boolean: (column) => `NOT ${column}`,
  jsonb: (column) => `jsonb_build_array(${column}, 1)`,
  'character varying': (column) => `coalesce(${column}, '') || '~'`,
  text: (column) => `coalesce(${column}, '') || '~'`,
};

async function fill(storage: Storage): Promise<void> {
  for (const name of repositoryNames) await anyRepository(storage.store.read, name).insertMany([...samples[name]]);
  await fillStaff(storage);
}

describe('row seals against somebody with the database’s own tools (PostgreSQL)', () => {
  const invaded = invadedDatabase();
  beforeAll(() => fill(invaded.storage), 30_000);
  const { broken } = invaded;

  it('raise no alarm over what the service itself wrote, changed or refused', async () => {
    expect(await broken()).toEqual([]);
    const [certificate] = await invaded.store.certificates.find({});
    if (!certificate) throw new Error('no sample');
    await invaded.storage.store.transaction(async (store) => {
      const second = await store.certificates.update(certificate);
      await store.certificates.update({ ...second, state: 'suspended' });
      expect(await store.brokenSeals()).toEqual([]);
    });
    await expect(invaded.store.certificates.update(certificate)).rejects.toMatchObject({ code: 'stale' });
    await expect(invaded.store.certificates.insert(certificate)).rejects.toMatchObject({
      code: 'conflict',
    });
    const undone = invaded.storage.store.transaction(async (store) => {
      await store.sites.insert({ id: 'gone', version: 1, organizationId: 'o', name: 'n', address: 'a', country: 'PH' });
      await store.certificates.insert({ ...certificate, id: 'gone', number: null });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await broken()).toEqual([]);
  });

  /** Changes the cell of one row, looks, and puts it back. */
  async function missedWhenChanged({ table, column, type }: Cell, draw: (below: number) => number): Promise<string[]> {
    const { rows } = await invaded.client.query<{ seq: string; id: string }>(
      `SELECT seq, id FROM ${table} ORDER BY seq`,
    );
    const row = rows[draw(rows.length)];
    const change = CHANGED[type];
    if (!row || !change) throw new Error(`nothing to change in ${table}.${column}`);
    const at = `WHERE seq = ${row.seq}`;
    await invaded.client.query(`CREATE TEMPORARY TABLE kept_cell AS SELECT "${column}" FROM ${table} ${at}`);
    await invaded.client.query(`UPDATE ${table} SET "${column}" = ${change(`"${column}"`)} ${at}`);
    const found = await broken();
    await invaded.client.query(`UPDATE ${table} SET "${column}" = (SELECT "${column}" FROM kept_cell) ${at}`);
    await invaded.client.query('DROP TABLE kept_cell');
    const id = column === 'id' ? `${row.id}~` : row.id;
    const isNamed = found.some((entry) => entry.table === table && entry.rowId === id);
    const isFalse = found.some((entry) => entry.table !== table || ![id, null].includes(entry.rowId));
    return isNamed && !isFalse ? [] : [`${table}.${column}`];
  }

  it('name each of 100 cells changed at random', async () => {
    const { rows: cells } = await invaded.client.query<Cell>(
      `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name <> 'seq'
          AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'seal')
        ORDER BY 1, 2`,
    );
    const counts = await Promise.all(
      [...new Set(cells.map((cell) => cell.table))].map(async (table) => {
        const { rows } = await invaded.client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
        return { table, isEmpty: rows[0]?.count === '0' };
      }),
    );
    const filled = counts.filter(({ isEmpty }) => !isEmpty).map(({ table }) => table);
    expect(filled.length).toBeGreaterThanOrEqual(24);
    cells.splice(0, cells.length, ...cells.filter((cell) => filled.includes(cell.table)));
    const ids = seededIds(20_261_122);
    const missed: string[] = [];
    for (let round = 0; round < 100; round++) {
      const cell = cells[ids.integer(cells.length)];
      if (cell) missed.push(...(await missedWhenChanged(cell, (below) => ids.integer(below))));
    }
    expect(missed).toEqual([]);
    expect(await broken()).toEqual([]);
  }, 60_000);

  it('names of staff lie in no cell in the clear', async () => {
    const tables = ['staff_account', 'staff_link'].map((table) => `SELECT t::text AS row FROM ${table} t`);
    const { rows } = await invaded.client.query<{ row: string }>(tables.join(' UNION ALL '));
    expect(rows).toHaveLength(2);
    expect(rows.filter(({ row }) => row.includes('Tracer'))).toEqual([]);
    expect((await invaded.store.staffAccounts.get('account-1'))?.displayName).toBe('Tracerofficer');
  });

  it.each([
    ['an account given a role', `UPDATE staff_account SET roles = '[{"organizationId":"o","role":"release-officer"}]'`],
    ['somebody else’s passkey', `UPDATE staff_passkey SET public_key = 'mine'`],
    ['a session made longer', `UPDATE staff_session SET last_seen_at = '2027-01-01T00:00:00Z'`],
    ['a passkey put on as if it had just been used', `UPDATE staff_session SET asserted_at = '2027-01-01T00:00:00Z'`],
    ['a proposal confirmed by nobody', `UPDATE two_person_proposal SET confirmed_by = 'x', state = 'confirmed'`],
    ['a session slipped in', `UPDATE staff_session SET seal = NULL`],
  ])('open no door to %s: the row is not read', async (_, statement) => {
    const table = statement.split(' ')[1] ?? '';
    await invaded.client.query(`CREATE TEMPORARY TABLE kept AS SELECT * FROM ${table}`);
    await invaded.client.query(statement);
    const read = invaded.store;
    const readers: Record<string, () => Promise<unknown>> = {
      staff_account: () => read.staffAccounts.get('account-1'),
      staff_passkey: () => read.staffPasskeys.find({ accountId: 'account-1' }),
      staff_session: () => read.staffSessions.find({ tokenHash: 'cd' }),
      two_person_proposal: () => read.twoPersonProposals.get('proposal-1'),
    };
    await expect(readers[table]?.()).rejects.toMatchObject({ code: 'row-altered', status: 500 });
    expect((await broken()).map((entry) => entry.table)).toContain(table);
    await invaded.client.query(`DELETE FROM ${table}`);
    await invaded.client.query(`INSERT INTO ${table} SELECT * FROM kept`);
    await invaded.client.query('DROP TABLE kept');
    expect(await broken()).toEqual([]);
  });

  const whole = { table: 'certificate', rowId: null };
  it.each<[string, string[], unknown[]]>([
    ['a deleted row', [`DELETE FROM certificate WHERE id = 'cert-2'`], [whole]],
    [
      'a row set back to an earlier state, seal and all',
      [`DELETE FROM certificate`, `INSERT INTO certificate SELECT * FROM earlier`],
      [whole],
    ],
    [
      'a row copied in with the seal of another',
      [
        `CREATE TEMPORARY TABLE twin AS SELECT * FROM certificate WHERE id = 'cert-1'`,
        `UPDATE twin SET id = 'cert-3', number = '1', seq = 999`,
        `INSERT INTO certificate SELECT * FROM twin`,
        `DROP TABLE twin`,
      ],
      [{ table: 'certificate', rowId: 'cert-3' }, whole],
    ],
    [
      'certificates moved to other people',
      [`UPDATE certificate SET person_id = CASE id WHEN 'cert-1' THEN 'person-2' ELSE 'person-3' END`],
      [
        { table: 'certificate', rowId: 'cert-1' },
        { table: 'certificate', rowId: 'cert-2' },
      ],
    ],
    [
      'a sum made to fit',
      [`UPDATE seal_sum SET total = '${'0'.repeat(64)}' WHERE table_name = 'certificate'`],
      [whole],
    ],
    ['a sum thrown away', [`DELETE FROM seal_sum WHERE table_name = 'certificate'`], [whole]],
  ])('find %s', async (_what, statements, expected) => {
    await invaded.client.query('CREATE TEMPORARY TABLE earlier AS SELECT * FROM certificate');
    const first = await invaded.store.certificates.get('cert-1');
    if (!first) throw new Error('no sample');
    await invaded.store.certificates.update(first);
    await invaded.client.query(
      'CREATE TABLE kept AS SELECT * FROM certificate; CREATE TABLE kept_sum AS SELECT * FROM seal_sum',
    );
    for (const statement of statements) await invaded.client.query(statement);
    expect(await broken()).toEqual(expected);
    await invaded.client.query(
      `DELETE FROM certificate; INSERT INTO certificate SELECT * FROM kept; DELETE FROM seal_sum;
       INSERT INTO seal_sum SELECT * FROM kept_sum; DROP TABLE kept, kept_sum, earlier`,
    );
    expect(await broken()).toEqual([]);
  });

  it('do not let a later change by the service cover up an alteration', async () => {
    await invaded.client.query(`UPDATE certificate SET title = 'Master of everything' WHERE id = 'cert-1'`);
    const altered = (await invaded.store.certificates.get('cert-1')) as Certificate;
    await invaded.store.certificates.update({ ...altered, title: 'Cleaning' });
    const again = (await invaded.store.certificates.get('cert-1')) as Certificate;
    await invaded.store.certificates.update(again);
    expect(await broken()).toEqual([{ table: 'certificate', rowId: 'cert-1' }]);
    // Nor is a sum that was tampered with made good by the next change.
    await invaded.client.query(`UPDATE seal_sum SET total = '${'1'.repeat(64)}' WHERE table_name = 'accreditation'`);
    const [first] = await invaded.store.accreditations.find({});
    if (first) await invaded.store.accreditations.update(first);
    expect(await broken()).toContainEqual({ table: 'accreditation', rowId: null });
  });
});

describeOnEachDatabase('the storage secret', (newDatabase, kind) => {
  it('belongs to one database for ever', async () => {
    const database = await newDatabase();
    const storage = await database.open();
    await fill(storage);
    expect(await storage.store.read.brokenSeals()).toEqual([]);
    await storage.close();
    if (kind === 'postgresql') {
      const { openStorage } = await import('../../../src/storage/index.js');
      const other = openStorage({ ...database.options, secret: new Uint8Array(32).fill(8) });
      await expect(other).rejects.toMatchObject({ code: 'storage-secret-mismatch', status: 500 });
      const again = await database.open();
      expect(await again.store.read.people.get('person-1')).toEqual(samples.people[0]);
      await again.close();
    }
    await database.drop();
  });
});
