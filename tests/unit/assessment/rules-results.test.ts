import { describe, expect, it } from '@jest/globals';
import {
  computeOverall,
  rules,
  satisfactoryUnits,
  type AssessmentMethod,
  type IdentityCheck,
  type UnitMethodResult,
} from '../../../src/assessment/index.js';

const methods: readonly AssessmentMethod[] = ['demonstration', 'oral-questioning'];
const unitCodes = ['U1', 'U2'];
const result = (unitCode: string, method: AssessmentMethod, good = true): UnitMethodResult => ({
  unitCode,
  method,
  outcome: good ? 'satisfactory' : 'not-satisfactory',
});
const full = unitCodes.flatMap((code) => methods.map((method) => result(code, method)));
const oneBad = [...full.slice(0, 3), result('U2', 'oral-questioning', false)];

describe('R08, R09: from results to the overall result', () => {
  const r08 = (results: readonly UnitMethodResult[], codes: readonly string[] = unitCodes) =>
    rules.R08.evaluate({ unitCodes: codes, methods, results });

  it('R08 counts what is empty', () => {
    expect(r08(full).outcome).toBe('pass');
    expect(r08(full.slice(0, 3))).toMatchObject({ outcome: 'block', message: '1 result is empty.' });
    expect(r08([])).toMatchObject({ message: '4 results are empty.' });
  });
  it('R08 blocks two outcomes for one cell, results of other units, and no unit at all', () => {
    expect(r08([...full, result('U1', 'demonstration', false)]).outcome).toBe('block');
    expect(r08([...full, result('U3', 'demonstration')]).outcome).toBe('block');
    expect(r08([], []).outcome).toBe('block');
  });
  it('R09 is competent only when every unit is satisfactory in all methods', () => {
    expect(computeOverall({ unitCodes, methods, results: full })).toBe('competent');
    expect(computeOverall({ unitCodes, methods, results: oneBad })).toBe('not-yet-competent');
    expect(computeOverall({ unitCodes, methods, results: full.slice(0, 3) })).toBe('not-yet-competent');
    expect(computeOverall({ unitCodes: [], methods, results: [] })).toBe('not-yet-competent');
    expect(satisfactoryUnits({ unitCodes, methods, results: oneBad })).toEqual(['U1']);
  });
  it('R09 lets nobody enter another overall result', () => {
    const answer = (overall: 'competent' | 'not-yet-competent' | null, results: readonly UnitMethodResult[]) =>
      rules.R09.evaluate({ unitCodes, methods, results, overall }).outcome;
    expect(answer('competent', full)).toBe('pass');
    expect(answer('not-yet-competent', oneBad)).toBe('pass');
    expect(answer('competent', oneBad)).toBe('block');
    expect(answer('not-yet-competent', full)).toBe('block');
    expect(answer(null, full)).toBe('block');
  });
  it('an extra method that is not satisfactory counts against the unit', () => {
    const results = [...full, result('U1', 'written-test', false)];
    expect(satisfactoryUnits({ unitCodes, methods, results })).toEqual(['U2']);
  });
});

