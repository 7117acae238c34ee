/** A second look at assessment records before anything is decided on them. */
import type { Stored } from '../../shared/index.js';
import type { SchemeKey } from './catalogue.js';

/** Why a record was taken into moderation. */
export type ModerationReason =
  /** One of the first sessions of its assessor. */
  | 'new-assessor'
  /** A large session in which everybody passed. */
  | 'all-passed'
  /** Drawn by a lot that nobody can choose or foresee. */
  | 'random'
  /** R21. */
  | 'risk-flag'
  /** It takes the place of a record that a moderator returned. */
  | 'correction'
  /** An accreditation it rests on is void. */
  | 'accreditation-void'
  /** A moderator asked for it. */
  | 'chosen';

export type ModerationOutcome = 'uphold' | 'return' | 'void';

/** One look at one record, kept for ever. Open until `outcome` is written. */
export interface Moderation extends Stored {
  readonly recordId: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly scheme: SchemeKey;
  readonly siteId: string;
  readonly reasons: readonly ModerationReason[];
  readonly openedAt: string;
  readonly moderatorId: string | null;
  readonly settledAt: string | null;
  readonly outcome: ModerationOutcome | null;
  /** The moderator's words; null while open, and after an erasure. */
  readonly note: string | null;
}

/** Which records of a scheme are drawn before a decision. */
export interface ModerationPolicy {
  /** Every record of so many first sessions of an assessor. */
  readonly newAssessorSessions: number;
  /** Every record of a session of so many candidates or more who all passed. */
  readonly allPassedFrom: number;
  /** Share of all records, 0 to 1. */
  readonly randomShare: number;
}
