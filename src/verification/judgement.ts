import type { Facts, Finding } from './checks/check.js';
import type { ReadDocument } from './input/read-input.js';
import type { CheckResult, InputForm, Verdict } from './types.js';

/** What was decided about one input, before it is put into words. */
export interface Judgement {
  readonly form: InputForm;
  /** About this document itself; `verdict` also counts the items it carries. */
  readonly ownVerdict: Verdict;
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly findings: readonly (Finding | CheckResult)[];
  readonly isForeign: boolean;
  readonly items: readonly Judgement[];
  readonly document: ReadDocument['document'];
}

/** What is decided before anything is known: nothing could be confirmed. */
export const undecided: Judgement = {
  form: 'credential',
  ownVerdict: 'cannot-confirm',
  verdict: 'cannot-confirm',
  facts: { issuer: null },
  findings: [],
  isForeign: false,
  items: [],
  document: {},
};

/** A code that a later version of this reader will read. */
export const updateNeeded: Judgement = { ...undecided, form: 'sp1', findings: [{ id: 'input', code: 'I21' }] };

/** A code that was changed so that it gives no credential any more. */
export const alteredCode: Judgement = {
  ...undecided,
  form: 'sp1',
  ownVerdict: 'altered',
  verdict: 'altered',
  findings: [{ id: 'proof', code: 'I10' }],
};
