import {
  base64urlDecode,
  isDate,
  isObject,
  type JsonLimits,
  type JsonObject,
  type JsonValue,
} from '../../shared/index.js';
import { MAX_LIST_BYTES, MINIMUM_SLOTS, valueAt } from './bits.js';
import type { BoundedGunzip } from './gunzip.js';
import type { StatusEntry } from './plain-entry.js';

/** Limits for parsing a status list credential from outside: a message list carries its successors as plain JSON. */
export const statusListLimits: JsonLimits = { maxLength: 2_097_152, maxDepth: 16, maxNodes: 100_000 };

/** What the list says about itself, for "status as of ..." and for noticing that an older list was served. */
export interface StatusListFacts {
  readonly listUrl: string | null;
  readonly publishedAt: string | null;
  readonly validUntil: string | null;
  /** Rises with every change of one of our lists; null for lists that do not say. */
  readonly listVersion: number | null;
}

/** A status list credential, unpacked once; many entries can be looked up in it. Its proof is not judged here. */
export interface StatusList {
  /** The type of the entries that it answers for. */
  readonly entryType: StatusEntry['type'];
  readonly facts: StatusListFacts;
  readonly purposes: readonly unknown[];
  readonly bits: Uint8Array;
  readonly subject: JsonObject;
}

/** Unpacks a list; null when it is malformed, damaged or larger than 1 MiB. */
export async function openStatusList(credential: JsonObject, gunzip: BoundedGunzip): Promise<StatusList | null> {
  const isCurrent = valuesOf(credential.type).includes('BitstringStatusListCredential');
  const plain = isCurrent ? credential : (await import('./list-2021.js')).asBitstringList(credential);
  const subject = plain?.credentialSubject;
  if (!plain || !isObject(subject) || subject.type !== 'BitstringStatusList') return null;
  const { encodedList } = subject;
  const purposes = valuesOf(subject.statusPurpose);
  const facts = readFacts(plain, subject);
  const packed =
    typeof encodedList === 'string' && encodedList.startsWith('u') ? base64urlDecode(encodedList.slice(1)) : null;
  if (!facts || !packed || !purposes.every((purpose) => typeof purpose === 'string')) return null;
  const bits = await gunzip(packed, MAX_LIST_BYTES);
  if (!bits || bits.length > MAX_LIST_BYTES) return null;
  const entryType = isCurrent ? 'BitstringStatusListEntry' : 'StatusList2021Entry';
  return { entryType, facts, purposes, bits, subject };
}

const valuesOf = (value: JsonValue | undefined): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function readFacts(credential: JsonObject, { id }: JsonObject): StatusListFacts | null {
  const { id: listUrl = null, validFrom: publishedAt = null, validUntil = null } = credential;
  if (!isTextOrNull(listUrl) || !isInstantOrNull(publishedAt) || !isInstantOrNull(validUntil)) return null;
  const [, version] = (typeof id === 'string' && /#list-v(\d{1,12})$/.exec(id)) || [];
  return { listUrl, publishedAt, validUntil, listVersion: version === undefined ? null : Number(version) };
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isInstantOrNull = (value: unknown): value is string | null =>
  value === null || (isDate(value) && value.includes('T'));

/** The value that a list has for an entry (Bitstring Status List v1.0 section 3.2); null when it does not answer for it. */
export function statusValue({ entryType, facts, purposes, bits }: StatusList, entry: StatusEntry): number | null {
  const { type, listUrl, purpose, index, statusSize } = entry;
  // A list without an id cannot contradict its address; one with another id is another list served in its place.
  const isAsked = type === entryType && [null, listUrl].includes(facts.listUrl) && purposes.includes(purpose);
  return isAsked && bits.length * 8 >= MINIMUM_SLOTS ? valueAt(bits, index, statusSize) : null;
}
