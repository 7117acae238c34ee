import { describe, expect, it } from '@jest/globals';
import { rules, samplingReasons, schemeRegistry, type SamplingFacts } from '../../../src/assessment/index.js';

const policy = { newAssessorSessions: 3, allPassedFrom: 8, randomShare: 0.1 };
const ordinary: SamplingFacts = {
  earlierSessions: 3,
  session: { records: 8, competent: 7 },
  lot: 0.1,
  riskFlags: 0,
  isCorrection: false,
};
const drawn = (changes: Partial<SamplingFacts>) => samplingReasons({ ...ordinary, ...changes }, policy);

describe('what is drawn for moderation', () => {
  it('is nothing about an experienced assessor, mixed results and no lot', () => {
    expect(drawn({})).toEqual([]);
  });

  it.each([
    ['the third session of an assessor', { earlierSessions: 2 }, ['new-assessor']],
    ['eight who all passed', { session: { records: 8, competent: 8 } }, ['all-passed']],
    ['seven who all passed', { session: { records: 7, competent: 7 } }, []],
    ['the lot just below its share', { lot: 0.0999 }, ['random']],
    ['a risk flag', { riskFlags: 1 }, ['risk-flag']],
    ['a correction', { isCorrection: true }, ['correction']],
    [
      'all of it at once',
      { earlierSessions: 0, session: { records: 9, competent: 9 }, lot: 0, riskFlags: 2, isCorrection: true },
      ['new-assessor', 'all-passed', 'random', 'risk-flag', 'correction'],
    ],
  ] as const)('%s', (_, changes, reasons) => {
    expect(drawn(changes)).toEqual(reasons);
  });

  it('is the scheme’s policy, not code', () => {
    expect(samplingReasons(ordinary, { newAssessorSessions: 4, allPassedFrom: 8, randomShare: 0 })).toEqual([
      'new-assessor',
    ]);
    for (const { moderation } of schemeRegistry) expect(moderation).toEqual(policy);
  });
});

describe('R31 and R32', () => {
  it('R31 lets pass what was not drawn or was upheld, and says of the others what they wait for', () => {
    const outcomes = ([null, 'uphold', 'open', 'return', 'void'] as const).map(
      (standing) => rules.R31.evaluate({ standing, awaitsItsSession: false }).outcome,
    );
    expect(outcomes).toEqual(['not-applicable', 'pass', 'block', 'block', 'block']);
    const undrawn = { standing: null, awaitsItsSession: true };
    expect(rules.R31.evaluate(undrawn).outcome).toBe('block');
    expect(rules.R31.evaluate({ ...undrawn, standing: 'uphold' }).outcome).toBe('pass');
  });

  it.each(['candidateId', 'assessorIds', 'trainerIds', 'centreManagerIds', 'representativeIds', 'deciderIds'] as const)(
    'R32 refuses a moderator who is named as %s',
    (part) => {
      const nobody = {
        moderatorId: 'm',
        candidateId: 'c',
        assessorIds: ['a'],
        trainerIds: ['t'],
        centreManagerIds: ['k'],
        representativeIds: ['r'],
        deciderIds: ['d'],
      };
      expect(rules.R32.evaluate(nobody).outcome).toBe('pass');
      const involved = { ...nobody, [part]: part === 'candidateId' ? 'm' : ['x', 'm'] };
      expect(rules.R32.evaluate(involved).outcome).toBe('block');
    },
  );
});
