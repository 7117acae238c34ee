import { z } from 'zod';
import { reportOutliers, type AssessmentRecord, type OutlierReport } from '../../assessment/index.js';
import type { AuditRow } from '../../issuance/index.js';
import { ServiceError } from '../../shared/index.js';
import { day } from '../fields.js';
import { reading, type Call, type DeskRoute } from '../route.js';

/** Rows looked at in one request; the answer says where to go on. */
const ROWS_PER_REQUEST = 20_000;
const ROWS_PER_READ = 1_000;
const MOST_RECORDS = 50_000;
const RECORDS_PER_READ = 1_000;

export const auditRoutes: readonly DeskRoute[] = [
  reading({
    path: '/audit/chain',
    action: 'audit.read',
    summary: 'Checks the audit chain from a row on: how many rows fit, and the first that does not.',
    input: { from: z.coerce.number().int().min(1).max(1_000_000_000).default(1) },
    work: ({ input, store, deps }) => checkChain(input.from, store, deps),
  }),
  reading({
    path: '/audit/rows',
    action: 'audit.read',
    summary: 'The audit trail itself: ids and codes only. For auditors of the operator.',
    input: {
      from: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    },
    work: async ({ input, store, tenant }) => {
      if (tenant.kind !== 'instance') throw operatorOnly();
      return store.auditRows(input.from, input.limit);
    },
  }),
  reading({
    path: '/audit/assessors',
    action: 'audit.read',
    summary: 'Assessors compared: pass rate, speed, night work, evidence used twice. Small groups are not shown.',
    input: { from: day, until: day },
    work: compareAssessors,
  }),
];

async function checkChain(
  from: number,
  store: Call<unknown>['store'],
  deps: Call<unknown>['deps'],
): Promise<{ readonly rows: number; readonly brokenAt: number | null; readonly next: number | null }> {
  let [previous = null]: (AuditRow | null)[] = from === 1 ? [] : await store.auditRows(from - 1, 1);
  for (let rows = 0; ;) {
    const page = await store.auditRows(from + rows, ROWS_PER_READ);
    const brokenAt = deps.brokenLink(page, previous);
    rows += page.length;
    if (brokenAt !== null) return { rows, brokenAt, next: null };
    if (page.length < ROWS_PER_READ) return { rows, brokenAt, next: null };
    if (rows >= ROWS_PER_REQUEST) return { rows, brokenAt, next: from + rows };
    previous = page.at(-1) ?? previous;
  }
}

interface Period {
  readonly from: string;
  readonly until: string;
}

async function compareAssessors({ input, view, store }: Call<Period>): Promise<OutlierReport> {
  const records: AssessmentRecord[] = [];
  for (let offset = 0; ; offset += RECORDS_PER_READ) {
    const page = await view.records.find({}, { limit: RECORDS_PER_READ, offset, orderBy: '-assessedOn' });
    records.push(...page.filter(({ assessedOn }) => assessedOn >= input.from && assessedOn <= input.until));
    const isPast = (page.at(-1)?.assessedOn ?? '') < input.from;
    if (page.length < RECORDS_PER_READ || isPast) break;
    if (records.length >= MOST_RECORDS) throw tooMany();
  }
  const siteIds = [...new Set(records.map(({ siteId }) => siteId))];
  const sites = siteIds.length === 0 ? [] : await store.sites.find({ id: siteIds }, { limit: siteIds.length });
  const countryOf = new Map(sites.map(({ id, country }) => [id, country]));
  return reportOutliers(
    records.filter(({ state }) => state !== 'voided'),
    { utcOffsetHours: (siteId) => HOURS_EAST[countryOf.get(siteId) ?? ''] ?? 0 },
  );
}

/** Where missions and centres are; a country that is missing counts in UTC. None of these has summer time. */
const HOURS_EAST: Readonly<Record<string, number>> = {
  ...{ PH: 8, LK: 5.5, SA: 3, AE: 4, QA: 3, KW: 3, BH: 3, OM: 4, JO: 3, HK: 8, SG: 8, MY: 8, TW: 8, JP: 9, KR: 9 },
  ...{ PK: 5, IN: 5.5, BD: 6, NP: 5.75, KE: 3, ZA: 2 },
};

const operatorOnly = (): ServiceError =>
  new ServiceError('operator-only', {
    status: 403,
    title: 'The whole audit trail is for auditors of the operator.',
    whatToDo: 'Check the chain at /api/assessment/audit/chain, or ask the operator.',
  });

const tooMany = (): ServiceError =>
  new ServiceError('too-many-records', {
    status: 422,
    title: `There are more than ${MOST_RECORDS} records in this period.`,
    whatToDo: 'Choose a shorter period.',
  });
