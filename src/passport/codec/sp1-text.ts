import { base10Length } from './base10.js';
import { maxDigits, minPayloadBytes } from './sp1-format.js';

/** Why a text is not taken as SP1. Codes are those spoken on screen (docs/sp1.md section 8). */
export interface Sp1Failure {
  readonly ok: false;
  /** E11 damaged, E12 something else, E14 too large, E18 incomplete, I21 this reader is too old for it. */
  readonly code: 'E11' | 'E12' | 'E14' | 'E18' | 'I21';
  /** For operators and logs: never contains any of the input. */
  readonly reason: string;
  /** For E12: what it looks like, in plain words. */
  readonly kind?: string;
  /** Host of the address the digits stood in, when there was one. */
  readonly host?: string;
}
export type Sp1Text = { readonly ok: true; readonly host: string | null; readonly digits: string } | Sp1Failure;

const MAX_TEXT = 400 + maxDigits;
const MIN_DIGITS = base10Length(minPayloadBytes);
/** Numbers typed from paper (certificate number, identity number) are shorter than this. */
const TYPED_NUMBER_DIGITS = 40;

const ADDRESS = /^https?:\/\/([^/?#\s\\]{1,255})[^#\s]*#(.*)$/is;

/**
 * Finds the digits in a scanned or pasted text: `https://<any host>/#<digits>` or the digits alone. The host is
 * reported and never trusted: a look-alike page is the real threat, so the content is judged locally.
 */
export function parseSp1Text(input: string): Sp1Text {
  if (input.length > MAX_TEXT) return { ok: false, code: 'E14', reason: 'text longer than any SP1 code' };
  const text = input.trim();
  const address = ADDRESS.exec(text);
  if (!address) return bareDigits(text);
  const host = hostOf(address[1] ?? '');
  const digits = checkDigits(address[2] ?? '');
  return digits.ok ? { ok: true, host, digits: digits.digits } : { ...digits, host };
}

function bareDigits(text: string): Sp1Text {
  if (/^[0-9]+$/.test(text) && text.length < TYPED_NUMBER_DIGITS) return somethingElse('a number');
  return /^[0-9]{3}/.test(text) ? checkDigits(text) : somethingElse(kindOf(text));
}

function checkDigits(digits: string): Sp1Text {
  if (digits.length > maxDigits) return { ok: false, code: 'E14', reason: `more than ${maxDigits} digits` };
  if (!/^[0-9]*$/.test(digits)) {
    // A share link or another page's fragment is not a damaged passport.
    if (!/^[0-9]{17}/.test(digits)) return somethingElse('another web address');
    return { ok: false, code: 'E11', reason: 'characters other than digits' };
  }
  if (digits.length < MIN_DIGITS) return { ok: false, code: 'E18', reason: 'fewer digits than the shortest code' };
  return { ok: true, host: null, digits };
}

/** Lower-case authority without user information: `https://good.example@evil.example/` points to evil.example. */
const hostOf = (authority: string): string => authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();

const somethingElse = (kind: string): Sp1Failure => ({
  ok: false,
  code: 'E12',
  reason: 'not an SP1 code',
  kind,
});

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^VC1-/, 'a W3C credential barcode'],
  [/^HC1:/, 'a European health certificate'],
  [/^shc:\//i, 'a health card'],
  [/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~/, 'a selective-disclosure credential'],
  [/^eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/, 'a signed token'],
  [/^\{/, 'a JSON document'],
  [/^openid(?:4vp|-credential-offer)?:/i, 'a wallet request'],
  [/^https?:\/\//i, 'another web address'],
  [/^$/, 'an empty text'],
];

const kindOf = (text: string): string => KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'another text';
