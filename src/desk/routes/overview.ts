import { z } from 'zod';
import {
  overviewDimensions,
  overviewOf,
  type CountLimit,
  type Overview,
  type OverviewFilter,
  type OverviewGroup,
} from '../../assessment/index.js';
import { addMonths, isoDay } from '../../shared/index.js';
import { code, id } from '../fields.js';
import { csvFile } from '../file.js';
import { labelsFor, type Labels } from '../labels.js';
import { reading, type Call, type DeskRoute } from '../route.js';
import type { Tenant } from '../tenant.js';

const filters = {
  mission: id.exactOptional(),
  qualification: code.exactOptional(),
  site: id.exactOptional(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .exactOptional(),
};
const SOON_DAYS = 90;
const ENDING_MONTHS = 12;

export const overviewRoutes: readonly DeskRoute[] = [
  reading({
    path: '/overview',
    action: 'overview.read',
    summary:
      'Counts and rates by qualification, site, month and mission. Groups under five are hidden, also as a difference.',
    touches: { missions: ['mission'], sites: ['site'] },
    input: filters,
    work: async (call) => shownOverview(call, { withNames: false }),
  }),
  reading({
    path: '/overview/assessors',
    action: 'overview.names',
    summary: 'The same with the names of the assessors; for auditors.',
    touches: { missions: ['mission'], sites: ['site'] },
    input: filters,
    work: async (call) => shownOverview(call, { withNames: true }),
  }),
  reading({
    path: '/overview/table',
    action: 'overview.read',
    summary: 'The same as CSV, safe to open in a spreadsheet.',
    touches: { missions: ['mission'], sites: ['site'] },
    input: filters,
    work: async (call) => {
      const { overview, labels } = await judged(call);
      return csvFile('overview.csv', tableOf(overview, labelOf(call, labels)));
    },
  }),
];

type OverviewCall = Call<OverviewFilter>;

async function judged({ input, store, deps, tenant }: OverviewCall) {
  const now = deps.clock.now();
  const limit = limitOf(tenant);
  const counts = {
    assessed: await store.statistics.assessed(limit),
    days: await store.statistics.releaseDays(limit),
    ending: await store.statistics.ending(limit, isoDay(now), isoDay(addMonths(now, ENDING_MONTHS))),
    soonUntil: isoDay(new Date(now.getTime() + SOON_DAYS * 86_400_000)),
  };
  const labels = await labelsFor(store, {
    sites: counts.assessed.map((row) => row.siteId),
    missions: counts.assessed.map((row) => row.missionId),
    people: [],
  });
  return { counts, overview: overviewOf(counts, input), labels };
}

const limitOf = (tenant: Tenant): CountLimit =>
  tenant.kind === 'scheme' ? { scheme: tenant.scheme } : tenant.kind === 'sites' ? { siteIds: tenant.siteIds } : {};

async function shownOverview(call: OverviewCall, { withNames }: { readonly withNames: boolean }) {
  const { counts, overview, labels } = await judged(call);
  const label = labelOf(call, labels);
  const { points, ...funnel } = overview.funnel;
  const names = withNames
    ? await labelsFor(call.store, { people: points.map((point) => point.assessorPersonId) })
    : null;
  const choices = (dimension: (typeof overviewDimensions)[number], keys: readonly string[]) =>
    [...new Set(keys)].filter((key) => key !== '').map((key) => ({ key, label: label(dimension, key) }));
  return {
    ...overview,
    groups: Object.fromEntries(
      overviewDimensions.map((dimension) => [
        dimension,
        overview.groups[dimension].map((group) => ({ ...group, label: label(dimension, group.key) })),
      ]),
    ),
    funnel: {
      ...funnel,
      points: points.map(({ assessorPersonId, ...point }) => ({
        ...point,
        label: names === null ? null : names.person(assessorPersonId),
      })),
    },
    choices: {
      mission: choices(
        'mission',
        counts.assessed.map((row) => row.missionId ?? ''),
      ),
      qualification: choices(
        'qualification',
        counts.assessed.map((row) => row.qualificationId),
      ),
      site: choices(
        'site',
        counts.assessed.map((row) => row.siteId),
      ),
      month: choices('month', counts.assessed.map((row) => row.month).toSorted()),
    },
  };
}

type LabelOf = (dimension: (typeof overviewDimensions)[number], key: string) => string;

/** Titles of all revisions of a qualification are counted together under the current one's title. */
function labelOf({ deps }: OverviewCall, labels: Labels): LabelOf {
  return (dimension, key) => {
    if (dimension === 'month') return key;
    if (dimension === 'site') return labels.site(key);
    if (dimension === 'mission') return key === '' ? '' : labels.mission(key);
    const revisions = deps.catalogue.qualifications().filter((each) => each.id === key);
    return (revisions.find((each) => each.status === 'current') ?? revisions[0])?.title ?? key;
  };
}

function tableOf(overview: Overview, label: LabelOf): (string | number | null)[][] {
  const hidden = 'hidden (fewer than 5, or a small group could be computed)';
  const numbers = ({ assessed, competent, rate }: OverviewGroup): (string | number)[] => [
    assessed ?? hidden,
    competent ?? hidden,
    rate ?? '',
  ];
  return [
    ['table', 'group', 'assessed', 'competent', 'rate %'],
    ['total', '', ...numbers(overview.total)],
    ...overviewDimensions.flatMap((dimension) =>
      overview.groups[dimension].map((group) => [dimension, label(dimension, group.key), ...numbers(group)]),
    ),
    ...overview.ending.map(({ month, count }) => ['certificates ending', month, count ?? hidden, null, null]),
    ['days to release, median', '', overview.days?.median ?? hidden, null, null],
    ['days to release, 90 of 100 within', '', overview.days?.p90 ?? hidden, null, null],
  ];
}
