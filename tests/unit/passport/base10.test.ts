import { describe, expect, it } from '@jest/globals';
import { base10Failure, base10Length, decodeBase10, encodeBase10 } from '../../../src/passport/codec/base10.js';
import { minDigits, minPayloadBytes } from '../../../src/passport/codec/sp1-format.js';
import { seededIds, toHex } from '../../../src/shared/index.js';

describe('base10', () => {
  it('gives every length from 0 to 200 bytes back and says how long it will be', () => {
    const ids = seededIds(1);
    for (let length = 0; length <= 200; length++) {
      const bytes = ids.bytes(length);
      const digits = encodeBase10(bytes);
      expect(digits).toHaveLength(base10Length(length));
      expect(toHex(decodeBase10(digits) ?? Uint8Array.of(0))).toBe(toHex(bytes));
    }
  });

  it('uses 3, 5, 8, 10, 13, 15 and 17 digits for 1 to 7 bytes', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((count) => encodeBase10(new Uint8Array(count).fill(255)))).toEqual([
      '255',
      '65535',
      '16777215',
      '4294967295',
      '1099511627775',
      '281474976710655',
      '72057594037927935',
    ]);
  });

  it('knows how many digits the shortest payload takes', () => {
    expect(base10Length(minPayloadBytes)).toBe(minDigits);
  });

  it('refuses the first number that no group of bytes has', () => {
    for (const tooLarge of ['256', '65536', '16777216', '4294967296', '72057594037927936', '99999999999999999']) {
      expect(decodeBase10(tooLarge)).toBeNull();
      expect(base10Failure(tooLarge)).toBe('out-of-range');
    }
  });

  it('knows a cut text by its number of digits', () => {
    for (const count of [1, 2, 4, 6, 7, 9, 11, 12, 14, 16, 18]) {
      expect(decodeBase10('0'.repeat(count))).toBeNull();
      expect(base10Failure('0'.repeat(count))).toBe('incomplete');
    }
  });

  it('takes ASCII digits only', () => {
    for (const text of ['12a', ' 12', '1.2', '-12', '٣٤٥', '1e2']) {
      expect(decodeBase10(text)).toBeNull();
      expect(base10Failure(text)).toBe('not-digits');
    }
  });
});
