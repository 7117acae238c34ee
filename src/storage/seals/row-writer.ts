import type { EntityManager } from 'typeorm';
import type { Stored } from '../../shared/index.js';
import type { ColumnShape, TableShape } from '../table-shape.js';
import { ALTERED, rowSeal, sealOfNewRow } from './row-seal.js';
import type { SealLedger } from './seal-ledger.js';

export interface RowUpdate {
  /** Column values in the order of `shape.columns`. */
  readonly row: readonly unknown[];
  readonly expected: Stored;
}

/** The only place that inserts and updates rows of repositories: it seals those of sealed tables. */
export interface RowWriter {
  insert(manager: EntityManager, shape: TableShape, rows: readonly (readonly unknown[])[]): Promise<void>;
  /** False when the row is gone or its version moved on. */
  update(manager: EntityManager, shape: TableShape, update: RowUpdate): Promise<boolean>;
  /** Whether a row, by field, has the seal of its content. */
  isGenuine(shape: TableShape, row: Readonly<Record<string, unknown>>): boolean;
}

export function createRowWriter(sealKey: Uint8Array, ledger: SealLedger): RowWriter {
  return {
    isGenuine: (shape, row) => {
      const fieldOf = new Map(shape.columns.map(({ column, field }) => [column, field]));
      return row['seal'] === rowSeal(sealKey, shape, (column) => row[fieldOf.get(column) ?? '']);
    },
    insert: async (manager, shape, rows) => {
      if (!shape.sealed) return insertRows(manager, shape.table, shape.columns, rows);
      const seals = rows.map((row) => sealOfNewRow(sealKey, shape, row));
      const sealed = rows.map((row, index) => [...row, seals[index] ?? null]);
      await insertRows(manager, shape.table, [...shape.columns, SEAL], sealed);
      if (shape.summed) await ledger.note(manager, { table: shape.table, added: seals, removed: [] });
    },
    update: async (manager, shape, update) => {
      if (!shape.sealed) return (await updateRow(manager, shape, shape.columns, update)) !== null;
      const seal = sealOfNewRow(sealKey, shape, update.row);
      const sealed = { ...update, row: [...update.row, seal] };
      const old = await updateRow(manager, shape, [...shape.columns, SEAL], sealed);
      if (old === null) return false;
      const isGenuine = old['seal'] === rowSeal(sealKey, shape, (column) => old[column]);
      if (!isGenuine) await markAltered(manager, shape.table, update.expected.id);
      if (shape.summed)
        await ledger.note(manager, { table: shape.table, added: isGenuine ? [seal] : [], removed: [old['seal']] });
      return true;
    },
  };
}

const SEAL: Pick<ColumnShape, 'column' | 'kind'> = { column: 'seal', kind: 'text' };

type Columns = readonly Pick<ColumnShape, 'column' | 'kind'>[];

/** TypeORM's own insert costs about twice the time per row, hence the plain statement. */
async function insertRows(
  manager: EntityManager,
  table: string,
  columns: Columns,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const names = columns.map(({ column }) => `"${column}"`).join(', ');
  const width = columns.length;
  const tuples = rows.map(
    (_, rowIndex) => `(${columns.map((column, index) => placeholder(column, rowIndex * width + index)).join(', ')})`,
  );
  await manager.query(`INSERT INTO "${table}" (${names}) VALUES ${tuples.join(', ')}`, rows.flat());
}

/** The row as it was before, by column; null when there was none of this version. */
async function updateRow(
  manager: EntityManager,
  { table }: TableShape,
  columns: Columns,
  { row, expected }: RowUpdate,
): Promise<Readonly<Record<string, unknown>> | null> {
  const assignments = columns.map((column, index) => `"${column.column}" = ${placeholder(column, index)}`);
  const [id, version] = [columns.length + 1, columns.length + 2];
  const result: unknown = await manager.query(
    `UPDATE "${table}" AS now SET ${assignments.join(', ')}
      FROM (SELECT * FROM "${table}" WHERE "id" = $${id} AND "version" = $${version} FOR UPDATE) AS old
      WHERE now."id" = old."id" RETURNING old.*`,
    [...row, expected.id, expected.version],
  );
  const rows: unknown = Array.isArray(result) ? result[0] : [];
  const [old] = Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  return old ?? null;
}

const markAltered = (manager: EntityManager, table: string, id: string): Promise<unknown> =>
  manager.query(`UPDATE "${table}" SET seal = $1 WHERE id = $2`, [ALTERED, id]);

const placeholder = (column: Pick<ColumnShape, 'kind'>, index: number): string =>
  `$${index + 1}${column.kind === 'json' ? '::jsonb' : ''}`;
