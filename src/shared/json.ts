import canonicalizeJson from 'canonicalize';

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Limits on JSON from outside. Sizes in UTF-16 code units of the text, counts of values. */
export interface JsonLimits {
  readonly maxLength: number;
  readonly maxDepth: number;
  readonly maxNodes: number;
}

/** A real credential has depth 8 and fewer than 600 nodes; see THREATS M4 for what larger graphs cost. */
export const documentLimits: JsonLimits = { maxLength: 65_536, maxDepth: 24, maxNodes: 4_000 };

export type JsonParseFailure =
  'too-long' | 'too-deep' | 'too-many-values' | 'not-json' | 'duplicate-key' | 'reserved-key';

export type JsonParseResult =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly reason: JsonParseFailure };

/** RFC 8785 canonical form. Input must be JSON data (no undefined, no NaN). */
export function canonicalJson(value: unknown): string {
  const text = canonicalizeJson(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON from outside. Beyond JSON.parse it refuses what attackers use: text over the limits, duplicate keys at
 * any level (two readers may pick different ones) and keys that reach into object prototypes. One linear scan, then
 * the engine's own parser.
 */
export function parseJson(text: string, limits: JsonLimits = documentLimits): JsonParseResult {
  if (text.length > limits.maxLength) return { ok: false, reason: 'too-long' };
  const structure = scanStructure(text, limits);
  if (structure !== null) return { ok: false, reason: structure };
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch {
    return { ok: false, reason: 'not-json' };
  }
}

/** Walks the text once, following only strings and brackets; JSON.parse afterwards judges the grammar. */
function scanStructure(text: string, limits: JsonLimits): JsonParseFailure | null {
  const open: (Set<string> | null)[] = [];
  let nodes = 1;
  let expectKey = false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : null);
      if (open.length > limits.maxDepth) return 'too-deep';
      expectKey = char === '{';
    } else if (char === '}' || char === ']') {
      open.pop();
      expectKey = false;
    } else if (char === ',') {
      if (++nodes > limits.maxNodes) return 'too-many-values';
      expectKey = open.at(-1) instanceof Set;
    } else if (char === '"') {
      const end = endOfString(text, index);
      if (end < 0) return 'not-json';
      const keys = open.at(-1);
      if (expectKey && keys) {
        const problem = noteKey(text.slice(index, end + 1), keys);
        if (problem) return problem;
        expectKey = false;
      }
      index = end;
    }
  }
  return null;
}

function noteKey(quoted: string, keys: Set<string>): JsonParseFailure | null {
  let key: string;
  try {
    key = JSON.parse(quoted) as string;
  } catch {
    return 'not-json';
  }
  if (RESERVED_KEYS.has(key)) return 'reserved-key';
  if (keys.has(key)) return 'duplicate-key';
  keys.add(key);
  return null;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index;
  }
  return -1;
}

/** Applies the same limits to an already parsed value (a request body that a framework parsed). */
export function checkJsonValue(value: unknown, limits: JsonLimits = documentLimits): JsonParseFailure | null {
  let nodes = 0;
  const pending: [unknown, number][] = [[value, 1]];
  for (let item = pending.pop(); item; item = pending.pop()) {
    const [current, depth] = item;
    if (++nodes > limits.maxNodes) return 'too-many-values';
    if (depth > limits.maxDepth) return 'too-deep';
    if (typeof current !== 'object' || current === null) continue;
    for (const key of Object.keys(current)) {
      if (RESERVED_KEYS.has(key)) return 'reserved-key';
      pending.push([(current as Record<string, unknown>)[key], depth + 1]);
    }
  }
  return null;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
