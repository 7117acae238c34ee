import type { EntityManager } from 'typeorm';
import type { AuditAnchor } from '../../issuance/index.js';
import { keyedHash } from '../personal/cell-crypto.js';

const TABLE = 'audit_row';
const BROKEN = 'broken';

const totalOf = ({ sequence, hash }: AuditAnchor): string => `${sequence} ${hash}`;
const macOf = (key: Uint8Array, total: string): string => keyedHash(key, `audit head ${total}`);

/**
 * A chain of hashes alone can be written anew by whoever can write the table. Its end therefore has a MAC under the key
 * of this database, in the same transaction; one that did not fit stays recognisable for ever. The caller holds the lock
 * of the chain.
 */
export async function sealAuditHead(
  manager: EntityManager,
  key: Uint8Array,
  { before, after }: { readonly before: AuditAnchor; readonly after: AuditAnchor },
): Promise<void> {
  const mac = (await isSealed(manager, key, before)) ? macOf(key, totalOf(after)) : BROKEN;
  await manager.query(
    `INSERT INTO seal_sum (table_name, total, mac) VALUES ($1, $2, $3)
      ON CONFLICT (table_name) DO UPDATE SET total = excluded.total, mac = excluded.mac`,
    [TABLE, totalOf(after), mac],
  );
}

/** The seal as it is stored. */
export interface HeadSeal {
  readonly total: string;
  readonly mac: string;
}

/** Is this the end of the chain as the service left it? */
export async function isSealed(manager: EntityManager, key: Uint8Array, head: AuditAnchor): Promise<boolean> {
  const rows: HeadSeal[] = await manager.query('SELECT total, mac FROM seal_sum WHERE table_name = $1', [TABLE]);
  return isSealOf(head, rows[0] ?? null, key);
}

/** An empty chain has no seal. */
export function isSealOf(head: AuditAnchor, seal: HeadSeal | null, key: Uint8Array): boolean {
  if (seal === null) return head.sequence === 0;
  return seal.total === totalOf(head) && seal.mac === macOf(key, seal.total);
}
