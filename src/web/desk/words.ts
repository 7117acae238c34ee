import { writtenDate } from '../../shared/index.js';

/** Dates, times and names as the desk writes them. Digits are Latin everywhere, as on the card. */

/** 10:42 */
export const clockTime = (instant: string, language: string): string =>
  writtenDate(new Date(instant), language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const shortDay = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** 5 May 2026, of an instant in the time zone of this device. */
export const dayOf = (instant: string, language: string): string => writtenDate(new Date(instant), language, shortDay);

/** 5 May 2026, of a calendar day, whatever the time zone. */
export const calendarDay = (day: string, language: string): string =>
  writtenDate(new Date(`${day}T00:00:00Z`), language, { ...shortDay, timeZone: 'UTC' });

/** From and to of a session: the day once when both are on it. */
export function period(from: string, to: string, language: string): string {
  const [first, last] = [dayOf(from, language), dayOf(to, language)];
  return first === last ? `${first}, ${clockTime(from, language)}–${clockTime(to, language)}` : `${first} – ${last}`;
}

/**
 * A name or number within words of the page: Latin letters before a date would turn its parts around where one writes
 * from right to left (isolates of UAX #9).
 */
export const apart = (value: string): string => `\u2068${value}\u2069`;

export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly middle?: string;
  readonly script: string;
}

/** Family name first, as registers sort. */
export const nameOf = (names: readonly PersonName[]): string => {
  const [first] = names;
  return first === undefined
    ? ''
    : [first.family, [first.given, first.middle].filter(Boolean).join(' ')].filter(Boolean).join(', ');
};
