import { describe, expect, it } from '@jest/globals';
import { qrFields, riskFlags, rules, validUntil, schemeRegistry } from '../../../src/assessment/index.js';
import { workingDaysBetween } from '../../../src/assessment/rules/dates.js';

const times = { startsAt: '2017-05-05T06:00:00Z', endsAt: '2017-05-05T14:00:00Z' };

describe('R05: capacity and places', () => {
  const answer = (change: Partial<Parameters<typeof rules.R05.evaluate>[0]>) =>
    rules.R05.evaluate({
      candidates: 10,
      assessors: 1,
      maxPerAssessor: 10,
      siteId: 'here',
      ...times,
      otherSessions: [],
      ...change,
    });
  it('ten for one assessor, not eleven; thirty for three', () => {
    expect(answer({}).outcome).toBe('pass');
    expect(answer({ candidates: 11 })).toMatchObject({
      outcome: 'block',
      message: '11 candidates for one assessor; the limit is 10.',
      whatToDo: 'Add an assessor.',
    });
    expect(answer({ candidates: 30, assessors: 3 }).outcome).toBe('pass');
    expect(answer({ candidates: 31, assessors: 3 }).outcome).toBe('block');
  });
  const other = (siteId: string, startsAt: string, endsAt: string) =>
    answer({ otherSessions: [{ siteId, startsAt, endsAt }] }).outcome;
  it('nobody is in two places at once; touching sessions at one site are fine', () => {
    expect(other('there', '2017-05-05T13:59:00Z', '2017-05-05T16:00:00Z')).toBe('block');
    expect(other('here', '2017-05-05T07:00:00Z', '2017-05-05T08:00:00Z')).toBe('block');
    expect(other('here', '2017-05-05T14:00:00Z', '2017-05-05T16:00:00Z')).toBe('pass');
  });
  it('warns when another site cannot be reached in an hour', () => {
    expect(other('there', '2017-05-05T14:59:00Z', '2017-05-05T16:00:00Z')).toBe('warn');
    expect(other('there', '2017-05-05T15:00:00Z', '2017-05-05T16:00:00Z')).toBe('pass');
    expect(other('there', '2017-05-05T03:00:00Z', '2017-05-05T05:30:00Z')).toBe('warn');
  });
});

describe('R06, R07, R20, R23, R25: the calendar and the package', () => {
  it('counts working days without Saturday and Sunday', () => {
    expect(workingDaysBetween('2017-04-28', '2017-05-05')).toBe(5);
    expect(workingDaysBetween('2017-05-05', '2017-05-08')).toBe(1);
    expect(workingDaysBetween('2017-05-05', '2017-05-05')).toBe(0);
    expect(workingDaysBetween('2017-05-09', '2017-05-05')).toBe(0);
    expect(workingDaysBetween('2017-01-02', '2017-03-06')).toBe(45);
  });
  const r06 = (requestedAt: string, decidedAt: string | null = null, isMission = false) =>
    rules.R06.evaluate({
      requestedAt,
      decidedAt,
      isMission,
      startsAt: times.startsAt,
      noticeWorkingDays: 5,
      decisionHours: 48,
    }).outcome;
  it('R06: five working days of notice, decided 48 hours before; missions are free of it', () => {
    expect(r06('2017-04-28T23:00:00Z')).toBe('pass');
    expect(r06('2017-04-29T01:00:00Z')).toBe('pass');
    expect(r06('2017-05-01T01:00:00Z')).toBe('warn');
    expect(r06('2017-04-20T00:00:00Z', '2017-05-03T06:00:00Z')).toBe('pass');
    expect(r06('2017-04-20T00:00:00Z', '2017-05-03T06:00:01Z')).toBe('warn');
    expect(r06('2017-05-04T00:00:00Z', null, true)).toBe('not-applicable');
  });
  it('R07 warns when the same assessor would come a fourth time', () => {
    const answer = (consecutiveAtSite: number) => rules.R07.evaluate({ consecutiveAtSite, max: 3 }).outcome;
    expect([answer(0), answer(2), answer(3)]).toEqual(['pass', 'pass', 'warn']);
  });
  it('R20 warns after a quarter of the course', () => {
    const answer = (enteredOn: string) =>
      rules.R20.evaluate({ enteredOn, from: '2017-01-01', to: '2017-04-11' }).outcome;
    expect([answer('2017-01-26'), answer('2017-01-27')]).toEqual(['pass', 'warn']);
  });
  const r23 = (openedAt: string, openedHash = 'h', releasedHash: string | null = 'h') =>
    rules.R23.evaluate({ openedAt, openedHash, releasedHash, ...times }).outcome;
  it('R23: the released package, from an hour before the session until its end', () => {
    expect(r23('2017-05-05T05:00:00Z')).toBe('pass');
    expect(r23('2017-05-05T04:59:59Z')).toBe('block');
    expect(r23('2017-05-05T14:00:00Z')).toBe('pass');
    expect(r23('2017-05-05T14:00:01Z')).toBe('block');
    expect(r23('2017-05-05T06:00:00Z', 'other')).toBe('block');
    expect(r23('2017-05-05T06:00:00Z', 'h', null)).toBe('block');
  });
  it('R25: free, receipted, waived, or a warning; nonsense is blocked', () => {
    const answer = (
      amount: number,
      receiptNo: string | null = null,
      waivedReason: string | null = null,
      isMission = false,
    ) => rules.R25.evaluate({ amount, receiptNo, waivedReason, isMission }).outcome;
    expect(answer(0)).toBe('pass');
    expect(answer(1000, 'OR-1')).toBe('info');
    expect(answer(1000)).toBe('warn');
    expect(answer(1000, 'OR-1', null, true)).toBe('warn');
    expect(answer(1000, null, 'returnee')).toBe('info');
    expect(answer(-1)).toBe('block');
    expect(answer(Number.NaN)).toBe('block');
  });
});

