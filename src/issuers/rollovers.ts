import { decodeMultikey } from '../keys/browser.js';
import { isObject, parseIso } from '../shared/index.js';
import { openStatement, type Ed25519Verifier, type SignedTrustListRefusal } from './signed.js';
import { MAX_ROLLOVERS, MAX_ROOTS, ROOT_ROLLOVER_TYPE, type RootRollover } from './types.js';

/** The root keys a reader has pinned. */
export interface PinnedRoots {
  readonly roots: readonly string[];
  readonly serial: number;
}

export type RolloverRefusal =
  | SignedTrustListRefusal
  /** Not the statement that comes next: one was left out, repeated or put back. */
  | 'out-of-order'
  | 'too-many';

export type FollowedRollovers =
  | { readonly ok: true; readonly pinned: PinnedRoots }
  /** `pinned`: as far as the chain held. */
  | { readonly ok: false; readonly code: RolloverRefusal; readonly pinned: PinnedRoots };

/**
 * Walks the root statements that follow what is pinned; `rollovers[n - 1]` has serial n, as published. Each must be signed
 * by a key of the set before it. Stops at the first that is not, and keeps what held until then.
 */
export async function followRollovers(
  from: PinnedRoots,
  rollovers: readonly string[],
  crypto: Ed25519Verifier,
): Promise<FollowedRollovers> {
  let pinned = from;
  if (rollovers.length > MAX_ROLLOVERS) return { ok: false, code: 'too-many', pinned };
  for (const jws of rollovers.slice(from.serial)) {
    const read = await verifyRootRollover(jws, pinned, crypto);
    if (!read.ok) return { ok: false, code: read.code, pinned };
    pinned = { roots: read.rollover.roots, serial: read.rollover.serial };
  }
  return { ok: true, pinned };
}

/** One root statement against what is pinned, see `RootRollover`. */
export async function verifyRootRollover(
  jws: string,
  pinned: PinnedRoots,
  crypto: Ed25519Verifier,
): Promise<
  { readonly ok: true; readonly rollover: RootRollover } | { readonly ok: false; readonly code: RolloverRefusal }
> {
  const opened = await openStatement(jws, { type: ROOT_ROLLOVER_TYPE, rootKeys: pinned.roots, crypto });
  if (!opened.ok) return opened;
  const rollover = readRootRollover(opened.content);
  if (rollover === null) return { ok: false, code: 'bad-content' };
  return rollover.serial === pinned.serial + 1 ? { ok: true, rollover } : { ok: false, code: 'out-of-order' };
}

/** Null for anything that is not exactly a root statement. */
export function readRootRollover(value: unknown): RootRollover | null {
  if (!isObject(value)) return null;
  const { serial, operator, issuedAt, roots } = value;
  if (!Number.isSafeInteger(serial) || Number(serial) < 1) return null;
  if (typeof operator !== 'string' || operator.length > 500) return null;
  if (typeof issuedAt !== 'string' || parseIso(issuedAt) === null || !isRootSet(roots)) return null;
  return { serial: Number(serial), operator, issuedAt, roots };
}

/** 1 to MAX_ROOTS different Ed25519 keys. */
export function isRootSet(roots: unknown): roots is readonly string[] {
  return (
    Array.isArray(roots) &&
    roots.length >= 1 &&
    roots.length <= MAX_ROOTS &&
    new Set(roots).size === roots.length &&
    roots.every((root) => typeof root === 'string' && decodeMultikey(root)?.algorithm === 'Ed25519')
  );
}
