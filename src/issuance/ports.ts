import type { AssessmentStore } from '../assessment/index.js';
import type { Repository, Stored } from '../shared/index.js';
import type {
  AccreditationCredential,
  AuditAnchor,
  AuditClock,
  AuditRow,
  AuditStretch,
  AuditTime,
  IssuanceIntent,
  OutboxRow,
  ShortCodeRow,
  SignedCredential,
  StatusEntryRow,
  StatusListRow,
} from './model.js';
import type { StatusBatch, StatusBatchItem } from './status-batch-model.js';

/** A named document of settings that must survive: the stop switch, the instance's identity, list versions. */
export interface Setting extends Stored {
  readonly value: Readonly<Record<string, string | number | boolean | null>>;
}

/** A challenge of ours that was answered. Kept only until it has expired: then nobody accepts it anyway. */
export interface UsedChallenge extends Stored {
  readonly expiresAt: string;
}

/** A row, or a whole table when `rowId` is null, that is not as the service left it. */
export interface BrokenSeal {
  readonly table: string;
  readonly rowId: string | null;
}

export interface IssuanceStore extends AssessmentStore {
  readonly intents: Repository<IssuanceIntent>;
  readonly credentials: Repository<SignedCredential>;
  readonly accreditationCredentials: Repository<AccreditationCredential>;
  readonly statusLists: Repository<StatusListRow>;
  readonly statusEntries: Repository<StatusEntryRow>;
  readonly outbox: Repository<OutboxRow>;
  readonly shortCodes: Repository<ShortCodeRow>;
  readonly settings: Repository<Setting>;
  readonly statusBatches: Repository<StatusBatch>;
  readonly statusBatchItems: Repository<StatusBatchItem>;
  readonly usedChallenges: Repository<UsedChallenge>;
  /** The audit chain, oldest first, for fsck. */
  auditRows(fromSequence: number, limit: number): Promise<AuditRow[]>;
  /** The rows after this one, each checked against the one before it. */
  auditStretch(after: AuditAnchor, limit: number): Promise<AuditStretch>;
  /**
   * Throws unless this row stands in the chain as the service sealed it. Present only where what the trail says decides about
   * a signature (`src/signer`).
   */
  readonly assertInTrail?: (row: AuditRow) => Promise<void>;
  /** The latest of the rows after this one, and the number of the last row. */
  auditClock(afterSequence: number): Promise<AuditClock>;
  /** The rows after this one by their times, the latest first. */
  auditLatest(afterSequence: number, limit: number): Promise<AuditTime[]>;
  /** Rows edited, added, removed or set back beside the service. A table without a row id: the sum of its rows is off. */
  brokenSeals(): Promise<BrokenSeal[]>;
  readonly personal: {
    /** Destroys the data keys of these owners (people, or subjects without one) for ever. */
    destroyKeys(owners: readonly string[]): Promise<void>;
  };
}
