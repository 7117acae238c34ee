import type { Clock } from '../shared/index.js';
import type { StatusAnswer } from '../verification/index.js';

type List = Extract<StatusAnswer, { kind: 'list' }>;

export interface ListCache {
  /** Null when it is not there or too old. */
  get(url: string): List | null;
  /** `sizeBytes` as it came over the wire; what alone is larger than the whole cache is not kept. */
  put(url: string, list: List, sizeBytes: number): void;
}

const KEEP_MS = 15 * 60_000;
/** As text; the parsed form in memory takes a small multiple. A list of 131,072 slots has about 8 kB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Bounded in bytes and in age; whatever was not asked for the longest goes first. */
export function createListCache(clock: Clock, maxBytes = MAX_BYTES): ListCache {
  const kept = new Map<string, { readonly list: List; readonly at: number; readonly sizeBytes: number }>();
  let bytes = 0;

  function drop(url: string): void {
    bytes -= kept.get(url)?.sizeBytes ?? 0;
    kept.delete(url);
  }

  return {
    get(url) {
      const found = kept.get(url);
      if (found === undefined) return null;
      const age = clock.now().getTime() - found.at;
      if (age < 0 || age >= KEEP_MS) {
        drop(url);
        return null;
      }
      kept.delete(url);
      kept.set(url, found);
      return found.list;
    },
    put(url, list, sizeBytes) {
      drop(url);
      if (sizeBytes > maxBytes) return;
      kept.set(url, { list, at: clock.now().getTime(), sizeBytes });
      bytes += sizeBytes;
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
