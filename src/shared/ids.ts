import { base32Encode } from './encoding.js';

/** The only source of randomness and identifiers. Injected, so tests can be repeated. */
export interface Ids {
  /** A random UUID (RFC 9562 version 4). */
  uuid(): string;
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
  /** A uniformly random whole number in [0, below). @throws RangeError unless `below` is from 1 to 2^32 */
  integer(below: number): number;
}

function randomBytes(count: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(count));
}

function uniformInteger(bytes: (count: number) => Uint8Array, below: number): number {
  // Beyond it no draw would ever be taken.
  if (!(below >= 1 && below <= 2 ** 32)) throw new RangeError(`no random number below ${below}`);
  // Rejection sampling: a plain modulo would favour small numbers.
  const limit = Math.floor(2 ** 32 / below) * below;
  for (;;) {
    const drawn = new DataView(bytes(4).buffer).getUint32(0);
    if (drawn < limit) return drawn % below;
  }
}

export const randomIds: Ids = {
  uuid: () => globalThis.crypto.randomUUID(),
  bytes: randomBytes,
  integer: (below) => uniformInteger(randomBytes, below),
};

/** Repeatable identifiers for tests and fuzzing. Never for production: everything follows from `seed`. */
export function seededIds(seed: number): Ids {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => next() & 0xff);
  return {
    bytes,
    integer: (below) => uniformInteger(bytes, below),
    uuid: () => {
      const raw = bytes(16);
      raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
      raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
      const hex = Array.from(raw, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}

/** 128 random bits as 26 base32 characters: unguessable, safe in a URL path. */
export const shortCode = (ids: Ids): string => base32Encode(ids.bytes(16));
