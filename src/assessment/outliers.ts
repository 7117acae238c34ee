import { parseIso } from '../shared/index.js';
import type { AssessmentRecord } from './model/index.js';

/** What the report looks at of one record; nothing about the candidate. */
export type OutlierRecord = Pick<
  AssessmentRecord,
  'id' | 'assessorPersonId' | 'personId' | 'overall' | 'evidence' | 'signatures' | 'siteId' | 'sessionId'
>;

export interface OutlierOptions {
  /** Assessors with fewer records are counted and not shown: their figures would be about single candidates. */
  readonly minimumRecords?: number;
  /** Hours east of UTC at a site; 0 when nothing is known. */
  readonly utcOffsetHours?: (siteId: string) => number;
}

export interface AssessorFigures {
  readonly assessorPersonId: string;
  readonly records: number;
  /** Share of Competent, 0 to 1. */
  readonly passRate: number;
  /** Where 99.8 % of assessors of this caseload lie around the common rate. */
  readonly passLimits: readonly [low: number, high: number];
  /** Middle time between two signatures of a session; null for fewer than two. */
  readonly secondsPerRecord: number | null;
  /** Share signed between 21:00 and 05:00 where it happened. */
  readonly nightShare: number;
  /** Records whose evidence another candidate's record has too. */
  readonly sharedEvidence: number;
  /** What lies outside its limits. A sign to look closer, never a finding. */
  readonly signs: readonly OutlierSign[];
  /** Larger is further from the others; only for the order of the list. */
  readonly score: number;
}

export type OutlierSign = 'pass-rate' | 'speed' | 'night-work' | 'shared-evidence';

export interface OutlierReport {
  readonly records: number;
  readonly commonPassRate: number | null;
  /** Furthest from the others first. */
  readonly assessors: readonly AssessorFigures[];
  /** Assessors with too few records to be shown. */
  readonly suppressed: number;
}

const MINIMUM_RECORDS = 10;
/** 99.8 % of a normal distribution: the control limit of a funnel plot. */
const LIMIT = 3.09;
const NIGHT_FROM = 21;
const NIGHT_TO = 5;
/** A single very odd figure does not bury the others. */
const MOST_PER_SIGN = 12;

/** Compares assessors with each other: pass rate, speed, night work, evidence used twice (R21, threat T2). Pure. */
export function reportOutliers(records: readonly OutlierRecord[], options: OutlierOptions = {}): OutlierReport {
  const decided = records.filter(({ overall }) => overall !== null);
  const byAssessor = grouped(decided, ({ assessorPersonId }) => assessorPersonId);
  const own = [...byAssessor].filter(([, entries]) => entries.length >= (options.minimumRecords ?? MINIMUM_RECORDS));
  const shared = recordsWithSharedEvidence(decided);
  const raw = own.map(([assessorPersonId, entries]) => rawFigures(assessorPersonId, entries, shared, options));
  const passed = decided.filter(({ overall }) => overall === 'competent').length;
  const common = decided.length === 0 ? null : passed / decided.length;
  const speeds = raw.flatMap(({ secondsPerRecord }) =>
    secondsPerRecord === null ? [] : [Math.log(secondsPerRecord + 1)],
  );
  const nights = raw.map(({ nightShare }) => nightShare);
  const spread = { speed: spreadOf(speeds), night: spreadOf(nights), shared: spreadOf(raw.map(sharedShare)) };
  return {
    records: decided.length,
    commonPassRate: common,
    assessors: raw
      .map((figures) => judged(figures, common ?? 0, spread))
      .toSorted((left, right) => right.score - left.score || right.records - left.records),
    suppressed: byAssessor.size - own.length,
  };
}

type Raw = Omit<AssessorFigures, 'passLimits' | 'signs' | 'score'>;
interface Spread {
  readonly middle: number;
  readonly width: number;
}

