import { describe, expect, it } from '@jest/globals';
import { checkDigits, drawNumber, isWellFormedNumber } from '../../../src/issuance/numbers.js';
import { wholeMonths } from '../../../src/issuance/subjects.js';
import { seededIds } from '../../../src/shared/index.js';

describe('certificate numbers', () => {
  it('have the year, the scheme and check digits by ISO/IEC 7064 MOD 97-10', () => {
    // The published example of MOD 97-10: 794 gets check digits 44.
    expect(checkDigits('794')).toBe('44');
    const number = drawNumber('13', '2026-02-18', seededIds(1));
    expect(number).toMatch(/^2613\d{10}$/);
    expect(isWellFormedNumber(number)).toBe(true);
  });

  it('a slip of one digit or a swap of neighbours is noticed, every time', () => {
    const ids = seededIds(2);
    for (let round = 0; round < 50; round++) {
      const number = drawNumber('21', '2026-02-18', ids);
      for (let at = 0; at < 14; at++) {
        for (let digit = 0; digit < 10; digit++) {
          const slip = number.slice(0, at) + String(digit) + number.slice(at + 1);
          expect(isWellFormedNumber(slip)).toBe(slip === number);
        }
        const swapped = number.slice(0, at) + (number[at + 1] ?? '') + (number[at] ?? '') + number.slice(at + 2);
        if (at < 13) expect(isWellFormedNumber(swapped)).toBe(swapped === number);
      }
    }
  });

  it('cannot be counted through: a thousand drawn are all different and not in order', () => {
    const ids = seededIds(3);
    const drawn = Array.from({ length: 1_000 }, () => drawNumber('13', '2026-01-01', ids));
    expect(new Set(drawn).size).toBe(1_000);
    expect(drawn).not.toEqual([...drawn].sort());
  });

  it.each(['', '1234', 'abcdefghijklmn', '2613050201734', '261305020173455', '26 13 0502 0173 45'])(
    '%s is not one',
    (text) => {
      expect(isWellFormedNumber(text)).toBe(false);
    },
  );
});

describe('months of experience', () => {
  it.each([
    ['2024-10-01', '2025-11-30', 14],
    ['2024-01-15', '2024-02-14', 1],
    ['2024-01-01', '2024-12-31', 12],
    ['2024-03-10', '2024-03-12', 1],
  ])('%s to %s are %i', (from, to, months) => {
    expect(wholeMonths(from, to)).toBe(months);
  });
});
