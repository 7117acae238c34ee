import { maxDigits, minDigits } from './sp1-format.js';

/** What a text that is no code of ours looks like: more than these need not be told apart to know how to go on. */
export type OtherKind = 'number' | 'address' | 'health' | 'data' | 'text';

/** Why a text is not taken as SP1. Codes are those spoken on screen (docs/sp1.md section 8). */
export interface Sp1Failure {
  readonly ok: false;
  /** E11 damaged, E12 something else, E14 too large, E18 incomplete, I10 changed, I21 this reader is too old for it. */
  readonly code: 'E11' | 'E12' | 'E14' | 'E18' | 'I10' | 'I21';
  /** For E12. */
  readonly kind?: OtherKind;
  /** Host of the address the digits stood in, when there was one. */
  readonly host?: string;
}
export interface Sp1Digits {
  readonly ok: true;
  readonly host: string | null;
  readonly digits: string;
}
export type Sp1Text = Sp1Digits | Sp1Failure;

const CODE = /^(?:https?:\/\/([^/?#\s\\]{1,255})[^#\s]*#)?(\d+)$/i;

/**
 * Finds the digits in a scanned or pasted text: `https://<any host>/#<digits>` or the digits alone. The host is
 * reported and never trusted: a look-alike page is the real threat, so the content is judged locally. Null for
 * whatever is not such a text; `sp1Refusal` says what it is instead.
 */
export function findSp1Digits(input: string): Sp1Digits | null {
  const [, authority, digits = ''] = (input.length <= maxTextLength && CODE.exec(input.trim())) || [];
  if (digits.length < minDigits || digits.length > maxDigits) return null;
  return { ok: true, host: authority === undefined ? null : hostOf(authority), digits };
}

/** Longest address plus longest digits that a reader looks at. */
export const maxTextLength = 400 + maxDigits;

/** Lower-case authority without user information: `https://good.example@evil.example/` points to evil.example. */
export const hostOf = (authority: string): string => authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
