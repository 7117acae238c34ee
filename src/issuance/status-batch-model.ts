import type { ReasonClass } from '../assessment/index.js';
import type { Stored } from '../shared/index.js';

export type BatchEvent = 'suspend' | 'reinstate' | 'revoke';

/** What the certificates of a batch have in common. */
export interface BatchScope {
  readonly kind: 'mission' | 'centre' | 'assessor' | 'key';
  /** Mission, site of the centre, person of the assessor, or the issuing key's id (a DID URL). */
  readonly id: string;
}

/** One decision of two officers about many things that were issued. */
export interface StatusBatch extends Stored {
  readonly scheme: string;
  readonly event: BatchEvent;
  readonly reasonClass: ReasonClass;
  readonly scope: BatchScope;
  /** Hash of exactly the set that both officers saw. */
  readonly setSha256: string;
  readonly total: number;
  readonly actorId: string;
  readonly secondActorId: string;
  readonly begunAt: string;
  readonly finishedAt: string | null;
  readonly state: 'running' | 'done';
}

export interface StatusBatchItem extends Stored {
  readonly batchId: string;
  readonly targetType: 'certificate' | 'passport' | 'experience';
  readonly targetId: string;
  readonly state: 'waiting' | 'done' | 'refused';
  /** Why it was refused. */
  readonly code: string | null;
}
