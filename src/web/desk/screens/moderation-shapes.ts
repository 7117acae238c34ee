import type { RuleAnswer } from '../api/shapes.js';
import type { RecordFile } from './decide-shapes.js';

/** Answers of `/moderation-queue` and `/records/:recordId/moderation-file`. */
export interface HeldRecord {
  readonly id: string;
  readonly referenceNo: string;
  readonly name: string;
  readonly qualification: string;
  readonly assessedOn: string;
  readonly assessor: string;
  readonly site: string;
  readonly overall: string | null;
  readonly reasons: readonly string[];
  readonly riskFlags: readonly string[];
  /** A moderator said that it is void; two approving officers, or another moderator, go on. */
  readonly isCalledVoid: boolean;
  /** Why this person may not moderate it (R32); null when they may. */
  readonly hinders: RuleAnswer | null;
}

export interface ModerationQueue {
  readonly total: number;
  readonly rows: readonly HeldRecord[];
}

export interface Look {
  readonly reasons: readonly string[];
  readonly openedAt: string;
  readonly settledAt: string | null;
  readonly outcome: string | null;
  readonly note: string | null;
  readonly by: string;
}

export interface ModerationFile extends RecordFile {
  readonly record: RecordFile['record'] & {
    readonly riskFlags: readonly string[];
    readonly acknowledgement: { readonly disagrees: boolean } | null;
  };
  readonly looks: readonly Look[];
  readonly hinders: RuleAnswer | null;
}
