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

export type Base10Failure = 'not-digits' | 'incomplete' | 'out-of-range';
export type Base10Result =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: Base10Failure };

/**
 * Strict inverse: one byte string has one spelling. `incomplete`: no byte string has this many digits (text was cut).
 * `out-of-range`: a group is 256^n or more. Callers bound the length first.
 */
export function decodeBase10(digits: string): Base10Result {
  if (!/^[0-9]*$/.test(digits)) return { ok: false, reason: 'not-digits' };
  const groups = Math.floor(digits.length / GROUP_DIGITS);
  const tailBytes = DIGITS_OF_BYTES.indexOf(digits.length % GROUP_DIGITS);
  if (tailBytes < 0) return { ok: false, reason: 'incomplete' };
  const bytes = new Uint8Array(groups * GROUP_BYTES + tailBytes);
  for (let offset = 0, start = 0; start < digits.length; start += GROUP_DIGITS, offset += GROUP_BYTES) {
    const size = Math.min(GROUP_BYTES, bytes.length - offset);
    let value = BigInt(digits.slice(start, start + GROUP_DIGITS));
    for (let index = size - 1; index >= 0; index--) {
      bytes[offset + index] = Number(value & 0xffn);
      value >>= 8n;
    }
    if (value !== 0n) return { ok: false, reason: 'out-of-range' };
  }
  return { ok: true, bytes };
}
