import type { PersonName } from './model/index.js';

/**
 * Names are never edited; they are only compared, through a folded form. Folding: NFKD, marks removed, lower case,
 * letters and digits kept in every script.
 */
function foldName(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[øö]/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .split(/[^\p{L}\p{N}\p{Mc}]+/u)
    .filter((part) => part !== '');
}

/**
 * Key for finding the same person again: tolerant of order, case, diacritics and punctuation. Only family and given
 * names count, because middle names come and go between documents. The birth date is compared apart: it may be
 * missing, or wrong in one document.
 */
export const matchKey = (name: PersonName): string => foldName(`${name.family} ${name.given}`).toSorted().join(' ');

export type NameMatch = 'exact' | 'variant' | 'mismatch';

/** Same person's name? Variants: other order, diacritics, initials, a middle or maiden name more or less. */
export function compareNames(left: PersonName, right: PersonName): NameMatch {
  const written = (name: PersonName): string =>
    [name.family, name.given, name.middle ?? ''].map((part) => part.normalize('NFC').trim()).join('|');
  if (written(left) === written(right)) return 'exact';
  if (matchKey(left) === matchKey(right)) return 'variant';
  return covers(left, right) || covers(right, left) ? 'variant' : 'mismatch';
}

/** Every part of the shorter name appears in the longer one, as a word or as its initial; one whole word must agree. */
function covers(longer: PersonName, shorter: PersonName): boolean {
  const available = foldName([longer.family, longer.given, longer.middle ?? '', longer.motherMaiden ?? ''].join(' '));
  let wholeWords = 0;
  for (const part of foldName(`${shorter.family} ${shorter.given}`)) {
    const same = available.indexOf(part);
    const index = same >= 0 ? same : available.findIndex((word) => isInitial(part, word));
    if (index < 0) return false;
    if (same >= 0) wholeWords++;
    available.splice(index, 1);
  }
  return wholeWords > 0;
}

const isInitial = (part: string, word: string): boolean =>
  (part.length === 1 && word.startsWith(part)) || (word.length === 1 && part.startsWith(word));
