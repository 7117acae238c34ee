import { isObject, type JsonValue } from '../../shared/index.js';
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

const understood = new Set(
  (
    '$schema title $ref $defs type const enum anyOf required properties additionalProperties items prefixItems minItems ' +
    'maxItems maxLength pattern'
  ).split(' '),
);

type Judge = (value: JsonValue | undefined, at: string) => string | null;

/**
 * The schema gate for the browser: a small interpreter instead of a schema compiler (the page's content security policy
 * forbids generated code). `schemas` are the published files by kind. Throws on a keyword it does not know, because a
 * keyword that is skipped would let through what the server refuses.
 */
export function createSmallSchemaGate(schemas: Readonly<Record<string, unknown>>): SchemaGate {
  const judges = new Map(
    Object.entries(schemas).map(([kind, schema]) => [kind, judgeOf(schema as Schema, schema as Schema, new Map())]),
  );
  return (document) => {
    const claimed = claimedKind(document);
    if (claimed === 'none') return { kind: 'foreign' };
    const judge = judges.get(claimed);
    const at = judge ? judge(document, '') : '/credentialSchema';
    return at === null ? { kind: 'ours', credentialKind: claimed } : { kind: 'malformed', pointers: [at] };
  };
}

/** Returns the pointer of the first thing that is wrong, or null. */
function judgeOf(schema: Schema, root: Schema, named: Map<string, Judge>): Judge {
  for (const keyword of Object.keys(schema)) {
    if (!understood.has(keyword)) throw new TypeError(`Schema keyword ${keyword} is not understood here.`);
  }
  const parts = [
    ...referenceJudge(schema, root, named),
    ...scalarJudges(schema),
    ...objectJudges(schema, (inner) => judgeOf(inner, root, named)),
    ...arrayJudges(schema, (inner) => judgeOf(inner, root, named)),
  ];
  return (value, at) => {
    for (const part of parts) {
      const wrong = part(value, at);
      if (wrong !== null) return wrong;
    }
    return null;
  };
}

function referenceJudge({ $ref }: Schema, root: Schema, named: Map<string, Judge>): Judge[] {
  if ($ref === undefined) return [];
  const known = named.get($ref);
  if (known) return [known];
  const target = root.$defs?.[$ref.replace('#/$defs/', '')];
  if (!target) throw new TypeError(`Schema reference ${$ref} leads nowhere.`);
  const judge = judgeOf(target, root, named);
  named.set($ref, judge);
  return [judge];
}

const when = (isRight: (value: JsonValue | undefined) => boolean): Judge => {
  return (value, at) => (isRight(value) ? null : at);
};

const typeOf = (value: JsonValue | undefined): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

function scalarJudges(schema: Schema): Judge[] {
  const judges: Judge[] = [];
  const { type, maxLength } = schema;
  if (type) judges.push(when((value) => typeOf(value) === type));
  const allowed = 'const' in schema ? [schema.const] : schema.enum;
  if (allowed) {
    // Comparing text is exact because our constants hold no objects, whose members could come in another order.
    const texts = new Set(allowed.map((value) => JSON.stringify(value)));
    if ([...texts].some((text) => text.includes('{'))) throw new TypeError('A constant may not hold an object.');
    judges.push(when((value) => texts.has(JSON.stringify(value))));
  }
  if (schema.pattern !== undefined) {
    const pattern = new RegExp(schema.pattern, 'u');
    judges.push(when((value) => typeof value !== 'string' || pattern.test(value)));
  }
  // Length counts characters, not UTF-16 units.
  if (maxLength) judges.unshift(when((value) => typeof value !== 'string' || [...value].length <= maxLength));
  return judges;
}

function objectJudges(schema: Schema, judge: (inner: Schema) => Judge): Judge[] {
  const members = new Map(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, judge(inner)]));
  return [
    (value, at) => {
      if (!isObject(value)) return null;
      if (schema.required?.some((name) => !Object.hasOwn(value, name))) return at;
      for (const [name, member] of Object.entries(value)) {
        const inner = members.get(name);
        if (!inner && schema.additionalProperties === false) return at;
        const wrong = inner?.(member, `${at}/${name}`) ?? null;
        if (wrong !== null) return wrong;
      }
      return null;
    },
  ];
}

function arrayJudges(schema: Schema, judge: (inner: Schema) => Judge): Judge[] {
  const first = schema.prefixItems?.map(judge) ?? [];
  const rest = schema.items && judge(schema.items);
  const options = schema.anyOf?.map(judge);
  return [
    (value, at) => {
      if (options && !options.some((option) => option(value, at) === null)) return at;
      if (!Array.isArray(value)) return null;
      if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity)) return at;
      for (const [index, item] of value.entries()) {
        const wrong = (first[index] ?? rest)?.(item, `${at}/${index}`) ?? null;
        if (wrong !== null) return wrong;
      }
      return null;
    },
  ];
}
