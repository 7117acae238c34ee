import type { Refusal } from '../../shared/index.js';
import { dayAt, listAt, textAt } from '../claims/fields.js';
import { identity } from '../terms.js';
import { refusal, stringsOf, type Lint } from './lint.js';

/** Members whose own text is a number, code or address by design; personal data cannot be told from them by pattern. */
const machineMembers = new Set(
  (
    '@context id type validFrom validUntil awardedDate activityStartDate activityEndDate licenseNumber identifier ' +
    'statusListIndex statusListCredential resultDescription targetUrl targetCode targetFramework version humanCode ' +
    'fieldOfStudy'
  ).split(' '),
);

const EMAIL = /[^\s@]@[^\s@]+\.[^\s@]/;
/** Days written in figures or words; the year stands in one of the groups. */
const DAY =
  /\b(?:(\d{4})[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4})|\d{1,2}(?:st|nd|rd|th)?[ .]\p{L}{3,9}\.?,? (\d{4})|\p{L}{3,9}\.? \d{1,2},? (\d{4}))\b/gu;
/** Seven or more digits, with the punctuation people put into phone and identity numbers. */
const LONG_NUMBER = /\d(?:[ ().+-]{0,2}\d){6}/;
/** Nobody is assessed earlier in life: an older day in a text is a birth date. */
const CHILDHOOD_YEARS = 10;

/**
 * R28: the card shows name, birth year, masked number, award and units. No e-mail address, phone number, whole identity
 * number or full birth date may hide in any text, and the holder's id says nothing about the person. Embedded credentials
 * of a passport were linted when they were issued.
 */
export const minimumDataLint: Lint = {
  id: 'minimum-data',
  code: 'R28',
  title: 'The credential carries no more about the person than the card shows.',
  run: ({ document, subject }) => {
    const found: Refusal[] = [];
    if (!/^(urn:uuid:|did:)/.test(textAt(subject, 'id') ?? '')) {
      found.push(
        tooMuch('The holder is named by something other than a DID or a random UUID.', '/credentialSubject/id'),
      );
    }
    const awardYear = Number(dayAt(document, 'awardedDate')?.slice(0, 4));
    const ownNumber = listAt(subject, 'identifier').findIndex(
      (entry) => textAt(entry, 'identityType') === identity.passportNumber,
    );
    const ownNumberAt = `/credentialSubject/identifier/${ownNumber}/identityHash`;
    for (const { text, at, name } of stringsOf(document, (member) => member === 'verifiableCredential')) {
      if (EMAIL.test(text)) found.push(tooMuch('A text looks like an e-mail address.', at));
      if (!machineMembers.has(name) && at !== ownNumberAt)
        found.push(...inFreeText(text, at, awardYear - CHILDHOOD_YEARS));
    }
    return found;
  },
};

function inFreeText(text: string, at: string, latestBirthYear: number): Refusal[] {
  const years = [...text.matchAll(DAY)].map((match) => Number(match.slice(1).find((year) => year !== undefined)));
  if (years.some((year) => year <= latestBirthYear)) return [tooMuch('A text looks like a birth date.', at)];
  return LONG_NUMBER.test(text.replace(DAY, ' ')) ? [tooMuch('A text looks like a phone or identity number.', at)] : [];
}

const tooMuch = (message: string, at: string): Refusal =>
  refusal('R28', message, 'Remove it from the record. The credential may hold only what is printed on the card.', at);
