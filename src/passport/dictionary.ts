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
  /** Names that very many people of the country bear (`commonNames`). Never names out of a register of persons. */
  readonly commonNames?: readonly string[];
  /** Issuer names, DIDs, status list addresses. Public words only. */
  readonly issuerStrings?: readonly string[];
  /** Assessment centres and missions, as the credential's `source` names them. */
  readonly places?: readonly { readonly id: string; readonly name: string }[];
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
/** In a set only very long common runs are left out: each one left out costs every code up to three bytes. */
const KEEP_WHOLE = 2_048;
const ROOM_FOR_WORDS = 2_048;
/** Characters looked up at once: no more than the shortest run, and few enough to be found missing often. */
const PROBE = 16;
/** Shorter omissions would cost every code more than the words can save some. */
const WORDS_GIVE_WAY_BELOW = 128;

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
  const words = wordsOf(plan);
  const longest = Math.max(0, ...texts.map((text) => utf8(text).length));
  const { text, leftOut } = arrange(texts, words, {
    skeletons: REACH,
    whole: Math.max(0, REACH - longest),
  });
  const bytes = utf8(text);
  return { dictId, bytes, sha256: toHex(createHash('sha256').update(bytes).digest()), leftOut };
}

function wordsOf(plan: Omit<DictionaryPlan, 'dictId' | 'skeletons'>): string[] {
  return [
    ...(plan.commonNames ?? []),
    ...(plan.catalogueStrings ?? []).map((word) => JSON.stringify(word)),
    ...(plan.issuerStrings ?? []).map((word) => JSON.stringify(word)),
    ...(plan.places ?? []).map(placeText),
  ];
}

export interface DictionarySetPlan extends Omit<DictionaryPlan, 'dictId'> {
  /** Numbers to use, in order. */
  readonly dictIds: readonly number[];
}

/**
 * Spreads the skeletons of a scheme over as many dictionaries as it takes to keep each skeleton nearly whole; that is
 * what makes codes small. Qualifications used most come first, so the first dictionary serves most cards. Throws a
 * RangeError when there are fewer numbers than dictionaries.
 */
export function buildDictionaries(plan: DictionarySetPlan): BuiltDictionary[] {
  const { dictIds, skeletons, ...shared } = plan;
  const words = wordsOf(plan);
  const longest = Math.max(0, ...skeletons.map((credential) => utf8(canonicalJson(skeletonOf(credential))).length));
  // Words must be in reach from the end of the longest credential, so the skeletons leave room for both.
  const room = Math.max(ROOM_FOR_WORDS, Math.min(utf8(missingWords(words, '')).length + longest, REACH / 2));
  const groups = groupSkeletons(skeletons, REACH - room);
  if (groups.length > dictIds.length) throw new RangeError(`${groups.length} dictionary numbers are needed`);
  return groups.map((group, index) => buildDictionary({ ...shared, skeletons: group, dictId: dictIds[index] ?? -1 }));
}

function groupSkeletons(skeletons: readonly JsonObject[], limit: number): JsonObject[][] {
  const groups: { members: JsonObject[]; text: string }[] = [];
  for (const credential of [...skeletons].reverse()) {
    const text = canonicalJson(skeletonOf(credential));
    const open = groups.at(-1);
    const joined = open ? newParts(text, open.text, KEEP_WHOLE) + open.text : text;
    if (open && utf8(joined).length <= limit) {
      open.members.unshift(credential);
      open.text = joined;
    } else groups.push({ members: [credential], text });
  }
  return groups.map((group) => group.members);
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

/**
 * Bytes from the end of the dictionary. A skeleton is referred to at a constant distance, so skeletons may fill the
 * whole reach; a single word must be in reach even from the end of the longest credential.
 */
interface Budget {
  readonly skeletons: number;
  readonly whole: number;
}

function arrange(
  texts: readonly string[],
  words: readonly string[],
  budget: Budget,
): { text: string; leftOut: number } {
  for (let leftOut = 0; leftOut < texts.length; leftOut++) {
    for (const omitFrom of OMIT_RUNS_FROM) {
      const joined = joinSkeletons(texts.slice(leftOut), omitFrom);
      const size = utf8(joined).length;
      if (size > budget.skeletons) continue;
      const extra = missingWords(words, joined);
      // A looser arrangement that leaves no room for the words is worse than a tighter one that does.
      if (utf8(extra).length + size <= budget.whole) return { text: extra + joined, leftOut };
      if (omitFrom <= WORDS_GIVE_WAY_BELOW) return { text: cutFront(extra, budget.whole - size) + joined, leftOut };
    }
  }
  return { text: cutFront(missingWords(words, ''), budget.whole), leftOut: texts.length };
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
    const next = beyondUnknown(text, index, known, omitFrom);
    const run = next === index ? knownRun(text, index, known, omitFrom) : 0;
    if (run === 0) kept += text.slice(index, Math.max(next, index + 1));
    index = Math.max(next, index + Math.max(run, 1));
  }
  return kept;
}

/**
 * The first place from `index` on where a run of `length` may begin: none holds a few characters that `known` does not.
 * Looked for from the far end, where finding them skips most; a search for each place costs seven times as much.
 */
function beyondUnknown(text: string, index: number, known: string, length: number): number {
  if (index + length > text.length) return text.length;
  for (let at = index + length - PROBE; at >= index; at -= PROBE)
    if (!known.includes(text.slice(at, at + PROBE))) return at + 1;
  return index;
}

/**
 * Length of the longest run at `index` that `known` contains, 0 when it is shorter than `atLeast`: doubling, then halving,
 * over substring search. Most places have no such run, and one search tells.
 */
function knownRun(text: string, index: number, known: string, atLeast: number): number {
  const has = (length: number): boolean =>
    index + length <= text.length && known.includes(text.slice(index, index + length));
  if (!has(atLeast)) return 0;
  let low = atLeast;
  let high = atLeast * 2;
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

/** The beginning of a credential's `source` in canonical order, so that one reference covers address and name. */
const placeText = (place: { id: string; name: string }): string =>
  `"source":{"id":${JSON.stringify(place.id)},"name":${JSON.stringify(place.name)},"`;

const missingWords = (words: readonly string[], joined: string): string =>
  [...new Set(words)].filter((word) => !joined.includes(word)).join('');

/** Drops whole characters from the least valuable end. */
function cutFront(text: string, budget: number): string {
  const bytes = utf8(text);
  let start = Math.max(0, bytes.length - Math.max(0, budget));
  while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return new TextDecoder().decode(bytes.subarray(start));
}
