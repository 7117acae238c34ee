import { describe, expect, it } from '@jest/globals';
import {
  checkRenewal,
  compareNames,
  confirmedMonths,
  matchKey,
  rules,
  type ExperienceRecord,
} from '../../../src/assessment/index.js';

const name = (family: string, given: string, more: { middle?: string; motherMaiden?: string } = {}) => ({
  family,
  given,
  script: 'Latn',
  asIn: 'passport',
  ...more,
});

describe('names', () => {
  it('the key ignores order, case, diacritics, punctuation and composition', () => {
    const key = matchKey(name('Dela Cruz', 'María'));
    expect(matchKey(name('MARIA', 'dela-cruz'))).toBe(key);
    expect(matchKey(name('Dela Cruz', 'Mari\u0301a'))).toBe(key);
    expect(matchKey(name('Dela Cruz', 'Mario'))).not.toBe(key);
  });
  it('keeps vowel signs of other scripts, which are letters there', () => {
    expect(matchKey(name('පෙරේරා', 'නිමල්'))).not.toBe('');
    expect(matchKey(name('முருகன்', 'அ'))).not.toBe(matchKey(name('முருகா', 'அ')));
    expect(matchKey(name('محمد', 'علي'))).toBe(matchKey(name('علي', 'محمد')));
  });
  it.each([
    ['exact', name('Cruz', 'Ana'), name('Cruz', 'Ana')],
    ['variant', name('Cruz', 'Ana'), name('Ana', 'CRUZ')],
    ['variant', name('Cruz', 'Ana', { middle: 'Reyes' }), name('Cruz', 'Ana')],
    ['variant', name('Cruz', 'Ana Maria'), name('Cruz', 'A')],
    ['variant', name('Santos', 'Ana', { motherMaiden: 'Cruz' }), name('Cruz', 'Ana')],
    ['mismatch', name('Cruz', 'Ana'), name('Cruz', 'Eva')],
    ['mismatch', name('Cruz', 'Ana'), name('C', 'A')],
    ['mismatch', name('Cruz', 'Ana'), name('Santos', 'Ana')],
  ])('compares as %s', (expected, left, right) => {
    expect(compareNames(left, right)).toBe(expected);
    const outcome = rules.R24.evaluate({ asRegistered: left, asInDocument: right }).outcome;
    expect(outcome).toBe(expected === 'exact' ? 'pass' : 'info');
  });
});

describe('confirmed months', () => {
  const work = (from: string, to: string, state: ExperienceRecord['state'] = 'confirmed'): ExperienceRecord => ({
    id: from,
    version: 1,
    personId: 'p',
    employerId: null,
    employerName: 'Household',
    country: 'SA',
    occupation: { text: 'Domestic worker' },
    tasks: [],
    from,
    to,
    confirmations: [],
    credentialId: null,
    state,
  });
  it('counts whole months, both days included', () => {
    expect(confirmedMonths([work('2016-01-01', '2016-12-31')])).toBe(12);
    expect(confirmedMonths([work('2016-01-01', '2016-12-30')])).toBe(11);
    expect(confirmedMonths([work('2016-01-31', '2016-02-29')])).toBe(1);
    expect(confirmedMonths([work('2016-01-01', '2016-01-01')])).toBe(0);
  });
  it('counts overlapping and nested periods once, and joins days that follow each other', () => {
    expect(confirmedMonths([work('2016-01-01', '2016-08-31'), work('2016-03-01', '2016-12-31')])).toBe(12);
    expect(confirmedMonths([work('2016-01-01', '2016-12-31'), work('2016-03-01', '2016-04-30')])).toBe(12);
    expect(confirmedMonths([work('2016-01-01', '2016-06-15'), work('2016-06-16', '2016-12-31')])).toBe(12);
    expect(confirmedMonths([work('2016-01-01', '2016-01-15'), work('2016-03-01', '2016-03-15')])).toBe(0);
    expect(confirmedMonths([work('2016-01-01', '2016-01-15'), work('2016-03-01', '2016-03-16')])).toBe(1);
  });
  it('counts only what somebody confirmed', () => {
    const states: ExperienceRecord['state'][] = [
      'claimed',
      'disputed',
      'unreachable',
      'withdrawn',
      'alternative-evidence',
    ];
    expect(confirmedMonths(states.map((state) => work('2016-01-01', '2016-12-31', state)))).toBe(0);
    expect(confirmedMonths([work('2016-01-01', '2016-12-31', 'confirmed-by-alternative')])).toBe(12);
    expect(confirmedMonths([])).toBe(0);
  });
});

describe('renewal', () => {
  const answer = (change: Partial<Parameters<typeof checkRenewal>[0]>) =>
    checkRenewal({
      today: '2022-01-01',
      certificate: { issuedOn: '2017-05-20', validUntil: '2022-05-19' },
      policy: { minExperienceMonths: 12, reassessIfStandardRevised: true },
      confirmedMonths: 12,
      standardStatus: 'current',
      ...change,
    });
  it('opens six months before the end, with twelve confirmed months and the same standard', () => {
    expect(answer({}).outcome).toBe('pass');
    expect(answer({ today: '2021-11-19' }).outcome).toBe('pass');
    expect(answer({ today: '2021-11-18' }).outcome).toBe('block');
    expect(answer({ confirmedMonths: 11 }).outcome).toBe('block');
    expect(answer({ policy: null }).outcome).toBe('block');
  });
  it('offers re-assessment when the standard was revised', () => {
    expect(answer({ standardStatus: 'superseded' })).toMatchObject({
      outcome: 'block',
      whatToDo: 'Apply for assessment against the new standard.',
    });
  });
});
