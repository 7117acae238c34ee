import { maxDigits } from './sp1-format.js';
import { findSp1Digits, hostOf, maxTextLength, type OtherKind, type Sp1Failure, type Sp1Text } from './sp1-text.js';

/** Numbers typed from paper (certificate number, identity number) are shorter than this. */
const TYPED_NUMBER_DIGITS = 40;
const ADDRESS = /^https?:\/\/([^/?#\s\\]{1,255})[^#\s]*#(.*)$/is;

/** The digits of an SP1 text, or what the text is instead. */
export const parseSp1Text = (input: string): Sp1Text => findSp1Digits(input) ?? sp1Refusal(input);

/** Why `findSp1Digits` found nothing. Not part of what a page must load first: most codes are read without it. */
export function sp1Refusal(input: string): Sp1Failure {
  const text = input.trim();
  const [, authority, fragment = ''] = ADDRESS.exec(text) ?? [];
  const isTooLong = input.length > maxTextLength;
  if (authority !== undefined)
    return { ...(isTooLong ? refuse('E14') : judgeDigits(fragment)), host: hostOf(authority) };
  if (/^\d+$/.test(text) && text.length < TYPED_NUMBER_DIGITS) return somethingElse('number');
  if (!/^\d{3}/.test(text)) return somethingElse(kindOf(text));
  return isTooLong ? refuse('E14') : judgeDigits(text);
}

function judgeDigits(digits: string): Sp1Failure {
  if (digits.length > maxDigits) return refuse('E14');
  if (/^\d*$/.test(digits)) return refuse('E18');
  // A share link or another page's fragment is not a damaged passport.
  return /^\d{17}/.test(digits) ? refuse('E11') : somethingElse('address');
}

const refuse = (code: 'E11' | 'E14' | 'E18'): Sp1Failure => ({ ok: false, code });
const somethingElse = (kind: OtherKind): Sp1Failure => ({ ok: false, code: 'E12', kind });

const KINDS: readonly (readonly [RegExp, OtherKind])[] = [
  // A verifiable credential barcode of the W3C.
  [/^VC1-/, 'data'],
  // The European health certificate, and the SMART health card.
  [/^HC1:|^shc:\//i, 'health'],
  // SD-JWT, JWT, JSON.
  [/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~/, 'data'],
  [/^eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/, 'data'],
  [/^\{/, 'data'],
  [/^https?:\/\//i, 'address'],
];

const kindOf = (text: string): OtherKind => KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'text';
