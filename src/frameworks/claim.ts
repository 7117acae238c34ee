import { isObject, parseIso, type Refusal } from '../shared/index.js';
import type { FrameworkClaim } from './types.js';

export type ClaimParse =
  { readonly ok: true; readonly claim: FrameworkClaim } | { readonly ok: false; readonly refusals: readonly Refusal[] };

interface FieldRule {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const printable = /^[^\p{Cc}\p{Cs}]*$/u;
const text = (max: number): FieldRule => ({
  expected: `a text of 1 to ${max} characters`,
  accepts: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= max && printable.test(value),
});
const pattern = (expected: string, shape: RegExp, max = 200): FieldRule => ({
  expected,
  accepts: (value) => typeof value === 'string' && value.length <= max && shape.test(value),
});
const number = (max: number): FieldRule => ({
  expected: `a number from 0 to ${max}`,
  accepts: (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= max,
});
const oneOf = (...values: readonly string[]): FieldRule => ({
  expected: `one of ${values.join(', ')}`,
  accepts: (value) => typeof value === 'string' && values.includes(value),
});
const day: FieldRule = {
  expected: 'a date as YYYY-MM-DD',
  accepts: (value) => typeof value === 'string' && value.length === 10 && parseIso(value) !== null,
};
const country = pattern('a country code such as PH or GB-SCT', /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);

const rules: Readonly<Record<keyof FrameworkClaim, FieldRule>> = {
  title: text(300),
  framework: text(100),
  level: text(40),
  awardingCountry: country,
  awardingBody: text(200),
  awardedOn: day,
  sector: text(60),
  isced: text(40),
  iscedF: text(60),
  isco: text(60),
  esco: text(300),
  achievementType: text(60),
  targetFramework: text(100),
  targetLevel: text(40),
  credits: number(10_000),
  notionalHours: number(100_000),
  startedOn: day,
  endedOn: day,
  partial: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  skillBand: oneOf('low', 'medium', 'high'),
  assertedBy: oneOf('issuer', 'holder', 'verifier'),
};

/**
 * Reads a claim from outside. Refusal codes: `claim-not-object`, `claim-empty`, `claim-unknown-member`,
 * `claim-number-for-text` (a code or level sent as a number: leading zeros and `2.5` get lost that way),
 * `claim-bad-value`. Never quotes the value.
 */
export function parseClaim(input: unknown): ClaimParse {
  if (!isObject(input))
    return { ok: false, refusals: [refusal('claim-not-object', '', 'The claim is not a JSON object.')] };
  const members = Object.entries(input);
  if (members.length === 0) return { ok: false, refusals: [refusal('claim-empty', '', 'The claim has no members.')] };
  const refusals = members.flatMap(([name, value]) => judgeMember(name, value));
  if (refusals.length > 0) return { ok: false, refusals: refusals.slice(0, 25) };
  return { ok: true, claim: Object.fromEntries(members) as unknown as FrameworkClaim };
}

function judgeMember(name: string, value: unknown): readonly Refusal[] {
  const rule = Object.hasOwn(rules, name) ? rules[name as keyof FrameworkClaim] : undefined;
  if (!rule) return [refusal('claim-unknown-member', '', 'The claim has a member that is not known.')];
  if (rule.accepts(value)) return [];
  const numeric = typeof value === 'number' && name !== 'credits' && name !== 'notionalHours';
  return numeric
    ? [
        refusal(
          'claim-number-for-text',
          `/${name}`,
          `${name} must be text in quotes, not a number: numbers lose zeros.`,
        ),
      ]
    : [refusal('claim-bad-value', `/${name}`, `${name} must be ${rule.expected}.`)];
}

const refusal = (code: string, at: string, message: string): Refusal => ({
  code,
  severity: 'block',
  message,
  whatToDo: `Send an object with members out of: ${Object.keys(rules).join(', ')}.`,
  ...(at === '' ? {} : { at }),
});
