/** Files kept as evidence. The bytes are elsewhere, encrypted; this says whose they are. */
import type { Stored } from '../../shared/index.js';

export interface EvidenceFile extends Stored {
  /** Name in the evidence store; it says nothing. */
  readonly fileId: string;
  readonly personId: string;
  readonly applicationId: string;
  readonly mediaType: string;
  /** SHA-256, hex, of the kept bytes: what the assessment record carries. Stays when the file is gone. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly storedBy: string;
  readonly storedAt: string;
  /** When the file was deleted; null while it is there. */
  readonly removedAt: string | null;
}
