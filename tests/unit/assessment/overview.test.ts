import { describe, expect, it } from '@jest/globals';
import {
  funnelBand,
  funnelLimit,
  overviewOf,
  type CountedGroup,
  type OverviewCounts,
} from '../../../src/assessment/index.js';

/** The missions whose figures were published for 2017: assessed and competent. */
const published: readonly (readonly [string, number, number])[] = [
  ['Riyadh and Al Khobar', 76, 70],
  ['Jeddah', 130, 112],
  ['Abu Dhabi', 39, 27],
  ['Dubai', 72, 43],
  ['Kuwait', 34, 17],
];

const group = (
  missionId: string,
  assessed: number,
  competent: number,
  more: Partial<CountedGroup> = {},
): CountedGroup => ({
  ...{ missionId, assessed, competent, qualificationId: 'nc2', siteId: missionId, month: '2017-05' },
  ...{ assessorPersonId: `assessor of ${missionId}` },
  ...more,
});

const counts = (assessed: readonly CountedGroup[], more: Partial<OverviewCounts> = {}): OverviewCounts => ({
  ...{ assessed, days: [], ending: [], soonUntil: '2017-08-01' },
  ...more,
});

describe('the overview', () => {
  const year = counts(published.map(([mission, assessed, competent]) => group(mission, assessed, competent)));

  it('computes the published rates to one decimal, largest group first', () => {
    const { total, groups } = overviewOf(year, {});
    expect(total).toEqual({ key: '', assessed: 351, competent: 269, rate: 76.6 });
    expect(groups.mission.map(({ key, assessed, rate }) => [key, assessed, rate])).toEqual([
      ['Jeddah', 130, 86.2],
      ['Riyadh and Al Khobar', 76, 92.1],
      ['Dubai', 72, 59.7],
      ['Abu Dhabi', 39, 69.2],
      ['Kuwait', 34, 50],
    ]);
  });

  it('sets Kuwait below and Riyadh above the 99.8 % limits, and leaves Abu Dhabi inside', () => {
    const bands = new Map(overviewOf(year, {}).funnel.points.map((point) => [point.assessorPersonId, point.band]));
    expect(bands.get('assessor of Kuwait')).toBe('outside-99.8');
    expect(bands.get('assessor of Riyadh and Al Khobar')).toBe('outside-99.8');
    expect(bands.get('assessor of Jeddah')).toBe('outside-95');
    expect(bands.get('assessor of Abu Dhabi')).toBe('inside');
  });

  it('narrows by a filter, and hides the numbers of a group of four and of the one that would give it away', () => {
    const small = counts([...year.assessed, group('Doha', 4, 4)]);
    const { groups } = overviewOf(small, {});
    const hidden = groups.mission.filter((each) => each.assessed === null).map(({ key }) => key);
    expect(hidden.toSorted()).toEqual(['Doha', 'Kuwait']);
    expect(groups.mission.find(({ key }) => key === 'Kuwait')).toEqual({
      ...{ key: 'Kuwait', assessed: null, competent: null, rate: null },
    });
    expect(overviewOf(small, { mission: 'Kuwait' }).total.assessed).toBeNull();
    expect(overviewOf(small, { mission: 'Doha' }).funnel.points).toEqual([]);
    expect(overviewOf(small, { mission: 'Jeddah' }).total).toMatchObject({ assessed: 130, competent: 112 });
  });

  it('leaves an assessor of few out of the funnel, with one more, and says how many', () => {
    const { funnel } = overviewOf(
      counts([
        group('a', 30, 20),
        group('a', 3, 3, { assessorPersonId: 'new' }),
        group('a', 12, 9, { assessorPersonId: 'other' }),
      ]),
      {},
    );
    expect(funnel.points.map((point) => point.assessorPersonId)).toEqual(['assessor of a']);
    expect(funnel.leftOut).toBe(2);
  });

  it('gives the median and the 90th percentile of the days, and none for fewer than five', () => {
    const day = (days: number, count: number) => ({ ...group('Jeddah', 1, 1), days, count });
    const some = counts(year.assessed, { days: [day(30, 1), day(10, 4), day(18, 4), day(90, 1)] });
    expect(overviewOf(some, {}).days).toEqual({ count: 10, median: 18, p90: 30 });
    expect(overviewOf(counts(year.assessed, { days: [day(10, 4)] }), {}).days).toBeNull();
  });

  it('counts what ends by month and soon, and hides months of few', () => {
    const end = (validUntil: string, count: number) => ({ ...group('Jeddah', 1, 1), validUntil, count });
    const ending = [end('2017-06-03', 41), end('2017-09-01', 2), end('2017-10-01', 3), end('2017-11-02', 9)];
    const shown = overviewOf(counts(year.assessed, { ending }), {});
    expect(shown.ending.map(({ count }) => count)).toEqual([41, null, null, 9]);
    expect(shown.endingSoon).toBe(41);
  });

  it('is empty without assessments', () => {
    expect(overviewOf(counts([]), {})).toMatchObject({
      total: { assessed: 0, competent: 0, rate: null },
      days: null,
      ending: [],
      funnel: { average: null, points: [], leftOut: 0 },
    });
  });
});

describe('funnel limits', () => {
  it('hold the share of the binomial distribution that they name', () => {
    const limit = funnelLimit(100, 0.5);
    expect(limit.low95).toBeCloseTo(0.4, 1);
    expect(limit.high95).toBeCloseTo(0.6, 1);
    expect(limit.low998).toBeLessThan(limit.low95);
    expect(limit.high998).toBeGreaterThan(limit.high95);
  });

  it('narrow with the number, and stay between none and all', () => {
    const width = (n: number): number => funnelLimit(n, 0.77).high998 - funnelLimit(n, 0.77).low998;
    expect([5, 20, 80, 320, 2_000].map(width)).toEqual([5, 20, 80, 320, 2_000].map(width).toSorted((a, b) => b - a));
    for (const target of [0, 0.001, 1]) {
      const { low998, high998 } = funnelLimit(40, target);
      expect(low998).toBeGreaterThanOrEqual(0);
      expect(high998).toBeLessThanOrEqual(1);
    }
    expect(funnelBand(2, 4, 0.77)).toBe('inside');
  });

  it('do not flag an assessor of whom all were competent where most are', () => {
    expect(funnelBand(50, 50, 0.977)).toBe('inside');
    expect(funnelBand(50, 50, 0.77)).toBe('outside-99.8');
    expect(funnelBand(0, 5, 0.77)).toBe('outside-99.8');
    expect(funnelBand(5, 5, 1)).toBe('inside');
  });
});
