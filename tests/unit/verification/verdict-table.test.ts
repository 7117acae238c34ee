import { describe, expect, it } from '@jest/globals';
import { severity, verdictOf, worstVerdict, type Findings } from '../../../src/verification/verdict.js';
import type { Verdict } from '../../../src/verification/index.js';

const integrity = ['intact', 'broken', 'unknown'] as const;
const authority = ['authorised', 'not-authorised', 'unknown'] as const;
const status = ['clear', 'revoked', 'replaced', 'suspended', 'unknown'] as const;
const time = ['current', 'expired', 'not-yet', 'unknown'] as const;

const everything: Findings[] = integrity.flatMap((i) =>
  authority.flatMap((a) =>
    status.flatMap((s) => time.map((t) => ({ integrity: i, authority: a, status: s, time: t }))),
  ),
);

/** The rule in other words than the table's: a chain of questions a careful clerk would ask. */
function clerk({ integrity: i, authority: a, status: s, time: t }: Findings): Verdict {
  if (i !== 'intact') return i === 'broken' ? 'altered' : 'cannot-confirm';
  if (a === 'unknown') return 'cannot-confirm';
  if (s === 'revoked' || s === 'replaced' || s === 'suspended') return s;
  if (a === 'not-authorised') return 'issuer-not-authorised';
  if (s === 'unknown' || t === 'unknown' || t === 'not-yet') return 'cannot-confirm';
  return t === 'expired' ? 'genuine-but-expired' : 'genuine-and-current';
}

describe('the whole verdict table', () => {
  it('has 180 rows and each has the verdict a careful clerk gives', () => {
    expect(everything).toHaveLength(180);
    expect(everything.filter((row) => verdictOf(row) !== clerk(row))).toEqual([]);
  });

  it('is genuine and current in exactly one row: everything was checked and good', () => {
    expect(everything.filter((row) => verdictOf(row) === 'genuine-and-current')).toEqual([
      { integrity: 'intact', authority: 'authorised', status: 'clear', time: 'current' },
    ]);
  });

  it('never calls anything genuine, suspended or replaced when something decisive was not checked', () => {
    const unchecked = everything.filter((row) => row.integrity === 'unknown' || row.authority === 'unknown');
    const verdicts = new Set(unchecked.map(verdictOf));
    expect([...verdicts].sort()).toEqual(['altered', 'cannot-confirm']);
  });

  it('says altered only for a broken signature', () => {
    expect(everything.filter((row) => verdictOf(row) === 'altered').every((row) => row.integrity === 'broken')).toBe(
      true,
    );
  });

  it('reaches every verdict', () => {
    expect(new Set(everything.map(verdictOf))).toEqual(new Set(severity));
  });

  it('of several items the worst decides', () => {
    expect(worstVerdict(['genuine-and-current', 'genuine-but-expired'])).toBe('genuine-but-expired');
    expect(worstVerdict(['cannot-confirm', 'altered', 'genuine-and-current'])).toBe('altered');
  });
});
