/** The bitstring itself: Bitstring Status List v1.0 section 3, most significant bit first. Browser-safe. */

/** Fewest slots a list may have, so that one holder hides among many: 16 KiB of bits (Bitstring Status List v1.0). */
export const MINIMUM_SLOTS = 131_072;
/** Largest list we unpack: 1 MiB covers 8,388,608 one-bit slots. */
export const MAX_LIST_BYTES = 1_048_576;
/** Widest value one slot may hold; the specification names no limit, 8 bits carry 256 messages. */
export const MAX_STATUS_SIZE = 8;

/** An empty list of `slots` one-bit entries. Throws RangeError outside [131,072 .. 8,388,608] or when not whole bytes. */
export function emptyBits(slots: number = MINIMUM_SLOTS): Uint8Array {
  if (!Number.isInteger(slots) || slots < MINIMUM_SLOTS || slots > MAX_LIST_BYTES * 8 || slots % 8 !== 0) {
    throw new RangeError('a status list has 131,072 to 8,388,608 slots, in whole bytes');
  }
  return new Uint8Array(slots / 8);
}

/** How many entries of `statusSize` bits fit. */
export const slotCount = (bits: Uint8Array, statusSize = 1): number => Math.floor((bits.length * 8) / statusSize);

/** A copy of `bits` with one-bit entry `index` set or cleared. Throws RangeError when there is no such entry. */
export function withBit(bits: Uint8Array, index: number, isSet: boolean): Uint8Array {
  if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8) throw new RangeError('no such status index');
  const changed = Uint8Array.from(bits);
  const mask = 0x80 >> (index % 8);
  const byte = changed[index >> 3] ?? 0;
  changed[index >> 3] = isSet ? byte | mask : byte & ~mask;
  return changed;
}

/** The bits of a list with exactly these one-bit entries set. */
export function bitsOf(setIndexes: Iterable<number>, slots: number = MINIMUM_SLOTS): Uint8Array {
  const bits = emptyBits(slots);
  for (const index of setIndexes) {
    if (!Number.isInteger(index) || index < 0 || index >= slots) throw new RangeError('no such status index');
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index % 8));
  }
  return bits;
}

/**
 * The value at `index` of a list whose entries are `statusSize` bits wide: bit position index x statusSize, leftmost
 * first. Null when the entry lies outside the list (RANGE_ERROR of the specification).
 */
export function valueAt(bits: Uint8Array, index: number, statusSize = 1): number | null {
  let value = 0;
  for (let position = index * statusSize; position < (index + 1) * statusSize; position++) {
    const byte = bits[Math.floor(position / 8)];
    if (byte === undefined || !Number.isInteger(index)) return null;
    value = (value << 1) | ((byte >> (7 - (position % 8))) & 1);
  }
  return value;
}
