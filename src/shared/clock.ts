/** The only source of time. Everything that needs "now" is handed a `Clock`, so tests and resumed work can fix it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `iso` until `set` moves it. For tests and for the demonstration's history. */
export function fixedClock(iso: string): Clock & { set(iso: string): void } {
  let current = new Date(iso);
  return {
    now: () => new Date(current),
    set: (next) => {
      current = new Date(next);
    },
  };
}

/** ISO-8601 UTC with whole seconds (`2017-05-05T09:00:00Z`), the form used in credentials and proofs. */
export const isoSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** Calendar date in UTC, `YYYY-MM-DD`. */
export const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** The instant of an ISO date or date-time, in milliseconds; NaN for all that is not a real date (31 February included). */
export function instantOf(value: unknown): number {
  const [text = '', year, month, day] = (typeof value === 'string' && ISO.exec(value)) || [];
  const calendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = calendar.getUTCMonth() === Number(month) - 1 && calendar.getUTCDate() === Number(day);
  return isReal ? Date.parse(text) : NaN;
}

export const isDate = (value: unknown): value is string => !Number.isNaN(instantOf(value));

/** Parses an ISO date or date-time; NaN-safe: returns null for anything that is not a real date. */
export const parseIso = (text: string): Date | null => (isDate(text) ? new Date(text) : null);

/** Adds calendar months in UTC, clamping to the month's last day (31 Jan + 1 month = 28/29 Feb). */
export function addMonths(date: Date, months: number): Date {
  const target = new Date(date);
  const day = target.getUTCDate();
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(day, lastDay));
  return target;
}
