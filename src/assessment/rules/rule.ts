import {
  findingAdvice,
  findingCases,
  findingWords,
  type FindingAdvice,
  type FindingCase,
  type Values,
} from '../../shared/index.js';
import type { RuleResult } from '../model/index.js';
import { dayInWords } from './dates.js';

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

const english = { plurals: new Intl.PluralRules('en'), day: dayInWords };

function found(
  rule: RuleId,
  outcome: RuleResult['outcome'],
  ...[of, advice = null, values = {}]: [FindingCase, (FindingAdvice | null)?, Values?]
): RuleResult {
  const finding = { case: of, advice, values };
  return { rule, outcome, ...findingWords(finding, { cases: findingCases, advice: findingAdvice }, english), finding };
}

export const pass = (rule: RuleId, of: FindingCase, values?: Values): RuleResult =>
  found(rule, 'pass', of, null, values);
export const notApplicable = (rule: RuleId, of: FindingCase): RuleResult => found(rule, 'not-applicable', of);
export const block = (rule: RuleId, of: FindingCase, advice: FindingAdvice, values?: Values): RuleResult =>
  found(rule, 'block', of, advice, values);
export const warn = (rule: RuleId, of: FindingCase, advice: FindingAdvice, values?: Values): RuleResult =>
  found(rule, 'warn', of, advice, values);
export const info = (rule: RuleId, of: FindingCase, advice: FindingAdvice, values?: Values): RuleResult =>
  found(rule, 'info', of, advice, values);
