/** Byte and text encodings. Works in Node and in the browser: no `node:` imports, no `Buffer`. */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Throws a TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

export function concatBytes(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Returns null when `text` is not an even number of hex digits. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => parseInt(text.slice(2 * index, 2 * index + 2), 16));
}

/** base64url without padding (RFC 4648 section 5). */
export function base64urlEncode(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Strict: padding, other alphabets and non-canonical last characters give null, so one value has one spelling. */
export function base64urlDecode(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return null;
  const base64 = text.replace(/-/g, '+').replace(/_/g, '/');
  const binary = atob(base64);
  return btoa(binary).replace(/=/g, '') === base64 ? Uint8Array.from(binary, (char) => char.charCodeAt(0)) : null;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** base58btc without the multibase prefix (Controlled Identifiers 1.0, section 2.4). */
export function base58Encode(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0);
  let text = '';
  for (let value = BigInt(`0x0${toHex(bytes)}`); value > 0n; value /= 58n) {
    text = `${BASE58[Number(value % 58n)]}${text}`;
  }
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text;
}

/** Null for characters outside the alphabet. Callers bound the length first: the cost is quadratic. */
export function base58Decode(text: string): Uint8Array<ArrayBuffer> | null {
  let value = 0n;
  for (const char of text) {
    const digit = BASE58.indexOf(char);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const zeros = text.search(/[^1]|$/);
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytesOf(value)]);
}

/**
 * Exactly `length` bytes in multibase base58btc (`z`); null for any other text. Longer texts are refused before base58,
 * whose cost is quadratic.
 */
export function multibaseDecode(text: string, length: number): Uint8Array<ArrayBuffer> | null {
  const longest = 2 + length * 1.37;
  const bytes = text.startsWith('z') && text.length <= longest ? base58Decode(text.slice(1)) : null;
  return bytes?.length === length ? bytes : null;
}

/** A number as big-endian bytes: at least `least` of them, and no more zeros in front than that takes. */
export function bytesOf(value: bigint, least = 0): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0n || bytes.length < least; rest >>= 8n) bytes.unshift(Number(rest & 255n));
  return bytes;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case base32 without padding (RFC 4648 section 6). */
export function base32Encode(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >> bits) & 31];
    }
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}

/** Constant-time comparison of two byte strings of public length. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0;
}
