import type { RuleResult } from '../model/index.js';

export type RuleId = `R${number}`;
export type Severity = 'block' | 'warn' | 'info' | 'flag';

/** A named rule: pure, from facts to one answer in plain words. */
export interface Rule<Facts> {
  readonly id: RuleId;
  /** The rule in one sentence. */
  readonly title: string;
  /** The strongest answer it can give. */
  readonly severity: Severity;
  /** Where the rule comes from: a documented practice, or our own good practice. */
  readonly basis: string;
  readonly evaluate: (facts: Facts) => RuleResult;
}

export const pass = (rule: RuleId, message: string): RuleResult => ({ rule, outcome: 'pass', message, whatToDo: '' });
export const notApplicable = (rule: RuleId, message: string): RuleResult => ({
  rule,
  outcome: 'not-applicable',
  message,
  whatToDo: '',
});
export const block = (rule: RuleId, message: string, whatToDo: string): RuleResult => ({
  rule,
  outcome: 'block',
  message,
  whatToDo,
});
export const warn = (rule: RuleId, message: string, whatToDo: string): RuleResult => ({
  rule,
  outcome: 'warn',
  message,
  whatToDo,
});
export const info = (rule: RuleId, message: string, whatToDo: string): RuleResult => ({
  rule,
  outcome: 'info',
  message,
  whatToDo,
});
