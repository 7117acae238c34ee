import type { EntityManager } from 'typeorm';
import type { AuditAnchor, AuditStretch } from '../issuance/index.js';
import { verifyAuditChain } from './audit-chain.js';
import { AUDIT_COLUMNS, toAuditRow, type StoredAuditRow } from './audit-log.js';
import { MAX_ROWS } from './conditions.js';
import { isSealOf, type HeadSeal } from './seals/audit-head.js';

type StretchRow = { [C in keyof StoredAuditRow]: unknown } & {
  readonly seal_total: string | null;
  readonly seal_mac: string | null;
};

/**
 * At most `limit` rows after this one, each checked against the one before it; the end of the chain against its seal too. One
 * statement shows rows and seal in the same moment, however much is written meanwhile.
 */
export async function readAuditStretch(
  manager: EntityManager,
  key: Uint8Array,
  { after, limit }: { readonly after: AuditAnchor; readonly limit: number },
): Promise<AuditStretch> {
  const capped = Math.min(Math.max(1, Math.trunc(limit)), MAX_ROWS);
  const found: StretchRow[] = await manager.query(
    `SELECT link.*, seal.total AS seal_total, seal.mac AS seal_mac
       FROM (SELECT 1) AS one
       LEFT JOIN seal_sum seal ON seal.table_name = 'audit_row'
       LEFT JOIN (SELECT ${AUDIT_COLUMNS.join(', ')} FROM audit_row
                   WHERE sequence > $1 ORDER BY sequence LIMIT $2) link ON true
      ORDER BY link.sequence`,
    [String(after.sequence), String(capped)],
  );
  const rows = found.filter(({ sequence }) => sequence !== null).map(toAuditRow);
  const verdict = verifyAuditChain(rows, after);
  if (!verdict.ok) return { ok: false, sequence: verdict.sequence };
  const end = { sequence: verdict.lastSequence, hash: verdict.head };
  if (rows.length === capped) return { ok: true, rows, end, isHead: false };
  return isSealOf(end, sealIn(found[0]), key)
    ? { ok: true, rows, end, isHead: true }
    : { ok: false, sequence: end.sequence };
}

const sealIn = (row: StretchRow | undefined): HeadSeal | null =>
  row?.seal_total != null && row.seal_mac !== null ? { total: row.seal_total, mac: row.seal_mac } : null;
