import type { DataSource, EntityManager } from 'typeorm';
import * as entities from './entities/index.js';
import { GuardedRow } from './entities/stored-row.js';
import { PLAIN_NAME } from './migrations/1795329000000-staff-seals.js';
import { sealCell, type StorageKeys } from './personal/cell-crypto.js';
import type { KeyRing } from './personal/owner-keys.js';
import { immediateLedger } from './seals/seal-ledger.js';
import { rowSeal } from './seals/row-seal.js';
import { toStorageError } from './storage-errors.js';
import { tableShape, type TableShape } from './table-shape.js';

/** True for a database whose accounts still have readable names and no seals: ask before migrating. */
export async function hasPlainStaff(dataSource: DataSource): Promise<boolean> {
  const rows: unknown = await dataSource.query(
    `SELECT 1 FROM information_schema.columns WHERE table_name = 'staff_account' AND column_name = 'display_name'`,
  );
  return Array.isArray(rows) && rows.length > 0;
}

/**
 * Second half of the migration of staff: encrypts names and seals the rows that were there. Only ever right after the
 * migration in the same start, so that a row slipped in later is never sealed by it.
 */
export async function convertStaff(dataSource: DataSource, keys: StorageKeys, keyRing: KeyRing): Promise<void> {
  try {
    await dataSource.transaction(async (manager) => {
      await encryptNames(manager, keyRing);
      for (const entity of Object.values(entities)) {
        if (entity.prototype instanceof GuardedRow) await sealRows(manager, tableShape(dataSource, entity), keys);
      }
    });
  } catch (error) {
    throw toStorageError(error);
  }
}

async function encryptNames(manager: EntityManager, keyRing: KeyRing): Promise<void> {
  for (const table of ['staff_account', 'staff_link']) {
    const rows: { id: string; personal: string }[] = await manager.query(
      `SELECT id, personal FROM ${table} WHERE personal LIKE '${PLAIN_NAME}%'`,
    );
    const owners = await keyRing.outer.ensured(
      manager,
      rows.map(({ id }) => id),
    );
    for (const { id, personal } of rows) {
      const key = owners.get(id);
      if (key === undefined || key === 'erased') continue;
      const text = Buffer.from(personal.slice(PLAIN_NAME.length), 'utf8');
      const cell = sealCell(key, `${table} ${id}`, text);
      await manager.query(`UPDATE ${table} SET personal = $1 WHERE id = $2`, [cell, id]);
    }
  }
}

async function sealRows(manager: EntityManager, shape: TableShape, keys: StorageKeys): Promise<void> {
  const rows: Record<string, unknown>[] = await manager.query(`SELECT * FROM "${shape.table}" WHERE seal IS NULL`);
  const seals: string[] = [];
  for (const row of rows) {
    const seal = rowSeal(keys.rowSeal, shape, (column) => row[column]);
    await manager.query(`UPDATE "${shape.table}" SET seal = $1 WHERE id = $2`, [seal, row['id']]);
    seals.push(seal);
  }
  if (seals.length > 0)
    await immediateLedger(keys.rowSeal).note(manager, { table: shape.table, added: seals, removed: [] });
}
