import { bytesOf } from '../../shared/index.js';

/**
 * SP1 layer L3 (docs/sp1.md section 4): bytes as decimal digits for the numeric mode of a QR code. Seven bytes, read as
 * one big-endian number, become 17 digits; the last 1 to 6 bytes become 3, 5, 8, 10, 13 or 15 digits.
 */
const GROUP_BYTES = 7;
const GROUP_DIGITS = 17;

/** Digits needed for a group of 0 to 7 bytes: the fewest that hold 256^n - 1. */
const DIGITS_OF_BYTES: readonly number[] = [0, 3, 5, 8, 10, 13, 15, GROUP_DIGITS];

export function encodeBase10(bytes: Uint8Array): string {
  let digits = '';
  for (let start = 0; start < bytes.length; start += GROUP_BYTES) {
    const group = bytes.subarray(start, start + GROUP_BYTES);
    let value = 0n;
    for (const byte of group) value = (value << 8n) | BigInt(byte);
    digits += value.toString().padStart(DIGITS_OF_BYTES[group.length] ?? GROUP_DIGITS, '0');
  }
  return digits;
}

/** How many digits `byteCount` bytes take. */
export function base10Length(byteCount: number): number {
  return Math.floor(byteCount / GROUP_BYTES) * GROUP_DIGITS + (DIGITS_OF_BYTES[byteCount % GROUP_BYTES] ?? 0);
}

/**
 * Strict inverse: one byte string has one spelling; null for every other text (`base10Failure` says why). Callers bound
 * the length first.
 */
export function decodeBase10(digits: string): Uint8Array<ArrayBuffer> | null {
  if (/\D/.test(digits)) return null;
  const bytes: number[] = [];
  for (let start = 0; start < digits.length; start += GROUP_DIGITS) {
    const group = digits.slice(start, start + GROUP_DIGITS);
    // -1 where no group of bytes has this many digits.
    const size = DIGITS_OF_BYTES.indexOf(group.length);
    const found = bytesOf(BigInt(group), size);
    if (found.length > size) return null;
    bytes.push(...found);
  }
  return Uint8Array.from(bytes);
}

export type Base10Failure = 'not-digits' | 'incomplete' | 'out-of-range';

/**
 * Why `decodeBase10` answers null. `incomplete`: no byte string has this many digits (text was cut). `out-of-range`: a
 * group is 256^n or more.
 */
export function base10Failure(digits: string): Base10Failure {
  if (/\D/.test(digits)) return 'not-digits';
  return DIGITS_OF_BYTES.includes(digits.length % GROUP_DIGITS) ? 'out-of-range' : 'incomplete';
}
