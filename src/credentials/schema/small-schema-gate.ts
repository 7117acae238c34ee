import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import type { SchemaGate } from '../types.js';
import { claimedKind } from './claimed-kind.js';

/** The part of JSON Schema 2020-12 that our schemas use. Anything else is refused when the gate is made. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: 'object' | 'array' | 'string';
  readonly const?: JsonValue;
  readonly enum?: readonly JsonValue[];
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}
type Definitions = NonNullable<Schema['$defs']>;

const understood = (
  '$schema title $ref $defs type const enum anyOf required properties additionalProperties items prefixItems minItems ' +
  'maxItems maxLength pattern'
).split(' ');

/**
 * The schema gate for the browser: a small interpreter instead of a schema compiler (the page's content security policy
 * forbids generated code). It says whether, not where: nobody mends a certificate on a phone. `schemas` are the published
 * files by kind. Throws on a keyword it does not know, because a
 * keyword that is skipped would let through what the server refuses.
 */
export function createSmallSchemaGate(schemas: Readonly<Record<string, unknown>>): SchemaGate {
  const known = schemas as Readonly<Record<string, Schema>>;
  for (const schema of Object.values(known)) admit(schema, schema.$defs ?? {});
  return (document) => {
    const claimed = claimedKind(document);
    if (claimed === 'none') return { kind: 'foreign' };
    const schema = Object.hasOwn(known, claimed) ? known[claimed] : undefined;
    return schema && matches(schema, schema.$defs ?? {}, document)
      ? { kind: 'ours', credentialKind: claimed }
      : { kind: 'malformed', pointers: [] };
  };
}

const definitionOf = ($ref: string, definitions: Definitions): Schema | undefined =>
  definitions[$ref.replace('#/$defs/', '')];

const constantsOf = (schema: Schema): readonly JsonValue[] | undefined =>
  schema.const === undefined ? schema.enum : [schema.const];

/** Throws TypeError for what `matches` would not judge as JSON Schema says. */
function admit(schema: Schema, definitions: Definitions): void {
  const { $ref, $defs = {}, properties = {}, anyOf = [], prefixItems = [], items } = schema;
  const isUnderstood =
    Object.keys(schema).every((keyword) => understood.includes(keyword)) &&
    ($ref === undefined || definitionOf($ref, definitions) !== undefined) &&
    // Comparing text is exact because our constants hold no objects, whose members could come in another order.
    !JSON.stringify(constantsOf(schema) ?? 0).includes('{');
  if (!isUnderstood) throw new TypeError('schema not understood');
  const inner = [...Object.values($defs), ...Object.values(properties), ...anyOf, ...prefixItems];
  for (const child of items ? [...inner, items] : inner) admit(child, definitions);
}

/** Does the value have this shape? */
function matches(schema: Schema | undefined, definitions: Definitions, value: JsonValue | undefined): boolean {
  if (schema === undefined) return true;
  const inner = (part: Schema | undefined, member: JsonValue | undefined): boolean =>
    matches(part, definitions, member);
  const { $ref, anyOf, properties = {}, prefixItems = [], items } = schema;
  if (!fits(schema, value) || anyOf?.some((option) => inner(option, value)) === false) return false;
  if ($ref !== undefined && !inner(definitionOf($ref, definitions), value)) return false;
  if (Array.isArray(value)) return value.every((item, index) => inner(prefixItems[index] ?? items, item));
  if (!isObject(value)) return true;
  return Object.keys(properties).every((name) => !Object.hasOwn(value, name) || inner(properties[name], value[name]));
}

/** The keywords that look at the value itself, not into it. */
function fits(schema: Schema, value: JsonValue | undefined): boolean {
  const { type = typeOf(value), maxLength = Infinity, pattern = '' } = schema;
  const constants = constantsOf(schema)?.map((constant) => JSON.stringify(constant));
  if (type !== typeOf(value) || constants?.includes(JSON.stringify(value)) === false) return false;
  // Length counts characters, not UTF-16 units.
  if (typeof value === 'string') return [...value].length <= maxLength && new RegExp(pattern, 'u').test(value);
  if (Array.isArray(value)) return hasLength(schema, value.length);
  return !isObject(value) || hasMembers(schema, value);
}

const typeOf = (value: JsonValue | undefined): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

const hasLength = ({ minItems = 0, maxItems = Infinity }: Schema, length: number): boolean =>
  length >= minItems && length <= maxItems;

const hasMembers = ({ required = [], properties = {}, additionalProperties }: Schema, value: JsonObject): boolean =>
  required.every((name) => Object.hasOwn(value, name)) &&
  (additionalProperties !== false || Object.keys(value).every((name) => Object.hasOwn(properties, name)));
