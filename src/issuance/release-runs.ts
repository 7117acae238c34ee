import type { Refusal, Repository, Stored } from '../shared/index.js';

/** One certificate of a run. `stopped`: refused, with the reasons; it waits for somebody and holds up nothing. */
export interface ReleaseItem {
  readonly certificateId: string;
  readonly state: 'waiting' | 'released' | 'stopped';
  readonly refusals: readonly Refusal[];
}

/**
 * A release of many certificates that goes on when its page is closed and after a restart. The certificates themselves are
 * the truth; this is how far the work has come.
 */
export interface ReleaseRun extends Stored {
  /** Whose certificates they are. */
  readonly organizationId: string;
  /** Of this organisation, from 1, anew with each resume. No two have the same: of two that begin at once one looks again. */
  readonly number: number;
  /** Their session; null when they are of several. */
  readonly sessionId: string | null;
  /** The release officer, as everywhere: the person where there is one, else the account. */
  readonly startedBy: string;
  readonly startedAt: string;
  readonly items: readonly ReleaseItem[];
  /** `held`: something beyond one certificate stopped it (stop switch, role lost); `heldBy` has the code. */
  readonly state: 'running' | 'paused' | 'held' | 'done';
  readonly heldBy: string | null;
  /** Until when one process has it to itself; another one takes over afterwards. */
  readonly leaseUntil: string | null;
  readonly finishedAt: string | null;
}

export interface ReleaseRunStore {
  readonly releaseRuns: Repository<ReleaseRun>;
}
