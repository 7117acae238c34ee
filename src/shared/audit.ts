/**
 * One line of the audit trail. `facts` holds ids, codes and hashes only: never names, birth dates or free text about a
 * person. The store chains every row to the one before it by hash.
 */
export interface AuditEvent {
  /** What happened, as `<thing>.<event>`: `record.sign`, `certificate.release`, `issuance.intended`. */
  readonly action: string;
  readonly actorId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditSink {
  append(event: AuditEvent): Promise<void>;
}

/** What the first row of an audit chain points back to. A literal: what is computed stays in pages that never use it. */
export const GENESIS_HASH = '0000000000000000000000000000000000000000000000000000000000000000';
