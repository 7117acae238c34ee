import {
  overviewDimensions,
  type FunnelFigures,
  type OverviewDimension,
  type OverviewFigures,
  type OverviewGroup,
} from '../../shared/index.js';
import type { CountedDays, CountedEnds, CountedGroup } from './counts.js';
import { funnelBand, funnelLimit } from './funnel.js';
import { protectCube, SMALLEST_GROUP, type CellAddress, type ProtectedCube } from './protect.js';

export { overviewDimensions, type OverviewGroup } from '../../shared/index.js';
export type OverviewFilter = Readonly<Partial<Record<OverviewDimension, string>>>;

export interface FunnelPoint extends FunnelFigures {
  readonly assessorPersonId: string;
}

export type Overview = OverviewFigures<OverviewGroup, FunnelPoint>;

export interface OverviewCounts {
  readonly assessed: readonly CountedGroup[];
  readonly days: readonly CountedDays[];
  readonly ending: readonly CountedEnds[];
  /** Last day, `YYYY-MM-DD`, of what ends soon. */
  readonly soonUntil: string;
}

type Placed = Pick<CountedGroup, 'qualificationId' | 'siteId' | 'missionId'> & { readonly month: string };

const keysOf = (row: Placed): readonly string[] => [row.missionId ?? '', row.qualificationId, row.siteId, row.month];
const addressOf = (filter: OverviewFilter): CellAddress => overviewDimensions.map((name) => filter[name] ?? null);
const matches = (row: Placed, filter: OverviewFilter): boolean => {
  const keys = keysOf(row);
  return addressOf(filter).every((wanted, position) => wanted === null || keys[position] === wanted);
};

/** Rates, medians and limits of what may be shown. Pure: the same counts and filter give the same answer. */
export function overviewOf(counts: OverviewCounts, filter: OverviewFilter): Overview {
  const cube = protectCube(counts.assessed.map((row) => ({ keys: keysOf(row), n: row.assessed })));
  const chosen = counts.assessed.filter((row) => matches(row, filter));
  const total = groupOf('', chosen, cube.isShown(addressOf(filter)));
  return {
    total,
    groups: {
      mission: groupsAlong('mission', chosen, { cube, filter }),
      qualification: groupsAlong('qualification', chosen, { cube, filter }),
      site: groupsAlong('site', chosen, { cube, filter }),
      month: groupsAlong('month', chosen, { cube, filter }),
    },
    days: total.assessed === null ? null : daysOf(counts.days.filter((row) => matches(row, filter))),
    ...endsOf(counts, filter),
    funnel: total.rate === null ? noFunnel : funnelOf(chosen),
  };
}

function groupOf(key: string, rows: readonly CountedGroup[], isShown: boolean): OverviewGroup {
  const assessed = rows.reduce((sum, row) => sum + row.assessed, 0);
  if (!isShown || (assessed > 0 && assessed < SMALLEST_GROUP))
    return { key, assessed: null, competent: null, rate: null };
  const competent = rows.reduce((sum, row) => sum + row.competent, 0);
  return { key, assessed, competent, rate: assessed === 0 ? null : percent(competent / assessed) };
}

/** One decimal. */
const percent = (share: number): number => Math.round(share * 1_000) / 10;

function groupsAlong(
  dimension: OverviewDimension,
  rows: readonly CountedGroup[],
  { cube, filter }: { readonly cube: ProtectedCube; readonly filter: OverviewFilter },
): readonly OverviewGroup[] {
  const position = overviewDimensions.indexOf(dimension);
  const parts = grouped(rows, position);
  const groups = [...parts].map(([key, part]) => ({
    n: part.reduce((sum, row) => sum + row.assessed, 0),
    group: groupOf(key, part, cube.isShown(addressOf({ ...filter, [dimension]: key }))),
  }));
  // Months in order of time; the rest by size, hidden ones last so that their order says nothing.
  const ordered =
    dimension === 'month'
      ? groups.toSorted((left, right) => left.group.key.localeCompare(right.group.key))
      : groups.toSorted((left, right) => (right.group.assessed ?? -1) - (left.group.assessed ?? -1));
  return ordered.map(({ group }) => group);
}

function grouped(rows: readonly CountedGroup[], position: number): Map<string, CountedGroup[]> {
  const parts = new Map<string, CountedGroup[]>();
  for (const row of rows) {
    const key = keysOf(row)[position] ?? '';
    parts.set(key, [...(parts.get(key) ?? []), row]);
  }
  return parts;
}

