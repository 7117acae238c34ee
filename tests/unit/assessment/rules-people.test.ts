import { describe, expect, it } from '@jest/globals';
import { describeRules, rules, standingDuring, type Accreditation } from '../../../src/assessment/index.js';

const ref = { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' };
const accreditation = (change: Partial<Accreditation> = {}): Accreditation => ({
  id: 'a',
  version: 1,
  subjectType: 'person',
  subjectId: 'assessor',
  role: 'assessor',
  qualifications: [ref],
  number: 'CA-1',
  grantedById: 'body',
  validFrom: '2016-01-01',
  validUntil: '2017-05-05',
  state: 'active',
  retroactiveFrom: null,
  stateChangedAt: '2016-01-01T00:00:00.000Z',
  ...change,
});
const day = (date: string) => ({ startsAt: `${date}T06:00:00Z`, endsAt: `${date}T14:00:00Z` });

describe('R01: the assessor is accredited to the end of the session', () => {
  const answer = (change: Partial<Accreditation> | null, period = day('2017-05-05'), covers = [ref]) =>
    rules.R01.evaluate({ accreditation: change === null ? null : accreditation(change), covers, ...period });

  it('holds on the last day, not on the day after', () => {
    expect(answer({}).outcome).toBe('pass');
    expect(answer({}, day('2017-05-06'))).toMatchObject({
      rule: 'R01',
      outcome: 'block',
      message: 'Accreditation ends 5 May 2017, before the session ends.',
      whatToDo: 'Renew it or choose another assessor.',
      finding: { case: 'standing.ended', advice: 'renew-or-other-assessor', values: { on: '2017-05-05' } },
    });
  });

  it('is void when it runs out during a session of two days', () => {
    const period = { startsAt: '2017-05-05T06:00:00Z', endsAt: '2017-05-06T01:00:00Z' };
    expect(answer({}, period).outcome).toBe('block');
  });

  it('holds from the first day on, not the day before', () => {
    expect(answer({ validFrom: '2017-05-05' }).outcome).toBe('pass');
    expect(answer({ validFrom: '2017-05-06' }).message).toContain('starts 6 May 2017');
  });

  it('blocks another qualification or revision, and accepts a declared predecessor', () => {
    const newer = { ...ref, revision: 'tr-2022' };
    expect(answer({}, day('2017-05-05'), [newer]).outcome).toBe('block');
    expect(answer({}, day('2017-05-05'), [newer, ref]).outcome).toBe('pass');
  });

  it('blocks nothing on file, not granted, and another role', () => {
    expect(answer(null).outcome).toBe('block');
    expect(answer({ state: 'applied' }).message).toBe('The accreditation has not been granted.');
    expect(answer({ role: 'representative' }).outcome).toBe('block');
    expect(answer({ role: 'lead-assessor' }).outcome).toBe('pass');
  });

  it('counts a suspension from the moment it was made', () => {
    const at = (stateChangedAt: string) => answer({ state: 'suspended', stateChangedAt }).outcome;
    expect(at('2017-05-05T13:00:00.000Z')).toBe('block');
    expect(at('2017-05-05T14:00:00.001Z')).toBe('pass');
  });

  it('counts a revocation backwards to the day named', () => {
    const revoked = (retroactiveFrom: string) =>
      standingDuring(
        accreditation({ state: 'revoked', stateChangedAt: '2017-09-01T00:00:00.000Z', retroactiveFrom }),
        day('2017-05-05'),
      );
    expect(revoked('2017-05-06')).toEqual({ kind: 'good' });
    expect(revoked('2017-05-05')).toEqual({ kind: 'void', on: '2017-05-05' });
  });
});

describe('R02: the site is accredited, not its head office', () => {
  const answer = (change: Partial<Accreditation>, missionId: string | null = null) =>
    rules.R02.evaluate({
      accreditation: accreditation({
        subjectType: 'site',
        subjectId: 'mawanella',
        role: 'assessment-centre',
        ...change,
      }),
      covers: [ref],
      siteId: 'mawanella',
      missionId,
      ...day('2017-05-05'),
    }).outcome;

  it('passes for the site itself and for a mission', () => {
    expect(answer({})).toBe('pass');
    expect(answer({ subjectType: 'mission', subjectId: 'm1', role: 'mission' }, 'm1')).toBe('pass');
  });

  it('blocks the branch of an accredited office, another mission, another role, and the day after', () => {
    expect(answer({ subjectId: 'kandy' })).toBe('block');
    expect(answer({ subjectType: 'mission', subjectId: 'm1', role: 'mission' }, 'm2')).toBe('block');
    expect(answer({ role: 'assessor' })).toBe('block');
    expect(answer({ validUntil: '2017-05-04' })).toBe('block');
    expect(answer({ qualifications: [] })).toBe('block');
  });
});

describe('R03: no conflict of interest', () => {
  const answer = (change: {
    readonly trainedUntil?: string;
    readonly candidate?: string;
    readonly kind?: 'relative' | 'employer' | 'supervisor';
  }) =>
    rules.R03.evaluate({
      assessorPersonId: 'assessor',
      on: '2017-05-05',
      withinMonths: 24,
      candidates: [
        {
          personId: change.candidate ?? 'candidate',
          training:
            change.trainedUntil === undefined ? [] : [{ trainerPersonIds: ['assessor'], to: change.trainedUntil }],
        },
      ],
      relations:
        change.kind === undefined
          ? []
          : [{ assessorPersonId: 'assessor', candidatePersonId: 'candidate', kind: change.kind }],
    });

  it('blocks training in the last 24 months, to the day', () => {
    expect(answer({ trainedUntil: '2015-05-05' }).outcome).toBe('block');
    expect(answer({ trainedUntil: '2015-05-04' }).outcome).toBe('pass');
    expect(answer({ trainedUntil: '2017-01-01' }).message).toBe(
      'This assessor trained 1 of these candidates in the last 24 months.',
    );
  });

  it.each(['relative', 'employer', 'supervisor'] as const)('blocks a declared %s', (kind) => {
    expect(answer({ kind }).outcome).toBe('block');
  });

  it('blocks the same person and passes strangers', () => {
    expect(answer({ candidate: 'assessor' }).outcome).toBe('block');
    expect(answer({}).outcome).toBe('pass');
  });
});

describe('R04: an independent representative in time', () => {
  const answer = (change: Partial<Parameters<typeof rules.R04.evaluate>[0]>) =>
    rules.R04.evaluate({
      representativeId: 'rep',
      assessorPersonIds: ['assessor'],
      centreStaffIds: ['clerk'],
      startsAt: '2017-05-05T06:00:00Z',
      checkedInAt: null,
      ...change,
    }).outcome;

  it('passes an outsider who is there 30 minutes before, warns at 29', () => {
    expect(answer({})).toBe('pass');
    expect(answer({ checkedInAt: '2017-05-05T05:30:00Z' })).toBe('pass');
    expect(answer({ checkedInAt: '2017-05-05T05:31:00Z' })).toBe('warn');
  });
  it('blocks nobody, the assessor and staff of the centre', () => {
    expect(answer({ representativeId: null })).toBe('block');
    expect(answer({ representativeId: 'assessor' })).toBe('block');
    expect(answer({ representativeId: 'clerk' })).toBe('block');
  });
});

describe('R14: two officers', () => {
  const answer = (change: Partial<Parameters<typeof rules.R14.evaluate>[0]>) =>
    rules.R14.evaluate({
      decidedBy: 'a',
      releasedBy: 'b',
      assessorIds: ['assessor'],
      trainerIds: ['trainer'],
      centreManagerIds: ['manager'],
      ...change,
    });

  it('passes two strangers', () => expect(answer({}).outcome).toBe('pass'));
  it('blocks the same officer twice', () => {
    expect(answer({ releasedBy: 'a' })).toMatchObject({
      outcome: 'block',
      message: 'You decided this record. Another officer must release it.',
    });
  });
  it.each(['assessor', 'trainer', 'manager'])('blocks the %s in either duty', (person) => {
    expect(answer({ decidedBy: person }).outcome).toBe('block');
    expect(answer({ releasedBy: person }).outcome).toBe('block');
    expect(answer({ decidedBy: person, releasedBy: null }).outcome).toBe('block');
  });
});

describe('R27, R22', () => {
  const change = (secondActorId: string | null, reasonClass: string | null = 'identity-fraud') =>
    rules.R27.evaluate({ actorId: 'a', secondActorId, reasonClass }).outcome;
  it('R27 needs a reason and another officer; the holder alone may ask', () => {
    expect(change('b')).toBe('pass');
    expect(change('a')).toBe('block');
    expect(change(null)).toBe('block');
    expect(change('b', null)).toBe('block');
    expect(change(null, 'holder-request')).toBe('pass');
  });
  it('R22 advises from the second time on and never blocks', () => {
    const outcome = (count: number) =>
      rules.R22.evaluate({ consecutiveNotYetCompetent: count, adviceAfter: 2 }).outcome;
    expect([outcome(1), outcome(2), outcome(9)]).toEqual(['pass', 'info', 'info']);
  });
});

it('every rule describes itself', () => {
  const all = describeRules();
  expect(all.map((rule) => rule.id)).toEqual(Object.keys(rules));
  expect(all).toHaveLength(30);
  expect(all.every((rule) => rule.title.endsWith('.') && rule.basis !== '')).toBe(true);
});
