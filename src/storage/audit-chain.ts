import { createHash } from 'node:crypto';
import type { AuditAnchor, AuditRow } from '../issuance/index.js';
import { canonicalJson, GENESIS_HASH } from '../shared/index.js';

export type AuditContent = Omit<AuditRow, 'hash' | 'previousHash'>;

export type AuditVerdict =
  | { readonly ok: true; readonly rows: number; readonly head: string; readonly lastSequence: number }
  | { readonly ok: false; readonly sequence: number; readonly problem: 'gap' | 'link' | 'hash' };

/** SHA-256, hex, over the previous row's hash followed by the RFC 8785 form of everything else in the row. */
export function auditHash(previousHash: string, content: AuditContent): string {
  const { sequence, at, action, actorId, subjectType, subjectId, facts } = content;
  const canonical = canonicalJson({ sequence, at, action, actorId, subjectType, subjectId, facts });
  return createHash('sha256').update(previousHash, 'utf8').update(canonical, 'utf8').digest('hex');
}

/**
 * Checks that rows follow each other without a gap and that every hash covers its content and its predecessor. Long
 * chains are checked in pages: hand the last row of one page as `after` of the next; the default is the beginning. Names the first bad row.
 */
export function verifyAuditChain(
  rows: readonly AuditRow[],
  after: AuditAnchor = { sequence: 0, hash: GENESIS_HASH },
): AuditVerdict {
  let last = after;
  for (const row of rows) {
    const fail = (problem: 'gap' | 'link' | 'hash'): AuditVerdict => ({ ok: false, sequence: row.sequence, problem });
    if (row.sequence !== last.sequence + 1) return fail('gap');
    if (row.previousHash !== last.hash) return fail('link');
    if (row.hash !== auditHash(row.previousHash, row)) return fail('hash');
    last = row;
  }
  return { ok: true, rows: rows.length, head: last.hash, lastSequence: last.sequence };
}
