import { expect, it } from '@jest/globals';
import { rules } from '../../../src/assessment/index.js';
import { areTwoOfficers, requireTwoOfficers } from '../../../src/shared/index.js';

it.each([
  ['maria', 'Maria '],
  ['Ｍaria', 'maria'],
  ['Maria  Cruz', 'maria cruz'],
  ['ma\u200bria', 'maria'],
  ['Jose\u0301', 'José'],
  ['Strauß', 'STRAUSS'],
  ['', 'maria'],
  ['maria', ' \u200b'],
])('%j and %j are not two officers', (first, second) => {
  expect(areTwoOfficers(first, second)).toBe(false);
  expect(() => requireTwoOfficers(first, second)).toThrow(expect.objectContaining({ code: 'R27' }));
  const facts = { reasonClass: 'identity-fraud', actorId: second, secondActorId: first };
  if (second.trim().length > 1) expect(rules.R27.evaluate(facts)).toMatchObject({ outcome: 'block' });
});

it('different names are', () => {
  expect(areTwoOfficers('maria', 'mario')).toBe(true);
  expect(() => requireTwoOfficers('Anna', 'Ben')).not.toThrow();
});
