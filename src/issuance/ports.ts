import type { AssessmentStore } from '../assessment/index.js';
import type { Repository, Stored } from '../shared/index.js';
import type {
  AuditRow,
  IssuanceIntent,
  OutboxRow,
  ShortCodeRow,
  SignedCredential,
  StatusEntryRow,
  StatusListRow,
} from './model.js';

/** A named document of settings that must survive: the stop switch, the instance's identity, list versions. */
export interface Setting extends Stored {
  readonly value: Readonly<Record<string, string | number | boolean | null>>;
}

export interface IssuanceStore extends AssessmentStore {
  readonly intents: Repository<IssuanceIntent>;
  readonly credentials: Repository<SignedCredential>;
  readonly statusLists: Repository<StatusListRow>;
  readonly statusEntries: Repository<StatusEntryRow>;
  readonly outbox: Repository<OutboxRow>;
  readonly shortCodes: Repository<ShortCodeRow>;
  readonly settings: Repository<Setting>;
  /** The audit chain, oldest first, for fsck. */
  auditRows(fromSequence: number, limit: number): Promise<AuditRow[]>;
}
