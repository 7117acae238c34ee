/** The photo of a candidate: one for each person, by which others tell that it is them. */
import type { Stored } from '../../shared/index.js';

export interface Portrait extends Stored {
  /** The person's id. */
  readonly id: string;
  /** JPEG, base64; null when it was removed or the person was erased. */
  readonly jpeg: string | null;
  /** SHA-256, hex, of the JPEG. */
  readonly sha256: string | null;
  readonly takenAt: string;
  readonly storedBy: string;
  readonly storedAt: string;
  /** That the person agreed to its use on the passport, its page and its paper. Null: only the office uses it. */
  readonly onPassport: PortraitConsent | null;
}

export interface PortraitConsent {
  readonly at: string;
  /** Who asked and heard the answer. */
  readonly receivedBy: string;
}
