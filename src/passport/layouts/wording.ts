import { monthNames } from '../../shared/index.js';
import type { PassportView } from '../types.js';

/** What every paper says about itself; English, as the copy deck has it. */
export const notProven =
  'This shows that the named body assessed this person as competent on the date shown. It is not a work permit, a ' +
  'licence, a formal recognition decision in your country, or an identity document.';

export const demonstration = 'DEMONSTRATION - NOT A REAL CERTIFICATE';

/** Titles in the languages of a country's certificates. Drafts: each needs its ministry's own words before print. */
const OWN_TITLES: Readonly<Record<string, readonly string[]>> = {
  LK: ['ජාතික වෘත්තීය සුදුසුකම් සහතිකය', 'தேசிய தொழிற் தகைமைச் சான்றிதழ்'],
  PH: ['Pambansang Sertipiko'],
};

export function ownTitles(view: PassportView): readonly string[] {
  return view.wording === undefined ? (OWN_TITLES[view.country.toUpperCase()] ?? []) : [];
}

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** 'PH' becomes 'Philippines'; anything that is not a code stays as it is. */
export function countryName(country: string): string {
  return /^[A-Za-z]{2}$/.test(country) ? (COUNTRY_NAMES.of(country.toUpperCase()) ?? country) : country;
}

/** Dates carry the month in letters, because 03/05 is read both ways. Text that is not an ISO date is kept. */
export function readableDate(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const month = monthNames[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : text;
}

/** 'Born 1988 · ID ends 4821' from what there is. */
export function personLine(view: PassportView): string {
  const idEnd = view.maskedId?.replace(/^[.…\s*]+/u, '');
  return [view.birthYear === null ? '' : `Born ${view.birthYear}`, idEnd ? `ID ends ${idEnd}` : '']
    .filter(Boolean)
    .join(' · ');
}

export const lastFour = (number: string): string => number.slice(-4);

export const validity = (view: PassportView): string =>
  view.validUntil === null ? 'No end date' : `Valid until ${readableDate(view.validUntil)}`;