describe('R15, R16, R26, R28: the award', () => {
  it('R15: allotted, unique, and not the number that is replaced', () => {
    const answer = (number: string | null, takenByAnother = false, replacedNumber: string | null = null) =>
      rules.R15.evaluate({ number, takenByAnother, replacedNumber }).outcome;
    expect(answer('N-2', false, 'N-1')).toBe('pass');
    expect(answer(null)).toBe('block');
    expect(answer('N-1', true)).toBe('block');
    expect(answer('N-1', false, 'N-1')).toBe('block');
  });
  it('R16: five years end the day before; leap days are clamped; NVQ has no end', () => {
    const [tesda, nvqsl] = ['TESDA', 'NVQSL'].map((key) => schemeRegistry.find((scheme) => scheme.key === key));
    expect(tesda && validUntil(tesda, 'NC', '2017-05-20')).toBe('2022-05-19');
    expect(tesda && validUntil(tesda, 'COC', '2016-02-29')).toBe('2021-02-27');
    expect(nvqsl && validUntil(nvqsl, 'NVQ', '2017-05-20')).toBeNull();
    const answer = (issuedOn: string | null, end: string | null, months: number | null) =>
      rules.R16.evaluate({ issuedOn, validUntil: end, months }).outcome;
    expect(answer('2017-05-20', '2022-05-19', 60)).toBe('pass');
    expect(answer('2017-05-20', '2022-05-20', 60)).toBe('block');
    expect(answer('2017-05-20', null, 60)).toBe('block');
    expect(answer('2017-05-20', null, null)).toBe('pass');
    expect(answer('2017-05-20', '2022-05-19', null)).toBe('block');
    expect(answer(null, null, 60)).toBe('pass');
    expect(answer(null, '2022-05-19', 60)).toBe('block');
  });
  it('R26: only levels that the catalogue holds with a basis', () => {
    const known = { framework: 'ph-pqf', level: '2', basis: 'same number', source: 's', confidence: 'seen' };
    const answer = (level: string, basis = 'same number') =>
      rules.R26.evaluate({ claims: [{ framework: 'ph-pqf', level }], catalogueClaims: [{ ...known, basis }] }).outcome;
    expect([answer('2'), answer('4'), answer('2', '')]).toEqual(['pass', 'block', 'block']);
    expect(rules.R26.evaluate({ claims: [], catalogueClaims: [] }).outcome).toBe('pass');
  });
  it('R28: what is on the card, and not a field more', () => {
    expect(rules.R28.evaluate({ fields: qrFields }).outcome).toBe('pass');
    expect(rules.R28.evaluate({ fields: ['name', 'birthPlace'] })).toMatchObject({
      outcome: 'block',
      message: '1 field may not be on a QR code.',
    });
  });
});

describe('R21: risk flags', () => {
  const quiet = {
    evidenceUsedByOthers: false,
    identicalResults: 2,
    secondsSincePreviousSignature: 60,
    clockDriftMinutes: 10,
    siteDiffers: false,
  };
  it('stays quiet at the limits and speaks beyond them', () => {
    expect(riskFlags(quiet)).toEqual([]);
    expect(rules.R21.evaluate(quiet).outcome).toBe('pass');
    expect(
      riskFlags({
        evidenceUsedByOthers: true,
        identicalResults: 3,
        secondsSincePreviousSignature: 59,
        clockDriftMinutes: -10.5,
        siteDiffers: true,
      }),
    ).toEqual(['evidence-reused', 'identical-results', 'signed-too-fast', 'clock-drift', 'site-differs']);
    expect(rules.R21.evaluate({ ...quiet, siteDiffers: true })).toMatchObject({
      outcome: 'warn',
      message: 'This record has 1 risk flag.',
    });
  });
});
