import { parseIso, writtenDate } from '../shared/index.js';
import type { Say } from './locales/strings.js';

/** A calendar day with the month in letters and Latin digits, as on the cards. */
export function dayText(iso: string, language: string): string {
  const date = parseIso(iso);
  if (date === null) return iso;
  return writtenDate(date, language, { dateStyle: 'long', timeZone: 'UTC' });
}

/** Day and time of this device. */
export function momentText(iso: string, language: string): string {
  return writtenDate(new Date(iso), language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** '12 minutes', '3 hours', '5 days': in our own words, since small browsers lack those of some languages. */
export function ageText(milliseconds: number, say: Say): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 60) return say('data.age.minutes', { n: minutes });
  return minutes < 2_880
    ? say('data.age.hours', { n: Math.floor(minutes / 60) })
    : say('data.age.days', { n: Math.floor(minutes / 1_440) });
}