describe('R10, R11: what may be recommended', () => {
  const r10 = (satisfactory: readonly string[], heldUnitCodes: readonly string[]) =>
    rules.R10.evaluate({
      recommendation: { kind: 'issue-full' },
      requiredUnitCodes: unitCodes,
      satisfactory,
      heldUnitCodes,
    });
  it('R10 adds units held from before', () => {
    expect(r10(['U1', 'U2'], []).outcome).toBe('pass');
    expect(r10(['U2'], ['U1']).outcome).toBe('pass');
    expect(r10(['U2'], [])).toMatchObject({ outcome: 'block', message: '1 required unit is not satisfactory: U1.' });
  });
  it('R10 needs a recommendation, and has nothing to say on others', () => {
    const facts = { requiredUnitCodes: unitCodes, satisfactory: [], heldUnitCodes: [] };
    expect(rules.R10.evaluate({ ...facts, recommendation: null }).outcome).toBe('block');
    expect(rules.R10.evaluate({ ...facts, recommendation: { kind: 're-assess', unitCodes } }).outcome).toBe(
      'not-applicable',
    );
  });

  const clusters = [
    { id: 'c1', title: 'One', unitCodes: ['U1'] },
    { id: 'c2', title: 'Two', unitCodes: ['U2'] },
  ];
  const r11 = (
    cocClusterIds: readonly string[],
    satisfactory: readonly string[],
    partialAward: 'COC' | 'record-of-achievement' | 'none' = 'COC',
  ) =>
    rules.R11.evaluate({ recommendation: { kind: 'issue-coc', cocClusterIds }, clusters, satisfactory, partialAward })
      .outcome;
  it('R11 needs defined clusters that are fully satisfactory', () => {
    expect(r11(['c1'], ['U1'])).toBe('pass');
    expect(r11(['c1', 'c2'], ['U1'])).toBe('block');
    expect(r11(['c9'], ['U1'])).toBe('block');
    expect(r11(['c1', 'c1'], ['U1'])).toBe('block');
    expect(r11([], ['U1'])).toBe('block');
    expect(r11(['c1'], ['U1'], 'none')).toBe('block');
  });
  it('R11: a record of achievement lists the units there are', () => {
    expect(r11([], ['U1'], 'record-of-achievement')).toBe('pass');
    expect(r11([], [], 'record-of-achievement')).toBe('block');
  });
  it('R11 has nothing to say on a full award', () => {
    const facts = {
      recommendation: { kind: 'issue-full' } as const,
      clusters,
      satisfactory: [],
      partialAward: 'COC' as const,
    };
    expect(rules.R11.evaluate(facts).outcome).toBe('not-applicable');
  });
});

describe('R12, R13: the candidate', () => {
  const acknowledgement = { kind: 'signature' as const, witnessId: null, disagrees: false, at: '2017-05-05T13:00:00Z' };
  const r12 = (change: Partial<typeof acknowledgement> | null, feedbackGivenAt: string | null = 'x') =>
    rules.R12.evaluate({
      acknowledgement: change === null ? null : { ...acknowledgement, ...change },
      feedbackGivenAt,
    });
  it('R12 takes a signature or a witnessed mark, with feedback; disagreement is kept, not refused', () => {
    expect(r12({}).outcome).toBe('pass');
    expect(r12({ disagrees: true }).outcome).toBe('pass');
    expect(r12(null)).toMatchObject({ outcome: 'block', message: 'The candidate has not signed.' });
    expect(r12({}, null).outcome).toBe('block');
    const mark = { acknowledgement: { ...acknowledgement, kind: 'witnessed-mark' as const }, feedbackGivenAt: 'x' };
    expect(rules.R12.evaluate(mark).outcome).toBe('block');
    expect(rules.R12.evaluate({ ...mark, acknowledgement: { ...mark.acknowledgement, witnessId: 'w' } }).outcome).toBe(
      'pass',
    );
  });

  const check: IdentityCheck = {
    method: 'passport',
    nameMatch: 'exact',
    birthDateMatch: 'exact',
    faceMatchBy: 'human',
    resolution: null,
    byUserId: 'rep',
    at: '2017-05-05T06:00:00Z',
  };
  const r13 = (
    change: Partial<IdentityCheck> | null,
    stage: 'assessment' | 'certification',
    second: string | null = null,
  ) =>
    rules.R13.evaluate({
      identityCheck: change === null ? null : { ...check, ...change },
      assessorIds: ['assessor'],
      birthDates: { first: '1988-02-04', second },
      stage,
    });
  it('R13 lets a candidate with two birth dates be assessed, and certifies only after it is settled', () => {
    expect(r13({}, 'assessment', '1982-02-04').outcome).toBe('warn');
    expect(r13({}, 'certification', '1982-02-04')).toMatchObject({
      rule: 'R13',
      outcome: 'block',
      message: 'Birth dates differ (4 February 1988, 4 February 1982).',
      whatToDo: 'You may assess; the certificate waits until this is settled.',
      finding: { case: 'R13.births', values: { first: '1988-02-04', second: '1982-02-04' } },
    });
    expect(r13({ resolution: 'affidavit-of-discrepancy' }, 'certification', '1982-02-04').outcome).toBe('pass');
    expect(r13({}, 'certification', '1988-02-04').outcome).toBe('pass');
  });
  it('R13: a variant name is good, a mismatch waits, no check at all blocks', () => {
    expect(r13({ nameMatch: 'variant' }, 'certification').outcome).toBe('pass');
    expect(r13({ nameMatch: 'mismatch' }, 'certification').outcome).toBe('block');
    expect(r13({ nameMatch: 'unresolved' }, 'assessment').outcome).toBe('warn');
    expect(r13({ birthDateMatch: 'mismatch' }, 'certification').outcome).toBe('block');
    expect(r13(null, 'assessment').outcome).toBe('block');
    expect(r13({ byUserId: 'assessor' }, 'certification').outcome).toBe('warn');
  });
});

