import { describe, expect, it } from '@jest/globals';
import { reportOutliers, type OutlierRecord } from '../../../src/assessment/index.js';

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Habits {
  readonly passRate: number;
  readonly minutes: number;
  readonly startHour: number;
  readonly reuses: number;
}

let made = 0;
function recordsOf(assessor: string, sessions: number, habits: Habits, random: () => number): OutlierRecord[] {
  return Array.from({ length: sessions }, (_, session) => {
    let at = Date.UTC(2026, 0, 5 + session, habits.startHour);
    return Array.from({ length: 8 }, (): OutlierRecord => {
      made++;
      at += habits.minutes * 60_000 * (0.6 + 0.8 * random());
      const sha256 = random() < habits.reuses ? `${assessor}-again` : `${assessor}-${made}`;
      return {
        id: `record-${made}`,
        assessorPersonId: assessor,
        personId: `person-${made}`,
        overall: random() < habits.passRate ? 'competent' : 'not-yet-competent',
        evidence: [{ id: 'e', kind: 'photo', unitCodes: [], sha256, capturedAt: '', capturedBy: assessor }],
        signatures: [{ role: 'assessor', userId: assessor, at: new Date(at).toISOString(), sha256: '' }],
        siteId: 'site',
        sessionId: `${assessor}-${session}`,
      };
    });
  }).flat();
}

/** 200 honest assessors who differ as people do, and one who sells results. */
function world(seed: number, corrupt: Habits): OutlierRecord[] {
  const random = seeded(seed);
  const honest = Array.from({ length: 200 }, (_, index) => {
    const habits = {
      passRate: 0.72 + 0.16 * random(),
      minutes: 12 + 16 * random(),
      startHour: 1 + Math.floor(3 * random()),
      reuses: random() < 0.05 ? 0.01 : 0,
    };
    return recordsOf(`honest-${index}`, 3 + Math.floor(4 * random()), habits, random);
  });
  return [...honest.flat(), ...recordsOf('corrupt', 5, corrupt, random)];
}

const rankOf = (records: readonly OutlierRecord[]): number =>
  reportOutliers(records, { utcOffsetHours: () => 8 }).assessors.findIndex(
    (entry) => entry.assessorPersonId === 'corrupt',
  ) + 1;

describe('the report on assessors', () => {
  // What selling results looks like: all pass, signed quickly, some pictures used again, sometimes at night.
  it.each([
    ['all signs', 100, { passRate: 1, minutes: 3, startHour: 14, reuses: 0.3 }],
    ['by day and with fresh evidence', 30, { passRate: 1, minutes: 3, startHour: 2, reuses: 0 }],
    ['slowly, with pictures used again', 30, { passRate: 0.97, minutes: 15, startHour: 2, reuses: 0.25 }],
  ])(
    'puts the corrupt one of 201 among the first three in at least 95 %% of the worlds: %s, %i worlds',
    (_, worlds, corrupt) => {
      const seeds = Array.from({ length: worlds }, (__, index) => index + 1);
      const found = seeds.filter((seed) => rankOf(world(seed, corrupt)) <= 3);
      expect(found.length).toBeGreaterThanOrEqual(0.95 * worlds);
    },
  );

  it('does not accuse: an honest world has few signs, and each names its figure and limits', () => {
    const signs = [1, 2, 3, 4, 5].flatMap((seed) => {
      const honest = world(seed, { passRate: 0.8, minutes: 20, startHour: 2, reuses: 0 });
      return reportOutliers(honest, { utcOffsetHours: () => 8 }).assessors.filter((entry) =>
        entry.signs.includes('pass-rate'),
      );
    });
    // Five worlds of 201 assessors each.
    expect(signs.length).toBeLessThan(20);
    for (const { passRate, passLimits } of signs)
      expect(passRate < passLimits[0] || passRate > passLimits[1]).toBe(true);
  });

  it('counts assessors with few records and does not show them', () => {
    const random = seeded(1);
    const habits = { passRate: 0.8, minutes: 20, startHour: 2, reuses: 0 };
    const many = recordsOf('many', 3, habits, random);
    const few = recordsOf('few', 1, { ...habits, passRate: 1 }, random);
    const report = reportOutliers([...many, ...few]);
    expect(report.assessors.map((entry) => entry.assessorPersonId)).toEqual(['many']);
    expect(report).toMatchObject({ suppressed: 1, records: 32 });
  });

  it('counts evidence as shared only between candidates, and night by the clock of the place', () => {
    const base = recordsOf('one', 2, { passRate: 1, minutes: 10, startHour: 14, reuses: 0 }, seeded(3));
    const [first, second, ...rest] = base;
    if (!first || !second) throw new Error('no records');
    const same = [first, { ...second, personId: first.personId, evidence: first.evidence }, ...rest];
    expect(reportOutliers(same).assessors[0]).toMatchObject({ sharedEvidence: 0, nightShare: 0 });
    const other = [first, { ...second, evidence: first.evidence }, ...rest];
    expect(reportOutliers(other, { utcOffsetHours: () => 8 }).assessors[0]).toMatchObject({
      sharedEvidence: 2,
      nightShare: 1,
    });
  });

  it('says nothing about nothing', () => {
    expect(reportOutliers([])).toEqual({ records: 0, commonPassRate: null, assessors: [], suppressed: 0 });
  });
});