function daysOf(rows: readonly CountedDays[]): Overview['days'] {
  const inOrder = rows.toSorted((left, right) => left.days - right.days);
  const count = inOrder.reduce((sum, row) => sum + row.count, 0);
  if (count < SMALLEST_GROUP) return null;
  return {
    count,
    median: (nth(inOrder, (count - 1) >> 1) + nth(inOrder, count >> 1)) / 2,
    p90: nth(inOrder, Math.ceil(count * 0.9) - 1),
  };
}

/** Days of the certificate at this place in the order, from 0. */
function nth(rows: readonly CountedDays[], place: number): number {
  let passed = 0;
  for (const row of rows) {
    passed += row.count;
    if (place < passed) return row.days;
  }
  return rows.at(-1)?.days ?? 0;
}

/** By month of their end; the month filter is about assessments and does not apply. */
function endsOf(counts: OverviewCounts, filter: OverviewFilter): Pick<Overview, 'ending' | 'endingSoon'> {
  const { month: _month, ...places } = filter;
  const rows = counts.ending.map((row) => ({ ...row, month: row.validUntil.slice(0, 7) }));
  const months = [...new Set(rows.map((row) => row.month))].toSorted();
  const cube = protectCube(rows.map((row) => ({ keys: keysOf(row), n: row.count })));
  const countIn = (part: readonly { readonly count: number }[]): number =>
    part.reduce((sum, row) => sum + row.count, 0);
  const chosen = rows.filter((row) => matches(row, places));
  const soon = countIn(chosen.filter((row) => row.validUntil <= counts.soonUntil));
  return {
    ending: months.flatMap((month) => {
      const part = chosen.filter((row) => row.month === month);
      const shown = cube.isShown(addressOf({ ...places, month }));
      return part.length === 0 ? [] : [{ month, count: shown ? countIn(part) : null }];
    }),
    endingSoon: soon > 0 && soon < SMALLEST_GROUP ? null : soon,
  };
}

const noFunnel: Overview['funnel'] = { average: null, points: [], limits: [], leftOut: 0 };

function funnelOf(rows: readonly CountedGroup[]): Overview['funnel'] {
  const sums = new Map<string, { assessed: number; competent: number }>();
  for (const row of rows) {
    const sum = sums.get(row.assessorPersonId) ?? { assessed: 0, competent: 0 };
    sums.set(row.assessorPersonId, { assessed: sum.assessed + row.assessed, competent: sum.competent + row.competent });
  }
  const assessors = [...sums].map(([assessorPersonId, sum]) => ({ assessorPersonId, ...sum }));
  const kept = withoutFew(assessors.toSorted((left, right) => left.assessed - right.assessed));
  const all = assessors.reduce(
    (sum, each) => ({ assessed: sum.assessed + each.assessed, competent: sum.competent + each.competent }),
    { assessed: 0, competent: 0 },
  );
  if (all.assessed === 0) return noFunnel;
  const target = all.competent / all.assessed;
  const most = Math.max(SMALLEST_GROUP, ...kept.map((each) => each.assessed));
  return {
    average: percent(target),
    points: kept.map((each) => {
      const rate = each.competent / each.assessed;
      return { ...each, rate: percent(rate), band: funnelBand(each.competent, each.assessed, target) };
    }),
    limits: drawnAt(most).map((n) => funnelLimit(n, target)),
    leftOut: assessors.length - kept.length,
  };
}

/** Smallest first. The few are left out; together with one more when they would be what is missing from the total. */
function withoutFew<T extends { readonly assessed: number }>(inOrder: readonly T[]): readonly T[] {
  const few = inOrder.filter((each) => each.assessed < SMALLEST_GROUP);
  const sum = few.reduce((total, each) => total + each.assessed, 0);
  const enough = few.length === 0 || (few.length > 1 && sum >= SMALLEST_GROUP);
  return inOrder.slice(few.length + (enough ? 0 : 1));
}

/** About forty places for a smooth curve, denser where it bends. */
function drawnAt(most: number): readonly number[] {
  const steps = 40;
  const places = Array.from({ length: steps + 1 }, (_each, step) =>
    Math.round(1 + (most * 1.05 - 1) * (step / steps) ** 1.5),
  );
  return [...new Set(places)];
}