describe('R17, R18, R19: routes and the passport', () => {
  const r17 = (change: Partial<Parameters<typeof rules.R17.evaluate>[0]>) =>
    rules.R17.evaluate({
      route: 'portfolio',
      clientType: 'industry-worker',
      confirmedMonths: 60,
      portfolio: { panelPersonIds: ['p1', 'p2'], originalsSighted: true },
      required: { standard: 60, ofw: 24 },
      ...change,
    }).outcome;
  it('R17 asks 60 months, 24 of overseas workers, a panel of two different people, and originals', () => {
    expect(r17({})).toBe('pass');
    expect(r17({ confirmedMonths: 59 })).toBe('block');
    expect(r17({ confirmedMonths: 24, clientType: 'ofw' })).toBe('pass');
    expect(r17({ confirmedMonths: 23, clientType: 'ofw' })).toBe('block');
    expect(r17({ portfolio: { panelPersonIds: ['p1', 'p1'], originalsSighted: true } })).toBe('block');
    expect(r17({ portfolio: { panelPersonIds: ['p1', 'p2'], originalsSighted: false } })).toBe('block');
    expect(r17({ portfolio: null })).toBe('block');
    expect(r17({ route: 'regular', confirmedMonths: 0 })).toBe('not-applicable');
  });

  const r18 = (level: string, experienceMonths: number, declared = unitCodes) =>
    rules.R18.evaluate({
      route: 'rpl',
      level,
      experienceMonths,
      requiredMonths: { 'NVQ 3': 18, 'NVQ 4': 48 },
      unitCodes,
      selfAssessment: declared.map((unitCode) => ({ unitCode, canPerform: true })),
    }).outcome;
  it('R18 asks 48 months for NVQ 4, 18 for NVQ 3, and every unit', () => {
    expect([r18('NVQ 4', 48), r18('NVQ 4', 47), r18('NVQ 3', 18), r18('NVQ 3', 17)]).toEqual([
      'pass',
      'block',
      'pass',
      'block',
    ]);
    expect(r18('NVQ 4', 48, ['U1'])).toBe('block');
  });

  it('R19 asks one active certificate and 12 confirmed months', () => {
    const answer = (activeCertificates: number, confirmedMonths: number) =>
      rules.R19.evaluate({ activeCertificates, confirmedMonths, minConfirmedMonths: 12 });
    expect(answer(1, 12).outcome).toBe('pass');
    expect(answer(1, 11)).toMatchObject({
      outcome: 'block',
      message: 'The passport needs 12 confirmed months; 11 are confirmed.',
    });
    expect(answer(0, 24).outcome).toBe('block');
  });
});
