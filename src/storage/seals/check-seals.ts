import type { EntityManager } from 'typeorm';
import type { BrokenSeal } from '../../issuance/index.js';
import type { TableShape } from '../table-shape.js';
import { readSums } from './seal-ledger.js';
import { addSeals, rowSeal } from './row-seal.js';

const PAGE = 1_000;

/**
 * Goes over every sealed row: each must have the seal of its content, and the seals of a table must add up to the sum the
 * service kept. The caller's transaction must see one moment of the database only.
 */
export async function checkSeals(
  manager: EntityManager,
  shapes: readonly TableShape[],
  key: Uint8Array,
): Promise<BrokenSeal[]> {
  const sums = await readSums(
    manager,
    key,
    shapes.map(({ table }) => table),
  );
  const broken: BrokenSeal[] = [];
  for (const shape of shapes) {
    const table = await checkTable(manager, shape, key);
    broken.push(...table.broken);
    if (!shape.summed) continue;
    const sum = sums.get(shape.table);
    const isWhole = sum === undefined ? table.rows === 0 : sum.isGenuine && addSeals(sum.total, [], []) === table.total;
    if (!isWhole) broken.push({ table: shape.table, rowId: null });
  }
  return broken;
}

interface CheckedTable {
  readonly broken: readonly BrokenSeal[];
  readonly total: string;
  readonly rows: number;
}

async function checkTable(manager: EntityManager, shape: TableShape, key: Uint8Array): Promise<CheckedTable> {
  const broken: BrokenSeal[] = [];
  let total = addSeals('', [], []);
  let count = 0;
  for (let after: string | null = null; ;) {
    const rows: Record<string, unknown>[] = await manager.query(
      `SELECT * FROM "${shape.table}" ${after === null ? '' : 'WHERE id > $1'} ORDER BY id LIMIT ${PAGE}`,
      after === null ? [] : [after],
    );
    for (const row of rows) {
      if (row['seal'] !== rowSeal(key, shape, (column) => row[column]))
        broken.push({ table: shape.table, rowId: String(row['id']) });
    }
    total = addSeals(
      total,
      rows.map((row) => row['seal']),
      [],
    );
    count += rows.length;
    if (rows.length < PAGE) return { broken, total, rows: count };
    after = String(rows.at(-1)?.['id']);
  }
}
