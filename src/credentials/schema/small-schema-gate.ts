import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import { textAt } from '../claims/fields.js';
import type { SchemaGateResult } from '../types.js';

/** The part of JSON Schema 2020-12 that our schemas use. */
interface Schema {
  readonly $schema?: string;
  readonly title?: string;
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

/**
 * The schema gate for the browser: a small interpreter instead of a schema compiler (the page's content security policy
 * forbids generated code). It says whether, not where: nobody mends a certificate on a phone. `schemas` are the published
 * files by kind. A schema with a keyword or a reference that it does not know fits no document: a keyword that is skipped
 * would let through what the server refuses.
 */
export function createSmallSchemaGate(
  schemas: Readonly<Record<string, unknown>>,
): (document: JsonObject) => Promise<SchemaGateResult> {
  const known = schemas as Readonly<Record<string, Schema>>;
  return async (document) => {
    const [, kind = ''] = /\/v1\/([a-z-]{1,40})\.json$/.exec(textAt(document, 'credentialSchema', 'id') ?? '') ?? [];
    const schema = Object.hasOwn(known, kind) ? known[kind] : undefined;
    if (schema && matches(schema, document, schema.$defs)) return { kind: 'ours', credentialKind: kind };
    const isForeign = !schema && (await import('./claimed-kind.js')).claimedKind(document) === 'none';
    return isForeign ? { kind: 'foreign' } : { kind: 'malformed', pointers: [] };
  };
}

type Value = JsonValue | undefined;
type Definitions = Schema['$defs'];
type Matches = (schema: Schema | undefined, value: Value) => boolean;
type Rule<Argument> = (
  argument: Argument,
  value: Value,
  at: { readonly schema: Schema; readonly definitions: Definitions; readonly inner: Matches },
) => boolean;

/** Does the value have this shape? */
function matches(schema: Schema | undefined, value: Value, definitions: Definitions): boolean {
  if (!schema) return false;
  const inner: Matches = (part, member) => matches(part, member, definitions);
  return Object.entries(schema).every(([keyword, argument]) =>
    (rules as Readonly<Record<string, Rule<unknown>>>)[keyword]?.(argument, value, { schema, definitions, inner }),
  );
}

const says: Rule<unknown> = () => true;
const isSame = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);
const typeOf = (value: Value): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
/** A keyword stands beside the type it is about, so values of other types need not be passed over as JSON Schema says. */
const membersOf = (value: Value): JsonObject => (isObject(value) ? value : {});
const itemsOf = (value: Value): readonly JsonValue[] => (Array.isArray(value) ? value : []);
const textOf = (value: Value): string => (typeof value === 'string' ? value : '');

const rules: { readonly [Keyword in keyof Schema]-?: Rule<NonNullable<Schema[Keyword]>> } = {
  $schema: says,
  title: says,
  $defs: says,
  $ref: (name, value, { inner, definitions }) => inner(definitions?.[name.slice('#/$defs/'.length)], value),
  type: (type, value) => type === typeOf(value),
  // Comparing text is exact because our constants hold no objects, whose members could come in another order.
  const: isSame,
  enum: (constants, value) => constants.some((constant) => isSame(constant, value)),
  anyOf: (options, value, { inner }) => options.some((option) => inner(option, value)),
  required: (names, value) => names.every((name) => Object.hasOwn(membersOf(value), name)),
  properties: (named, value, { inner }) =>
    Object.entries(membersOf(value)).every(
      ([name, member]) => !Object.hasOwn(named, name) || inner(named[name], member),
    ),
  additionalProperties: (_, value, { schema }) =>
    Object.keys(membersOf(value)).every((name) => Object.hasOwn(schema.properties ?? {}, name)),
  items: (items, value, { schema, inner }) =>
    itemsOf(value)
      .slice(schema.prefixItems?.length)
      .every((item) => inner(items, item)),
  prefixItems: (first, value, { inner }) =>
    itemsOf(value).every((item, index) => index >= first.length || inner(first[index], item)),
  minItems: (count, value) => itemsOf(value).length >= count,
  maxItems: (count, value) => itemsOf(value).length <= count,
  // Length counts characters, not UTF-16 units.
  maxLength: (count, value) => [...textOf(value)].length <= count,
  pattern: (pattern, value) => new RegExp(pattern, 'u').test(textOf(value)),
};
