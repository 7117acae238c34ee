import type { EntityManager } from 'typeorm';
import type { AuditAnchor, AuditClock, AuditRow, AuditTime } from '../issuance/index.js';
import { GENESIS_HASH, type AuditEvent, type AuditSink, type Clock } from '../shared/index.js';
import { auditHash } from './audit-chain.js';
import { MAX_ROWS } from './conditions.js';
import { sealAuditHead } from './seals/audit-head.js';
import type { Sessions, TransactionSession } from './sessions.js';
import { isPlainValueOf } from './table-shape.js';
import { StorageMisuse } from './storage-errors.js';

/** Any fixed number: everyone who extends the chain takes this lock until the end of the transaction. */
const CHAIN_LOCK = 7_402_331;
const ROWS_PER_INSERT = 500;
export const AUDIT_COLUMNS = [
  'sequence',
  'at',
  'action',
  'actor_id',
  'subject_type',
  'subject_id',
  'facts',
  'previous_hash',
  'hash',
] as const;

/** A row of the chain as the database gives it. */
export type StoredAuditRow = Record<(typeof AUDIT_COLUMNS)[number], unknown>;

type PendingEvent = AuditEvent & { readonly at: string };

/** The audit side of a transaction's store. */
export interface TransactionAudit extends AuditSink {
  /** Writes what was appended so far; needed before reading the chain inside the same transaction. */
  flush(manager: EntityManager): Promise<void>;
}

/**
 * Events are collected and chained in one go right before COMMIT: many events cost one statement, and the lock that
 * keeps the chain in one line is held only for that moment. They are atomic with everything else in the transaction.
 */
export function createTransactionAudit(
  session: TransactionSession,
  clock: Clock,
  sealKey: Uint8Array,
): TransactionAudit {
  let pending: PendingEvent[] = [];
  let head: AuditAnchor | null = null;

  async function flush(manager: EntityManager): Promise<void> {
    const events = pending;
    pending = [];
    if (events.length === 0) return;
    const before = (head ??= await lockedHead(manager));
    let last = before;
    const rows = events.map((event): AuditRow => {
      const content = { ...pickEvent(event), at: event.at, sequence: last.sequence + 1 };
      const row = { ...content, previousHash: last.hash, hash: auditHash(last.hash, content) };
      last = row;
      return row;
    });
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await insertAuditRows(manager, rows.slice(start, start + ROWS_PER_INSERT));
    }
    head = { sequence: last.sequence, hash: last.hash };
    await sealAuditHead(manager, sealKey, { before, after: head });
  }

  session.beforeCommit(flush);
  return {
    flush,
    append: async (event) => {
      checkEvent(event);
      // Through the queue, so that an append after the end of the transaction fails instead of vanishing.
      await session.run(async () => {
        pending.push({ ...event, at: clock.now().toISOString() });
      });
    },
  };
}

/** Outside a transaction every append is a transaction of its own. */
export function createOuterAudit(sessions: Sessions, clock: Clock, sealKey: Uint8Array): AuditSink {
  return {
    append: (event) => sessions.transaction((session) => createTransactionAudit(session, clock, sealKey).append(event)),
  };
}

/** At most `limit` rows with sequence >= `fromSequence`, oldest first. */
export async function readAuditRows(manager: EntityManager, fromSequence: number, limit: number): Promise<AuditRow[]> {
  const capped = Math.min(Math.max(0, Math.trunc(limit)), MAX_ROWS);
  const rows: StoredAuditRow[] = await manager.query(
    `SELECT ${AUDIT_COLUMNS.join(', ')} FROM audit_row WHERE sequence >= $1 ORDER BY sequence LIMIT $2`,
    [String(Math.trunc(fromSequence)), String(capped)],
  );
  return rows.map(toAuditRow);
}

export const toAuditRow = (row: StoredAuditRow): AuditRow => ({
  sequence: Number(row.sequence),
  at: String(row.at),
  action: String(row.action),
  actorId: String(row.actor_id),
  subjectType: String(row.subject_type),
  subjectId: String(row.subject_id),
  facts: row.facts as AuditRow['facts'],
  previousHash: String(row.previous_hash),
  hash: String(row.hash),
});

/** The latest of the rows after this one, which need not be the last of them, and where the chain ends. */
export async function readAuditClock(manager: EntityManager, afterSequence: number): Promise<AuditClock> {
  const [latest] = await latestAuditRows(manager, { afterSequence, limit: 1 });
  const { sequence } = await auditHead(manager);
  return { latest: latest ?? null, headSequence: sequence };
}

/** At most `limit` of the rows after this one, by their times, the latest first. */
export async function latestAuditRows(
  manager: EntityManager,
  { afterSequence, limit }: { readonly afterSequence: number; readonly limit: number },
): Promise<AuditTime[]> {
  const rows: { sequence: string; at: string; action: string }[] = await manager.query(
    'SELECT sequence, at, action FROM audit_row WHERE sequence > $1 ORDER BY at DESC LIMIT $2',
    [String(Math.trunc(afterSequence)), String(Math.min(Math.max(0, Math.trunc(limit)), MAX_ROWS))],
  );
  return rows.map(({ sequence, at, action }) => ({ sequence: Number(sequence), at, action }));
}

async function lockedHead(manager: EntityManager): Promise<AuditAnchor> {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [String(CHAIN_LOCK)]);
  // A statement of its own: READ COMMITTED shows it what was committed while we waited for the lock.
  return auditHead(manager);
}

/** The last row as stored now. */
export async function auditHead(manager: EntityManager): Promise<AuditAnchor> {
  const rows: { sequence: string; hash: string }[] = await manager.query(
    'SELECT sequence, hash FROM audit_row ORDER BY sequence DESC LIMIT 1',
  );
  const [last] = rows;
  return last ? { sequence: Number(last.sequence), hash: last.hash } : { sequence: 0, hash: GENESIS_HASH };
}

async function insertAuditRows(manager: EntityManager, rows: readonly AuditRow[]): Promise<void> {
  const values = rows.flatMap((row) => [
    String(row.sequence),
    row.at,
    row.action,
    row.actorId,
    row.subjectType,
    row.subjectId,
    JSON.stringify(row.facts),
    row.previousHash,
    row.hash,
  ]);
  const tuples = rows.map(
    (_, row) =>
      `(${AUDIT_COLUMNS.map((name, index) => `$${row * AUDIT_COLUMNS.length + index + 1}${name === 'facts' ? '::jsonb' : ''}`).join(', ')})`,
  );
  await manager.query(`INSERT INTO audit_row (${AUDIT_COLUMNS.join(', ')}) VALUES ${tuples.join(', ')}`, values);
}

const pickEvent = ({ action, actorId, subjectType, subjectId, facts }: AuditEvent): AuditEvent => ({
  action,
  actorId,
  subjectType,
  subjectId,
  facts,
});

/** Found out at the append, where the caller's stack still says who wrote it. */
function checkEvent(event: AuditEvent): void {
  for (const text of [event.action, event.actorId, event.subjectType, event.subjectId]) {
    if (!isPlainValueOf('text', text)) throw new StorageMisuse('An audit event needs its four names as text.');
  }
  for (const fact of Object.values(event.facts)) {
    const isPlain = fact === null || typeof fact === 'boolean' || Number.isFinite(fact) || isPlainValueOf('text', fact);
    if (!isPlain) throw new StorageMisuse('An audit fact must be text, a finite number, true/false or null.');
  }
}
