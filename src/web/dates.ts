import { parseIso, writtenDate } from '../shared/index.js';

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

/** '12 min', '3 h', '5 d': short, the same in every language. */
export function ageText(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`;
}
