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

/**
 * Parses JSON from outside. Beyond JSON.parse it refuses what attackers use: text over the limits, duplicate keys at
 * any level (two readers may pick different ones) and keys that reach into object prototypes.
 */
export function parseJson(text: string, limits: JsonLimits = documentLimits): JsonParseResult {
  if (text.length > limits.maxLength) return { ok: false, reason: 'too-long' };
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return { ok: false, reason: 'not-json' };
  }
  const members = countMembers(value, limits);
  if (typeof members !== 'number') return { ok: false, reason: members };
  return members === membersIn(text) ? { ok: true, value } : { ok: false, reason: 'duplicate-key' };
}

/** How many members are written in a valid JSON text: more than its value has means that a key stands there twice. */
function membersIn(text: string): number {
  let members = 0;
  let isInside = false;
  // Escapes stand inside strings only; a colon after a closing quote makes the string a key.
  for (const [found, colon] of text.matchAll(/\\.|"(\s*:)?/g)) {
    if (found.startsWith('"')) isInside = !isInside;
    if (colon && !isInside) members++;
  }
  return members;
}

/** Applies the same limits to an already parsed value (a request body that a framework parsed). */
export function checkJsonValue(value: unknown, limits: JsonLimits = documentLimits): JsonParseFailure | null {
  const counted = countMembers(value, limits);
  return typeof counted === 'number' ? null : counted;
}

const reservedKeys = ['__proto__', 'constructor', 'prototype'];

/** Members of all objects together; without recursion, so that depth costs no stack. */
function countMembers(value: unknown, { maxNodes, maxDepth }: JsonLimits): number | JsonParseFailure {
  let nodes = 0;
  let members = 0;
  const pending: [unknown, number][] = [[value, 1]];
  for (let item = pending.pop(); item; item = pending.pop()) {
    const [current, depth] = item;
    if (++nodes > maxNodes) return 'too-many-values';
    if (depth > maxDepth) return 'too-deep';
    if (typeof current !== 'object' || current === null) continue;
    const isList = Array.isArray(current);
    for (const [key, member] of Object.entries(current)) {
      if (!isList) members++;
      if (reservedKeys.includes(key)) return 'reserved-key';
      pending.push([member, depth + 1]);
    }
  }
  return members;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
