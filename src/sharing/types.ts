import type { Stored } from '../shared/index.js';

/** One certificate or passport, everything that the same person was given, or all of that with the photo. */
export type ShareScope = 'one' | 'all' | 'photo';
export const shareScopes: readonly ShareScope[] = ['one', 'all', 'photo'];
export const shareDays: readonly number[] = [1, 7, 30];

/** A link by which a worker shows what they hold. Whoever opens it is never recorded, only how often it was opened. */
export interface ShareLink extends Stored {
  /** SHA-256 (hex) of the secret in the link's fragment; the secret itself is nowhere. */
  readonly secretHash: string;
  /** The credential whose holder made the link. */
  readonly credentialId: string;
  readonly scope: ShareScope;
  readonly createdAt: string;
  readonly endsAt: string;
  /** Salt and scrypt hash of the PIN (hex), or null without one. */
  readonly pinSalt: string | null;
  readonly pinHash: string | null;
  readonly triesLeft: number;
  readonly lockedUntil: string | null;
  readonly opened: number;
  readonly state: 'open' | 'stopped';
}

/** What the worker sees in the list: no secret, nobody who opened it. */
export interface ShareView {
  readonly id: string;
  readonly scope: ShareScope;
  readonly endsAt: string;
  readonly hasPin: boolean;
  readonly opened: number;
  readonly state: 'open' | 'stopped' | 'ended';
}

export type WorkerRequestKind = 'name' | 'birth-date' | 'award' | 'other' | 'renewal';
export const workerRequestKinds: readonly WorkerRequestKind[] = ['name', 'birth-date', 'award', 'other', 'renewal'];

/** A worker asks for a correction or about renewal. Kinds only: what it should say is told to the office in person. */
export interface WorkerRequest extends Stored {
  readonly kind: WorkerRequestKind;
  readonly credentialId: string;
  readonly number: string;
  readonly scheme: string;
  /** Site of the assessment; empty for what was not assessed at one. */
  readonly siteId: string;
  readonly receivedAt: string;
  readonly answerBy: string;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly state: 'received' | 'answered';
}

/** Wrong birth years for one number. The id is a hash of what was asked about. */
export interface YearGuesses extends Stored {
  readonly wrong: number;
  readonly endsAt: string;
}
