import { isObject, type Refusal } from '../shared/index.js';
import { parseClaim } from './claim.js';
import type { ComparisonClaim } from './compare.js';
import type { RequiredUnit, RequiredUnits, UnitKey } from './units.js';

export type Parsed<T> =
  { readonly ok: true; readonly request: T } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Body of `POST /api/frameworks/compare`. */
export interface ComparisonRequest {
  readonly claim: ComparisonClaim;
  /** Absent = compare with every framework. */
  readonly targetFramework: string | null;
}

/**
 * Reads `{framework, level, awardingCountry?, targetFramework?}` from outside. Codes: those of `parseClaim`, and
 * `compare-incomplete` when framework or level is missing.
 */
export function parseComparison(input: unknown): Parsed<ComparisonRequest> {
  const parsed = parseClaim(input);
  if (!parsed.ok) return parsed;
  const { framework, level, awardingCountry, targetFramework } = parsed.claim;
  if (framework === undefined || level === undefined)
    return refuse(
      'compare-incomplete',
      'A comparison needs the framework and the level.',
      'Send framework and level as text.',
    );
  const claim = { framework, level, ...(awardingCountry === undefined ? {} : { awardingCountry }) };
  return { ok: true, request: { claim, targetFramework: targetFramework ?? null } };
}

/** Body of a unit comparison. */
export interface UnitRequest {
  readonly held: readonly UnitKey[];
  readonly required: RequiredUnits;
}
const MAX_UNITS = 200;

/** Reads `{held: [{code, revision?}], required: [{code, revision?, title?}] | {target}}`. Code: `units-bad-request`. */
export function parseUnitComparison(input: unknown): Parsed<UnitRequest> {
  const fault = (message: string) =>
    refuse(
      'units-bad-request',
      message,
      'Send held and required as lists of {code, revision}, or required as {target}.',
    );
  if (!isObject(input) || Object.keys(input).some((key) => key !== 'held' && key !== 'required'))
    return fault('The request must have the members held and required only.');
  const { required } = input;
  const held = readUnits(input['held']);
  if (!held) return fault('held must be a list of up to 200 units with a code each.');
  if (isObject(required) && isText(required['target'], 120) && Object.keys(required).length === 1)
    return { ok: true, request: { held, required: { target: required['target'] } } };
  const units = readUnits(required);
  return units
    ? { ok: true, request: { held, required: units } }
    : fault('required must be a list of up to 200 units or a target.');
}

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= max;

function readUnits(value: unknown): readonly RequiredUnit[] | null {
  if (!Array.isArray(value) || value.length > MAX_UNITS) return null;
  const units = value.map(readUnit);
  return units.every((unit) => unit !== null) ? units : null;
}

function readUnit(value: unknown): RequiredUnit | null {
  if (!isObject(value) || Object.keys(value).some((key) => !['code', 'revision', 'title'].includes(key))) return null;
  const { code, revision = null, title } = value;
  if (!isText(code, 40) || (revision !== null && !isText(revision, 60))) return null;
  if (title === undefined) return { code, revision };
  return isText(title, 200) ? { code, revision, title } : null;
}

const refuse = (
  code: string,
  message: string,
  whatToDo: string,
): { readonly ok: false; readonly refusals: readonly Refusal[] } => ({
  ok: false,
  refusals: [{ code, severity: 'block', message, whatToDo }],
});
