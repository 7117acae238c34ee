import { addMonths, parseIso } from '../../shared/index.js';
import type { ExperienceRecord } from '../model/index.js';
import { shiftDays } from '../rules/dates.js';

const counted: readonly ExperienceRecord['state'][] = ['confirmed', 'confirmed-by-alternative'];

interface Period {
  readonly from: string;
  readonly to: string;
}

/** Whole months of confirmed experience. Claims do not count, and overlapping periods count once. */
export const confirmedMonths = (records: readonly ExperienceRecord[]): number => months(confirmedPeriods(records));

/** The same, only the part inside `window` (both days included). */
export const monthsIn = (records: readonly ExperienceRecord[], window: Period): number =>
  months(
    confirmedPeriods(records)
      .map((period) => ({
        from: period.from > window.from ? period.from : window.from,
        to: period.to < window.to ? period.to : window.to,
      }))
      .filter((period) => period.from <= period.to),
  );

function confirmedPeriods(records: readonly ExperienceRecord[]): readonly Period[] {
  const merged: { from: string; to: string }[] = [];
  const sorted = records
    .filter((record) => counted.includes(record.state) && record.from <= record.to)
    .toSorted((left, right) => left.from.localeCompare(right.from));
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    // Work that ends on Friday and goes on elsewhere on Saturday is one period.
    if (last && from <= shiftDays(last.to, 1)) last.to = to > last.to ? to : last.to;
    else merged.push({ from, to });
  }
  return merged;
}

/** Whole calendar months of each period, plus the remaining days at 31 to a month: never a day too much. */
function months(periods: readonly Period[]): number {
  let whole = 0;
  let days = 0;
  for (const period of periods) {
    const start = parseIso(period.from);
    const end = parseIso(shiftDays(period.to, 1));
    if (start === null || end === null) continue;
    let count = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
    if (end.getUTCDate() < start.getUTCDate()) count--;
    whole += count;
    days += Math.max(0, Math.round((end.getTime() - addMonths(start, count).getTime()) / 86_400_000));
  }
  return whole + Math.floor(days / 31);
}
