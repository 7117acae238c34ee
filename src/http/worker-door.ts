import type { ShareView, WorkerRequestView } from '../sharing/index.js';
import type { OpenedPassport, PublishedFile } from './deps.js';

/** The holder of a passport: the code on the paper and the birth year. Every call makes sure of both. */
export interface HolderKey {
  readonly code: string;
  readonly birthYear: string;
}

export interface WorkerDoor {
  /** By the printed number; the same answer after the same time for a wrong year and an unknown number. */
  lookUp(number: string, birthYear: string): Promise<OpenedPassport & { readonly code: string }>;
  makeShare(
    holder: HolderKey,
    request: { readonly scope: unknown; readonly days: unknown; readonly pin?: unknown },
  ): Promise<{ readonly secret: string; readonly link: ShareView }>;
  listShares(holder: HolderKey): Promise<readonly ShareView[]>;
  stopShare(holder: HolderKey, linkId: string): Promise<ShareView>;
  openShare(
    secret: unknown,
    pin: unknown,
  ): Promise<{
    readonly credentials: readonly unknown[];
    readonly endsAt: string;
    /** JPEG, base64, or null; there only in links that show the photo. */
    readonly photo?: string | null;
  }>;
  sendRequest(holder: HolderKey, kind: unknown): Promise<WorkerRequestView>;
  listRequests(holder: HolderKey): Promise<readonly WorkerRequestView[]>;
}

export interface ReceiptDoor {
  /** Checks the certificate of this id and fingerprint again and signs the answer (JWS compact). */
  issue(asked: { readonly credentialId: string; readonly sha256: string }): Promise<{ readonly receipt: string }>;
  /** Public keys of receipts in Multikey form. */
  keys(): Promise<PublishedFile>;
}
