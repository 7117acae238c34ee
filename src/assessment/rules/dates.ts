import { addMonths, isoDay, monthNames, parseIso } from '../../shared/index.js';

/** `2017-05-05` as "5 May 2017": months in letters, because 5/6 and 6/5 are read differently. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number);
  return `${date ?? '?'} ${monthNames[(month ?? 0) - 1] ?? '?'} ${year ?? '?'}`;
}

/** Calendar day of an instant, in UTC. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

export const millisecondsOf = (instant: string): number => parseIso(instant)?.getTime() ?? Number.NaN;

/** The same day `count` months later (or earlier), clamped to the month's last day. */
export function shiftMonths(day: string, count: number): string {
  const date = parseIso(day);
  return date === null ? day : isoDay(addMonths(date, count));
}

/** Whole working days (Monday to Friday) from the day after `from` up to and including `to`. */
export function workingDaysBetween(from: string, to: string): number {
  const start = parseIso(dayOf(from));
  const end = parseIso(dayOf(to));
  if (start === null || end === null || end <= start) return 0;
  const totalDays = Math.round((end.getTime() - start.getTime()) / 86_400_000);
  const wholeWeeks = Math.floor(totalDays / 7);
  let count = wholeWeeks * 5;
  for (let day = wholeWeeks * 7 + 1; day <= totalDays; day++) {
    const weekday = new Date(start.getTime() + day * 86_400_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count++;
  }
  return count;
}

/** The day `count` days later (or earlier). */
export function shiftDays(day: string, count: number): string {
  const date = parseIso(dayOf(day));
  return date === null ? day : isoDay(new Date(date.getTime() + count * 86_400_000));
}
