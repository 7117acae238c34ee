import type { TrustList } from '../issuers/index.js';

/** What one operator may add to the list that every verifier carries. */
export const importBounds = { issuers: 100, dictionaries: 64, length: 1_048_576 } as const;
/** Between clocks that are both right. */
const SKEW_MS = 300_000;

/** A list dated ahead would count as new for ever. */
export const isFromTheFuture = ({ issuedAt }: TrustList, now: Date): boolean =>
  Date.parse(issuedAt) > now.getTime() + SKEW_MS;

/** Why a list that its roots signed is not taken all the same; null when it may be. */
export function boundsProblem(jws: string, list: TrustList, now: Date): 'from-the-future' | 'too-large' | null {
  if (isFromTheFuture(list, now)) return 'from-the-future';
  const isWithin =
    jws.length <= importBounds.length &&
    list.issuers.length <= importBounds.issuers &&
    list.dictionaries.length <= importBounds.dictionaries;
  return isWithin ? null : 'too-large';
}
