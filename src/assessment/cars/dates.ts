import { parseIso } from '../../shared/index.js';

export type DayMonthOrder = 'day-first' | 'month-first';
export type DateReading =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'ambiguous'; readonly dayFirst: string; readonly monthFirst: string }
  | { readonly kind: 'not-a-date' };

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function calendarDay(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return year >= 1900 && year <= 2200 && parseIso(text) !== null ? text : null;
}

const reading = (day: string | null): DateReading => (day === null ? { kind: 'not-a-date' } : { kind: 'day', day });

const numericDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** ISO, year first, months in letters, or numbers with the year last; 31 February and two-digit years are not dates. */
export function readDate(text: string, order: DayMonthOrder | null): DateReading {
  const value = text.trim();
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(value);
  if (yearFirst) return reading(calendarDay(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])));
  const lettered =
    /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})$/.exec(value) ??
    swapped(/^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(value));
  if (lettered) {
    const word = (lettered[2] ?? '').toLowerCase();
    const month = monthNames.findIndex((name) => word.startsWith(name)) + 1;
    return month === 0 ? { kind: 'not-a-date' } : reading(calendarDay(Number(lettered[3]), month, Number(lettered[1])));
  }
  const numeric = numericDate.exec(value);
  if (!numeric) return { kind: 'not-a-date' };
  const [first, second, year] = [Number(numeric[1]), Number(numeric[2]), Number(numeric[3])];
  const dayFirst = calendarDay(year, second, first);
  const monthFirst = calendarDay(year, first, second);
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst)
    return order === null
      ? { kind: 'ambiguous', dayFirst, monthFirst }
      : reading(order === 'day-first' ? dayFirst : monthFirst);
  // With an order chosen, a date that fits only the other order is a mistake, not a third way to write.
  if (order !== null) return reading(order === 'day-first' ? dayFirst : monthFirst);
  return reading(dayFirst ?? monthFirst);
}

const swapped = (match: RegExpExecArray | null): (string | undefined)[] | null =>
  match === null ? null : [match[0], match[2], match[1], match[3]];

/** The order all clear dates of a file agree on; null when none is clear, or when they disagree. */
export function orderOf(texts: readonly string[]): DayMonthOrder | null {
  let dayFirst = false;
  let monthFirst = false;
  for (const text of texts) {
    const numeric = numericDate.exec(text.trim());
    if (!numeric) continue;
    dayFirst ||= Number(numeric[1]) > 12 && Number(numeric[2]) <= 12;
    monthFirst ||= Number(numeric[2]) > 12 && Number(numeric[1]) <= 12;
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst ? 'day-first' : 'month-first';
}
