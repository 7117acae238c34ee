import {
  base64urlDecode,
  documentLimits,
  fromUtf8,
  isObject,
  parseJson,
  type JsonObject,
  type JsonValue,
} from '../shared/index.js';

/** More than any credential of this field has claims; each costs a hash. */
const MAX_DISCLOSURES = 256;
/** Disclosures may lie inside disclosures; no credential nests this deep. */
const MAX_DEPTH = 64;
const RESERVED_NAMES = new Set(['_sd', '...', '_sd_alg', '__proto__', 'constructor', 'prototype']);

interface Disclosure {
  /** Null for an element of an array. */
  readonly name: string | null;
  readonly value: JsonValue;
}

/** Thrown inside this file only: the disclosures do not fit the payload. */
class Unfit extends Error {}

function decoded(text: string): string {
  const bytes = base64urlDecode(text);
  if (!bytes) throw new Unfit();
  try {
    return fromUtf8(bytes);
  } catch {
    throw new Unfit();
  }
}

function readDisclosure(text: string): Disclosure {
  const parsed = parseJson(decoded(text), documentLimits);
  if (!parsed.ok || !Array.isArray(parsed.value)) throw new Unfit();
  const [salt, second, third, ...more] = parsed.value;
  if (typeof salt !== 'string' || second === undefined || more.length > 0) throw new Unfit();
  if (third === undefined) return { name: null, value: second };
  if (typeof second !== 'string' || RESERVED_NAMES.has(second)) throw new Unfit();
  return { name: second, value: third };
}

/**
 * Puts disclosed claims back into an SD-JWT payload (RFC 9901, section 7.1). Null when anything does not fit: a
 * disclosure that nothing refers to, a digest used twice, a name that is already there, another hash algorithm.
 */
export function applyDisclosures(
  payload: JsonObject,
  disclosures: readonly string[],
  digestOf: (disclosure: string) => string,
): JsonObject | null {
  if (disclosures.length > MAX_DISCLOSURES) return null;
  if (payload._sd_alg !== undefined && payload._sd_alg !== 'sha-256') return null;
  try {
    const found = new Map(disclosures.map((text) => [digestOf(text), readDisclosure(text)]));
    if (found.size !== disclosures.length) return null;
    const walk = createWalk(found);
    const { _sd_alg: _algorithm, ...claims } = payload;
    const processed = walk.object(claims);
    return walk.unused() === 0 ? processed : null;
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}

function createWalk(found: ReadonlyMap<string, Disclosure>) {
  const seen = new Set<string>();
  let used = 0;
  let depth = 0;

  /** The disclosure behind a digest, or null when the holder kept it back. Each digest may stand in one place only. */
  function take(digest: JsonValue | undefined): Disclosure | null {
    if (typeof digest !== 'string' || seen.has(digest)) throw new Unfit();
    seen.add(digest);
    const disclosure = found.get(digest);
    if (disclosure) used++;
    return disclosure ?? null;
  }

  function object(source: JsonObject): JsonObject {
    const { _sd: digests = [], ...plain } = source;
    if (!Array.isArray(digests) || Object.hasOwn(plain, '...')) throw new Unfit();
    const target: JsonObject = {};
    for (const [name, member] of Object.entries(plain)) if (member !== undefined) target[name] = value(member);
    for (const digest of digests) {
      const disclosure = take(digest);
      if (!disclosure) continue;
      if (disclosure.name === null || Object.hasOwn(target, disclosure.name)) throw new Unfit();
      target[disclosure.name] = value(disclosure.value);
    }
    return target;
  }

  function element(item: JsonValue): JsonValue[] {
    if (!isObject(item) || !Object.hasOwn(item, '...')) return [value(item)];
    if (Object.keys(item).length !== 1) throw new Unfit();
    const disclosure = take(item['...']);
    if (!disclosure) return [];
    if (disclosure.name !== null) throw new Unfit();
    return [value(disclosure.value)];
  }

  function value(item: JsonValue): JsonValue {
    if (++depth > MAX_DEPTH) throw new Unfit();
    const processed = Array.isArray(item) ? item.flatMap(element) : isObject(item) ? object(item) : item;
    depth--;
    return processed;
  }

  return { object, unused: () => found.size - used };
}
