/** Not CBOR, or CBOR beyond what a COSE_Sign1 is made of. */
class Malformed extends Error {}

export interface CborTag {
  readonly tag: number;
  readonly value: CborValue;
}
export type CborValue =
  number | string | boolean | null | Uint8Array | readonly CborValue[] | ReadonlyMap<CborValue, CborValue> | CborTag;

/** A COSE_Sign1 nests three deep and has a handful of items. */
const MAX_DEPTH = 8;
const MAX_ITEMS = 256;

/**
 * One CBOR value (RFC 8949) and nothing after it; null for everything else. Reads what COSE headers are made of: integers,
 * texts, byte strings, arrays, maps with distinct integer or text keys, tags, true, false and null, all of definite
 * length. Work and memory follow the bytes that are there, never the lengths that they claim: general readers were seen
 * to reserve what a header of five bytes announces. `maxItems`: values in all, containers counted.
 */
export function readCbor(bytes: Uint8Array, maxItems = MAX_ITEMS): CborValue | null {
  const reader = createReader(bytes, maxItems);
  try {
    const value = reader.value(0);
    return reader.isAtEnd() ? value : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function createReader(bytes: Uint8Array, maxItems: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let items = 0;

  function take(length: number): number {
    if (length > bytes.length - at) throw new Malformed();
    at += length;
    return at - length;
  }

  function argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return view.getUint8(take(1));
    if (info === 25) return view.getUint16(take(2));
    if (info === 26) return view.getUint32(take(4));
    const long = info === 27 ? view.getBigUint64(take(8)) : -1n;
    if (long < 0n || long > BigInt(Number.MAX_SAFE_INTEGER)) throw new Malformed();
    return Number(long);
  }

  function value(depth: number): CborValue {
    if (depth > MAX_DEPTH || ++items > maxItems) throw new Malformed();
    const head = view.getUint8(take(1));
    const [major, info] = [head >> 5, head & 31];
    if (major === 7) return simple(info);
    const size = argument(info);
    switch (major) {
      case 0:
        return size;
      case 1:
        return -1 - size;
      case 2:
        return bytes.subarray(take(size), at);
      case 3:
        return text(bytes.subarray(take(size), at));
      case 4:
        return list(size, depth);
      case 5:
        return map(size, depth);
      default:
        return { tag: size, value: value(depth + 1) };
    }
  }

  function list(size: number, depth: number): CborValue[] {
    const found: CborValue[] = [];
    while (found.length < size) found.push(value(depth + 1));
    return found;
  }

  function map(size: number, depth: number): ReadonlyMap<CborValue, CborValue> {
    const found = new Map<CborValue, CborValue>();
    for (let count = 0; count < size; count++) {
      const key = value(depth + 1);
      if ((typeof key !== 'number' && typeof key !== 'string') || found.has(key)) throw new Malformed();
      found.set(key, value(depth + 1));
    }
    return found;
  }

  return { value, isAtEnd: () => at === bytes.length };
}

function simple(info: number): boolean | null {
  if (info === 20 || info === 21) return info === 21;
  if (info === 22) return null;
  throw new Malformed();
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function text(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Malformed();
  }
}
