import { describe, expect, it } from '@jest/globals';
import { compareUnits, loadKnowledge, targetUnits } from '../../../src/frameworks/index.js';

const { unitCorrespondences } = loadKnowledge();
const sample = unitCorrespondences.filter((file) => file.nature === 'sample');
const [shape] = sample;
if (!shape) throw new Error('the sample is missing');
const sourced = [
  {
    ...shape,
    nature: 'sourced' as const,
    basis: { ...shape.basis, source: 'https://example.org/table', confidence: 'high' as const },
    pairs: [
      {
        held: { code: 'H1', revision: 'r1' },
        required: { code: 'R1', revision: null },
        covers: 'full' as const,
        note: null,
      },
      {
        held: { code: 'H2', revision: null },
        required: { code: 'R2', revision: 'v2' },
        covers: 'part' as const,
        note: 'without night shifts',
      },
      {
        held: { code: 'H3', revision: null },
        required: { code: 'R2', revision: 'v2' },
        covers: 'full' as const,
        note: null,
      },
      {
        held: { code: 'H4', revision: null },
        required: { code: 'R4', revision: null },
        covers: 'full' as const,
        note: null,
      },
    ],
    targets: [],
  },
];
const codes = (findings: readonly { readonly unit: { readonly code: string } }[]) =>
  findings.map((finding) => finding.unit.code);
const required = [{ code: 'R1' }, { code: 'R2', revision: 'v2' }, { code: 'R4' }, { code: 'R9' }];

describe('comparing units of competency', () => {
  it('gives a gap list: covered, in part, missing, not compared', () => {
    const result = compareUnits(
      [
        { code: 'H1', revision: 'r1' },
        { code: 'H2', revision: 'r7' },
      ],
      required,
      sourced,
    );
    expect([
      codes(result.covered),
      codes(result.partlyCovered),
      codes(result.missing),
      codes(result.notCompared),
    ]).toEqual([['R1'], ['R2'], ['R4'], ['R9']]);
    expect(result).toMatchObject({
      outcome: 'compared',
      usesSample: false,
      sentence: '1 of 4 required units are covered, 1 in part, 1 are missing, 1 could not be compared.',
    });
    expect(result.partlyCovered[0]).toMatchObject({
      by: { code: 'H2' },
      note: 'without night shifts',
      source: 'https://example.org/table',
    });
  });

  it('prefers a full cover over a part', () => {
    expect(codes(compareUnits([{ code: 'H2' }, { code: 'H3' }], required, sourced).covered)).toEqual(['R2']);
  });

  it('respects revisions: codes are used again with other content', () => {
    expect(codes(compareUnits([{ code: 'H1', revision: 'r2' }], [{ code: 'R1' }], sourced).missing)).toEqual(['R1']);
    expect(codes(compareUnits([{ code: 'H3' }], [{ code: 'R2', revision: 'v1' }], sourced).notCompared)).toEqual([
      'R2',
    ]);
    expect(codes(compareUnits([{ code: 'X', revision: 'r1' }], [{ code: 'X', revision: 'r1' }], []).covered)).toEqual([
      'X',
    ]);
    expect(
      codes(compareUnits([{ code: 'X', revision: 'r1' }], [{ code: 'X', revision: 'r2' }], []).notCompared),
    ).toEqual(['X']);
    expect(codes(compareUnits([{ code: 'X' }], [{ code: 'X' }], []).notCompared)).toEqual(['X']);
  });

  it('never matches by title', () => {
    const result = compareUnits(
      [{ code: 'A', revision: '1' }],
      [{ code: 'B', revision: '1', title: 'Clean rooms' }],
      [],
    );
    expect(result).toMatchObject({
      outcome: 'not-compared',
      sentence: 'Not compared: no statement about these units is loaded.',
    });
  });

  it('knows the units of a target, and says so when a sample was used', () => {
    expect(targetUnits('sample:asean-tourism-housekeeping', sample)).toHaveLength(4);
    const result = compareUnits(
      [{ code: 'TRS5123111' }, { code: 'TRS5123113' }],
      { target: 'sample:asean-tourism-housekeeping' },
      sample,
    );
    expect([
      result.covered.length,
      result.partlyCovered.length,
      result.missing.length,
      result.notCompared.length,
    ]).toEqual([1, 1, 1, 1]);
    expect(result.usesSample).toBe(true);
    expect(result.sentence).toMatch(/This used a SAMPLE table and decides nothing\.$/);
  });

  it('says "not compared" for a target nobody has described', () => {
    expect(compareUnits([{ code: 'A' }], { target: 'nope' }, sample)).toMatchObject({
      outcome: 'not-compared',
      covered: [],
      missing: [],
    });
  });
});