function rawFigures(
  assessorPersonId: string,
  entries: readonly OutlierRecord[],
  shared: ReadonlySet<string>,
  { utcOffsetHours = () => 0 }: OutlierOptions,
): Raw {
  const count = entries.length;
  const signedAt = (entry: OutlierRecord): number | null =>
    parseIso(entry.signatures.find(({ role }) => role === 'assessor')?.at ?? '')?.getTime() ?? null;
  const isNight = (entry: OutlierRecord): boolean => {
    const at = signedAt(entry);
    if (at === null) return false;
    const hour = new Date(at + utcOffsetHours(entry.siteId) * 3_600_000).getUTCHours();
    return hour >= NIGHT_FROM || hour < NIGHT_TO;
  };
  return {
    assessorPersonId,
    records: count,
    passRate: entries.filter(({ overall }) => overall === 'competent').length / count,
    secondsPerRecord: middleGap(entries, signedAt),
    nightShare: entries.filter(isNight).length / count,
    sharedEvidence: entries.filter(({ id }) => shared.has(id)).length,
  };
}

const sharedShare = ({ sharedEvidence, records }: Pick<Raw, 'sharedEvidence' | 'records'>): number =>
  sharedEvidence / records;

/** Middle of the times between neighbouring signatures within one session, in seconds. */
function middleGap(
  entries: readonly OutlierRecord[],
  signedAt: (entry: OutlierRecord) => number | null,
): number | null {
  const gaps: number[] = [];
  for (const session of grouped(entries, ({ sessionId }) => sessionId).values()) {
    const times = session.flatMap((entry) => signedAt(entry) ?? []).toSorted((left, right) => left - right);
    for (const [index, time] of times.entries()) if (index > 0) gaps.push((time - (times[index - 1] ?? time)) / 1_000);
  }
  return gaps.length === 0 ? null : middleOf(gaps);
}

/** The same hash under two candidates: a photo or rating sheet was used twice. */
function recordsWithSharedEvidence(records: readonly OutlierRecord[]): ReadonlySet<string> {
  const users = new Map<string, Set<string>>();
  for (const { personId, evidence } of records)
    for (const { sha256 } of evidence) users.set(sha256, (users.get(sha256) ?? new Set()).add(personId));
  const isShared = ({ sha256 }: { readonly sha256: string }): boolean => (users.get(sha256)?.size ?? 0) > 1;
  return new Set(records.filter(({ evidence }) => evidence.some(isShared)).map(({ id }) => id));
}

function judged(
  raw: Raw,
  common: number,
  spread: Readonly<Record<'speed' | 'night' | 'shared', Spread>>,
): AssessorFigures {
  const deviation = Math.sqrt(Math.max(common * (1 - common), 1e-4) / raw.records);
  const z = {
    'pass-rate': (raw.passRate - common) / deviation,
    speed: raw.secondsPerRecord === null ? 0 : -standing(Math.log(raw.secondsPerRecord + 1), spread.speed),
    'night-work': standing(raw.nightShare, spread.night),
    'shared-evidence': standing(sharedShare(raw), spread.shared),
  };
  const signs = (Object.keys(z) as OutlierSign[]).filter((sign) =>
    sign === 'pass-rate' ? Math.abs(z[sign]) > LIMIT : z[sign] > LIMIT,
  );
  const parts = [Math.abs(z['pass-rate']), z.speed, z['night-work'], z['shared-evidence']];
  const score = parts.reduce((sum, part) => sum + Math.min(Math.max(part, 0), MOST_PER_SIGN), 0);
  const limit = (sign: 1 | -1): number => Math.min(1, Math.max(0, common + sign * LIMIT * deviation));
  return { ...raw, passLimits: [limit(-1), limit(1)], signs, score };
}

function grouped<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}

const standing = (value: number, { middle, width }: Spread): number => (value - middle) / width;

/** Middle and robust width (median absolute deviation): the odd ones themselves do not widen the limits. */
function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { middle: 0, width: 1 };
  const middle = middleOf(values);
  const deviation = 1.4826 * middleOf(values.map((value) => Math.abs(value - middle)));
  return { middle, width: Math.max(deviation, 0.05) };
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}
