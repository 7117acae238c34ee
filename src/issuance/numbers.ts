import type { Ids } from '../shared/index.js';

/**
 * Certificate numbers: 14 digits, `YY SS RRRRRRRR CC` - year of award, scheme, eight random digits and two check digits
 * (ISO/IEC 7064 MOD 97-10). Digits only, because they are read over the phone in any language; random, because a serial
 * could be counted through; checked, because a slip of the pen must not look like somebody else's certificate.
 * `numberCode` are the scheme's two digits.
 */
export function drawNumber(numberCode: string, awardedOn: string, ids: Ids): string {
  const random = ids.integer(100_000_000).toString().padStart(8, '0');
  const body = `${awardedOn.slice(2, 4)}${numberCode}${random}`;
  return body + checkDigits(body);
}

/** ISO/IEC 7064 MOD 97-10 over the digits of `body`. */
export function checkDigits(body: string): string {
  const remainder = Number(BigInt(`${body}00`) % 97n);
  return (98 - remainder).toString().padStart(2, '0');
}

/** True when `number` has the right shape and check digits; says nothing about whether it was issued. */
export function isWellFormedNumber(number: string): boolean {
  return /^\d{14}$/.test(number) && BigInt(number) % 97n === 1n;
}
