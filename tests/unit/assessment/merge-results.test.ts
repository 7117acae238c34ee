import { describe, expect, it } from '@jest/globals';
import { mergedResults } from '../../../src/assessment/services/merge-results.js';
import type { UnitMethodResult } from '../../../src/assessment/index.js';

const cell = (unitCode: string, mark: 'S' | 'NS', note?: string): UnitMethodResult => ({
  unitCode,
  method: 'demonstration',
  outcome: mark === 'S' ? 'satisfactory' : 'not-satisfactory',
  ...(note === undefined ? {} : { note }),
});

describe('ratings of a sheet that is open in two places', () => {
  it('only the cells that this device changed are taken over', () => {
    const current = [cell('A', 'S'), cell('B', 'NS')];
    const merged = mergedResults(current, { seen: [cell('A', 'NS')], results: [cell('A', 'NS'), cell('C', 'S')] });
    expect(merged).toEqual([cell('A', 'S'), cell('B', 'NS'), cell('C', 'S')]);
  });

  it('a cell that was cleared here is cleared, and one that was cleared there stays so', () => {
    expect(mergedResults([cell('A', 'S')], { seen: [cell('A', 'S')], results: [] })).toEqual([]);
    expect(mergedResults([], { seen: [cell('A', 'S')], results: [cell('A', 'S')] })).toEqual([]);
  });

  it('the same change twice is no conflict: the first answer may have been lost', () => {
    expect(mergedResults([cell('A', 'S')], { seen: [], results: [cell('A', 'S')] })).toEqual([cell('A', 'S')]);
  });

  it.each([
    ['both rated it', [cell('A', 'S')], [], [cell('A', 'NS')]],
    ['rated there, cleared here', [cell('A', 'NS')], [cell('A', 'S')], []],
    ['another note', [cell('A', 'S', 'quick')], [cell('A', 'S')], [cell('A', 'S', 'slow')]],
  ])('is never decided by itself: %s', (_, current, seen, results) => {
    expect(() => mergedResults(current, { seen, results })).toThrow('D12');
  });

  it('a cell given twice, or a list of evidence beside it, is refused whole', () => {
    const results = [cell('A', 'S'), cell('A', 'NS')];
    expect(() => mergedResults([], { seen: [], results })).toThrow('input-invalid');
    expect(() => mergedResults([], { seen: [], results: [cell('A', 'S')], evidence: [] })).toThrow('input-invalid');
  });

  it('without what was seen, what is sent replaces everything', () => {
    expect(mergedResults([cell('A', 'S')], { results: [cell('B', 'S')] })).toEqual([cell('B', 'S')]);
  });
});
