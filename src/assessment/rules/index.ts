import { r01, r02 } from './accreditation.js';
import { r15, r16, r21, r26, r28 } from './award.js';
import { r13, r17, r18, r19, r24 } from './candidate.js';
import { r03, r04, r14, r22, r27 } from './independence.js';
import { r31, r32 } from './moderation.js';
import { r08, r09, r10, r11, r12 } from './results.js';
import type { RuleId, Severity } from './rule.js';
import { r05, r06, r07, r20, r23, r25 } from './scheduling.js';

/**
 * Every rule by its number: `rules.R01.evaluate(facts)`. R29 (no phone needed) and R30 (a printed card is never the
 * only copy) hold for screens and the registry as a whole; there is no record to evaluate them on.
 */
export const rules = {
  R01: r01,
  R02: r02,
  R03: r03,
  R04: r04,
  R05: r05,
  R06: r06,
  R07: r07,
  R08: r08,
  R09: r09,
  R10: r10,
  R11: r11,
  R12: r12,
  R13: r13,
  R14: r14,
  R15: r15,
  R16: r16,
  R17: r17,
  R18: r18,
  R19: r19,
  R20: r20,
  R21: r21,
  R22: r22,
  R23: r23,
  R24: r24,
  R25: r25,
  R26: r26,
  R27: r27,
  R28: r28,
  R31: r31,
  R32: r32,
} as const;

export interface RuleDescription {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: Severity;
  readonly basis: string;
}

/** The rules without their functions, for documentation and for the screen that explains a refusal. */
export const describeRules = (): readonly RuleDescription[] =>
  Object.values(rules).map(({ id, title, severity, basis }) => ({ id, title, severity, basis }));

export { standingDuring } from './accreditation.js';
export { withoutBirthDates } from './candidate.js';
export { validUntil, riskFlags, qrFields } from './award.js';
export { samplingReasons, type SamplingFacts } from './moderation.js';
export { computeOverall, satisfactoryUnits, missingUnits } from './results.js';
