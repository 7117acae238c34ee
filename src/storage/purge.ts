import type { EntityManager } from 'typeorm';
import type { Purge } from '../shared/index.js';
import { MAX_ROWS } from './conditions.js';
import { refusedQuery, StorageMisuse } from './storage-errors.js';
import type { TableShape } from './table-shape.js';

/** The one DELETE of the house, see `Repository.purge`. Throws StorageMisuse for sealed tables. */
export async function purgeRows<T>(
  manager: EntityManager,
  shape: TableShape,
  { field, before, limit }: Purge<T>,
): Promise<number> {
  if (shape.summed) throw new StorageMisuse(`rows of ${shape.table} are never removed`);
  const column = shape.filterable.get(field);
  if (column?.kind !== 'text') throw refusedQuery('Only rows with a date can be removed by date.');
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_ROWS) throw refusedQuery('The limit is not a whole number.');
  // Rows that another process is just removing are left to it.
  const result: unknown = await manager.query(
    `DELETE FROM "${shape.table}" WHERE "id" IN (
      SELECT "id" FROM "${shape.table}" WHERE "${column.column}" < $1
      ORDER BY "${column.column}" LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING "id"`,
    [before, limit],
  );
  const [rows]: unknown[] = Array.isArray(result) ? (result as unknown[]) : [];
  return Array.isArray(rows) ? rows.length : 0;
}
