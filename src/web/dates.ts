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

/** '12 minutes', '3 hours', '5 days', with Latin digits. */
export function ageText(milliseconds: number, language: string): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const inUnit = (value: number, unit: 'minute' | 'hour' | 'day'): string =>
    new Intl.NumberFormat([language, 'en'], {
      ...{ style: 'unit', unit, unitDisplay: 'long', numberingSystem: 'latn' },
    }).format(Math.floor(value));
  if (minutes < 60) return inUnit(minutes, 'minute');
  return minutes < 2_880 ? inUnit(minutes / 60, 'hour') : inUnit(minutes / 1_440, 'day');
}
