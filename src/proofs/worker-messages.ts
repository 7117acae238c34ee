import type { JsonObject } from '../shared/index.js';
import type { DisclosureCheck } from './canonicalization.js';
import type { ProofOutcome } from './types.js';

/** What the main thread asks of a worker; one task at a time. */
export type WorkerTask =
  | { readonly kind: 'canonicalize'; readonly document: JsonObject; readonly hash: 'SHA-256' | 'SHA-384' }
  | { readonly kind: 'disclosure'; readonly check: DisclosureCheck };

export type WorkerAnswer =
  /** Sent once, when the worker has loaded its libraries and takes tasks. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly value: string | boolean }
  | { readonly kind: 'refused'; readonly outcome: Exclude<ProofOutcome, { outcome: 'verified' }> }
  | { readonly kind: 'failed'; readonly message: string };
