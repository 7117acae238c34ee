import type { ClientRateLimitInfo, Options, Store } from 'express-rate-limit';

interface Window {
  hits: number;
  readonly resetTime: Date;
}

/** Keys counted at once: at about 200 bytes each some 10 MB. */
const MAX_KEYS = 50_000;
const LOOKED_AT = 64;

/**
 * Counts per key in memory, for at most `maxKeys` keys: whoever sends requests under ever new keys (addresses of a whole
 * IPv6 network, codes that do not exist) never fills the memory. Forgotten is, among the keys not used for the longest, the
 * one with the fewest hits: a flood of other keys does not reset the count of the one that is being guessed at.
 */
export function createBoundedStore(now: () => Date, maxKeys = MAX_KEYS): Store & { readonly size: () => number } {
  const windows = new Map<string, Window>();
  let windowMs = 60_000;

  function touch(key: string): Window {
    const known = windows.get(key);
    windows.delete(key);
    const isOpen = known !== undefined && known.resetTime.getTime() > now().getTime();
    const window = isOpen ? known : { hits: 0, resetTime: new Date(now().getTime() + windowMs) };
    windows.set(key, window);
    if (windows.size > maxKeys) forgetOne(key);
    return window;
  }

  function forgetOne(but: string): void {
    let least: { readonly key: string; readonly hits: number } | null = null;
    let seen = 0;
    for (const [key, { hits, resetTime }] of windows) {
      if (key === but || seen++ === LOOKED_AT) break;
      const weight = resetTime.getTime() <= now().getTime() ? 0 : hits;
      if (least === null || weight < least.hits) least = { key, hits: weight };
    }
    if (least !== null) windows.delete(least.key);
  }

  return {
    localKeys: true,
    init: (options: Options) => {
      ({ windowMs } = options);
    },
    get: (key): ClientRateLimitInfo | undefined => {
      const window = windows.get(key);
      return window && { totalHits: window.hits, resetTime: window.resetTime };
    },
    increment: (key): ClientRateLimitInfo => {
      const window = touch(key);
      window.hits++;
      return { totalHits: window.hits, resetTime: window.resetTime };
    },
    decrement: (key) => {
      const window = windows.get(key);
      if (window !== undefined && window.hits > 0) window.hits--;
    },
    resetKey: (key) => void windows.delete(key),
    resetAll: () => windows.clear(),
    size: () => windows.size,
  };
}
