import type { Verdict } from './types.js';

/** What the checks found out, reduced to what decides. Frameworks and holder never make a credential false. */
export interface Findings {
  readonly integrity: 'intact' | 'broken' | 'unknown';
  readonly authority: 'authorised' | 'not-authorised' | 'unknown';
  readonly status: 'clear' | 'revoked' | 'replaced' | 'suspended' | 'unknown';
  readonly time: 'current' | 'expired' | 'not-yet' | 'unknown';
}

/**
 * The verdict table, first match wins. Order: what proves a document false or dead, then what nobody could check, then
 * what only time did. "Could not check" is never valid and never forged; a definite no outranks it.
 */
const table: readonly (readonly [Verdict, keyof Findings, ...Findings[keyof Findings][]])[] = [
  ['altered', 'integrity', 'broken'],
  ['cannot-confirm', 'integrity', 'unknown'],
  // An unknown office cannot speak for or against its own paper: neither its permission nor its lists count.
  ['cannot-confirm', 'authority', 'unknown'],
  ['revoked', 'status', 'revoked'],
  ['replaced', 'status', 'replaced'],
  ['suspended', 'status', 'suspended'],
  ['issuer-not-authorised', 'authority', 'not-authorised'],
  ['cannot-confirm', 'status', 'unknown'],
  ['cannot-confirm', 'time', 'unknown', 'not-yet'],
  ['genuine-but-expired', 'time', 'expired'],
];

/** What was not asked is unknown. */
export const verdictOf = (findings: Partial<Findings>): Verdict =>
  table.find(([, question, ...answers]) => answers.includes(findings[question] ?? 'unknown'))?.[0] ??
  'genuine-and-current';

/** Worst first; used for a passport, where one bad item must not hide behind good ones. */
export const severity: readonly Verdict[] = [
  'altered',
  'revoked',
  'issuer-not-authorised',
  'replaced',
  'suspended',
  'cannot-confirm',
  'genuine-but-expired',
  'genuine-and-current',
];

export const worstVerdict = (verdicts: readonly Verdict[]): Verdict =>
  severity.find((verdict) => verdicts.includes(verdict)) ?? 'genuine-and-current';
