import { createHash } from 'node:crypto';
import { canonicalJson, toHex, utf8, type JsonObject } from '../shared/index.js';
import { maxDictionaryBytes, reservedJwtDictId } from './codec/sp1-format.js';
import { skeletonOf } from './skeleton.js';
import type { Dictionary } from './types.js';

export interface DictionaryPlan {
  /** 0 to 255, not 2. Published numbers are never used again for other bytes by the same operator. */
  readonly dictId: number;
  /**
   * One credential per qualification as the builder makes it, least used first. Personal values need not be blanked
   * by the caller: everything but public words is removed here (skeletonOf).
   */
  readonly skeletons: readonly JsonObject[];
  /** Unit codes and titles of qualifications that have no skeleton here. Public words only. */
  readonly catalogueStrings?: readonly string[];
  /** Issuer and site names, DIDs, status list addresses. Public words only. */
  readonly issuerStrings?: readonly string[];
}

export interface BuiltDictionary extends Dictionary {
  /** How many of the least used skeletons did not fit at all. */
  readonly leftOut: number;
}

/** zlib's MAX_DIST: it looks back at most a window less its longest match and a little. */
const REACH = 32_768 - 262;

/**
 * Runs of text that are already further back are left out when at least this long: each omission costs a reference
 * of about three bytes in every code, so the largest value that fits wins.
 */
const OMIT_RUNS_FROM = [Infinity, 1024, 512, 258, 192, 128, 96, 64, 48, 32] as const;

/**
 * Builds a preset dictionary (docs/sp1.md section 6): bytes that depend on the plan only, short enough that the end of
 * the longest credential can still refer to its beginning. Most used text stands last, where references are shortest.
 */
export function buildDictionary(plan: DictionaryPlan): BuiltDictionary {
  const { dictId } = plan;
  if (!Number.isInteger(dictId) || dictId < 0 || dictId > 255 || dictId === reservedJwtDictId) {
    throw new RangeError('a dictionary number is 0 to 255 and not 2');
  }
  const texts = plan.skeletons.map((credential) => canonicalJson(skeletonOf(credential)));
  const words = wordList([...(plan.catalogueStrings ?? []), ...(plan.issuerStrings ?? [])]);
  const longest = Math.max(0, ...texts.map((text) => utf8(text).length));
  const budget = Math.max(0, Math.min(maxDictionaryBytes, REACH - longest));
  const { text, leftOut } = arrange(texts, words, budget);
  const bytes = utf8(text);
  return { dictId, bytes, sha256: toHex(createHash('sha256').update(bytes).digest()), leftOut };
}

/** The immutable file a dictionary is published as: the name carries the hash, so a changed file is another file. */
export function dictionaryFile(dictionary: Dictionary): { readonly name: string; readonly bytes: Uint8Array } {
  return { name: `sp1-${dictionary.dictId}-${dictionary.sha256.slice(0, 16)}.bin`, bytes: dictionary.bytes };
}

/** Takes a published file back; null when its name and content disagree. */
export function readDictionaryFile(name: string, bytes: Uint8Array): Dictionary | null {
  const match = /^sp1-(\d{1,3})-([0-9a-f]{16})\.bin$/.exec(name);
  const sha256 = toHex(createHash('sha256').update(bytes).digest());
  if (!match || bytes.length > maxDictionaryBytes || !sha256.startsWith(match[2] ?? '')) return null;
  return { dictId: Number(match[1]), sha256, bytes };
}

function arrange(texts: readonly string[], words: string, budget: number): { text: string; leftOut: number } {
  for (let leftOut = 0; leftOut < texts.length; leftOut++) {
    for (const omitFrom of OMIT_RUNS_FROM) {
      const joined = joinSkeletons(texts.slice(leftOut), omitFrom);
      const withWords = missingWords(words, joined) + joined;
      if (utf8(withWords).length <= budget) return { text: withWords, leftOut };
      // Words serve qualifications without a skeleton; skeletons serve most codes, so words give way first.
      if (utf8(joined).length <= budget) return { text: cutFront(withWords, budget), leftOut };
    }
  }
  return { text: cutFront(words, budget), leftOut: texts.length };
}

/** From the most used (last) backwards, each text contributes only what is not yet there. */
function joinSkeletons(texts: readonly string[], omitFrom: number): string {
  return texts.reduceRight(
    (later, text) => (omitFrom === Infinity ? text : newParts(text, later, omitFrom)) + later,
    '',
  );
}

function newParts(text: string, known: string, omitFrom: number): string {
  let kept = '';
  let index = 0;
  while (index < text.length) {
    const run = knownRun(text, index, known);
    const step = run >= omitFrom ? run : 1;
    if (run < omitFrom) kept += text.slice(index, index + step);
    index += step;
  }
  return kept;
}

/** Length of the longest run at `index` that `known` contains: doubling, then halving, over substring search. */
function knownRun(text: string, index: number, known: string): number {
  const has = (length: number): boolean =>
    index + length <= text.length && known.includes(text.slice(index, index + length));
  if (!has(16)) return 0;
  let low = 16;
  let high = 32;
  while (has(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (has(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** JSON strings exactly as they stand in a credential, quotes included, each once, in the given order. */
const wordList = (words: readonly string[]): string => [...new Set(words)].map((word) => JSON.stringify(word)).join('');

function missingWords(words: string, joined: string): string {
  return (words.match(/"(?:[^"\\]|\\.)*"/g) ?? []).filter((word) => !joined.includes(word)).join('');
}

/** Drops whole characters from the least valuable end. */
function cutFront(text: string, budget: number): string {
  const bytes = utf8(text);
  let start = Math.max(0, bytes.length - budget);
  while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return new TextDecoder().decode(bytes.subarray(start));
}
