import { decompress } from '../../shared/index.js';

/**
 * `inflateRaw` on the platform's DecompressionStream, for what is exactly one stream, and with a dictionary of at most
 * 32 KiB. Null for everything else, and where the platform has no raw deflate: `inflateRaw` then unpacks it or says what
 * is wrong.
 */
export async function inflateByPlatform(
  data: Uint8Array,
  dictionary: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const text = await inflate(data, dictionary, maxBytes);
  if (text === null) return null;
  // A stream whose end mark stands earlier gives the same text without its last bit: it has spare bits or bytes after
  // its end, which some platforms pass over and no writer makes.
  const textOfLess = await inflate(withoutLastBit(data), dictionary, maxBytes);
  return textOfLess?.join() === text.join() ? null : text;
}

/**
 * The platform takes no preset dictionary, but one stored block (RFC 1951 section 3.2.4) before the stream puts it where
 * the stream looks for it.
 */
async function inflate(data: Uint8Array, dictionary: Uint8Array, maxBytes: number): Promise<Uint8Array | null> {
  const { length } = dictionary;
  const stored = Uint8Array.of(0, length, length >> 8, ~length, ~length >> 8);
  const unpacked = await decompress([stored, dictionary, data], 'deflate-raw', length + maxBytes);
  return unpacked && unpacked.subarray(length);
}

/** Its last byte gone or, if that is not zero, its highest bit unset: deflate fills bytes from their lowest bit. */
function withoutLastBit(data: Uint8Array): Uint8Array {
  const before = data.subarray(0, -1);
  const last = data.at(-1) ?? 0;
  return last === 0 ? before : Uint8Array.of(...before, last ^ (0x8000_0000 >>> Math.clz32(last)));
}
