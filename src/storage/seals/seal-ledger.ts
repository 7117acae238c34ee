import type { EntityManager } from 'typeorm';
import { keyedHash } from '../personal/cell-crypto.js';
import { addSeals } from './row-seal.js';

/** Everyone who changes the sums takes this lock until the end of the transaction. */
const SUM_LOCK = 7_402_332;
const BROKEN = 'broken';

export interface SealChange {
  readonly table: string;
  readonly added: readonly string[];
  readonly removed: readonly unknown[];
}

/** Notes what happened to the seals of a table; one per database session. */
export interface SealLedger {
  note(manager: EntityManager, change: SealChange): Promise<void>;
}

export interface SealSum {
  readonly total: string;
  readonly isGenuine: boolean;
}

/** Applies each change at once. The caller has a transaction open. */
export const immediateLedger = (key: Uint8Array): SealLedger => ({
  note: (manager, change) => applyChanges(manager, key, [change]),
});

/** Collects the changes of a transaction; `flush` right before COMMIT, so that the lock is held only for that moment. */
export function collectingLedger(
  key: Uint8Array,
): SealLedger & { readonly flush: (manager: EntityManager) => Promise<void> } {
  let pending: SealChange[] = [];
  return {
    note: async (_manager, change) => {
      pending.push(change);
    },
    flush: async (manager) => {
      const changes = pending;
      pending = [];
      await applyChanges(manager, key, changes);
    },
  };
}

/** Sums by table, as stored. */
export async function readSums(
  manager: EntityManager,
  key: Uint8Array,
  tables: readonly string[],
): Promise<Map<string, SealSum>> {
  const rows: { table_name: string; total: string; mac: string }[] = await manager.query(
    'SELECT table_name, total, mac FROM seal_sum WHERE table_name = ANY($1)',
    [[...tables]],
  );
  return new Map(
    rows.map((row) => [
      row.table_name,
      { total: row.total, isGenuine: row.mac === macOf(key, row.table_name, row.total) },
    ]),
  );
}

const macOf = (key: Uint8Array, table: string, total: string): string => keyedHash(key, `sum ${table} ${total}`);

async function applyChanges(manager: EntityManager, key: Uint8Array, changes: readonly SealChange[]): Promise<void> {
  if (changes.length === 0) return;
  const tables = [...new Set(changes.map(({ table }) => table))].toSorted();
  await manager.query('SELECT pg_advisory_xact_lock($1)', [String(SUM_LOCK)]);
  const sums = await readSums(manager, key, tables);
  const next = tables.map((table) => {
    const known = sums.get(table) ?? { total: '', isGenuine: true };
    const own = changes.filter((change) => change.table === table);
    const total = addSeals(
      known.total,
      own.flatMap(({ added }) => added),
      own.flatMap(({ removed }) => removed),
    );
    // A sum that was tampered with stays recognisable for ever.
    return { table, total, mac: known.isGenuine ? macOf(key, table, total) : BROKEN };
  });
  await manager.query(
    `INSERT INTO seal_sum (table_name, total, mac) SELECT * FROM unnest($1::varchar[], $2::varchar[], $3::varchar[])
      ON CONFLICT (table_name) DO UPDATE SET total = excluded.total, mac = excluded.mac`,
    [next.map(({ table }) => table), next.map(({ total }) => total), next.map(({ mac }) => mac)],
  );
}
