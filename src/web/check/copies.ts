import type { CopyStore, Download } from './trust-store.js';

const CACHE = 'trust-data-1';
const STAMP = 'x-fetched-at';
/** A status list is at most 2 MiB of JSON, a trust list of 200 offices about 1 MB. */
const maxBytes = 16_777_216;
const patienceMs = 8_000;

/** Copies in CacheStorage; where the browser has none (an insecure address) they last as long as the page. */
export function createCopyStore(): CopyStore {
  if (!('caches' in globalThis)) return memoryCopies();
  return {
    async get(path) {
      const response = await (await caches.open(CACHE)).match(path);
      if (!response) return null;
      return { bytes: new Uint8Array(await response.arrayBuffer()), fetchedAt: response.headers.get(STAMP) ?? '' };
    },
    async put(path, bytes, fetchedAt) {
      await (await caches.open(CACHE)).put(path, new Response(bytes, { headers: { [STAMP]: fetchedAt } }));
    },
  };
}

function memoryCopies(): CopyStore {
  const held = new Map<string, { bytes: Uint8Array<ArrayBuffer>; fetchedAt: string }>();
  return {
    get: async (path) => held.get(path) ?? null,
    put: async (path, bytes, fetchedAt) => void held.set(path, { bytes, fetchedAt }),
  };
}

/** Null for anything but a whole answer in time. Same site only: the path is all that is taken. */
export const download: Download = async (path) => {
  try {
    const response = await fetch(path, {
      signal: AbortSignal.timeout(patienceMs),
      credentials: 'omit',
      cache: 'no-cache',
    });
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length <= maxBytes ? bytes : null;
  } catch {
    return null;
  }
};
