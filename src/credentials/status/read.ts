import {
  base64urlDecode,
  isDate,
  readShape,
  type JsonLimits,
  type JsonObject,
  type JsonValue,
  type ShapeOf,
} from '../../shared/index.js';
import { objectAt, textAt } from '../claims/fields.js';
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

const isInstant = (value: unknown): boolean => isDate(value) && value.includes('T');

const readable: ShapeOf<ReadableList> = {
  id: ['optional', /^/],
  validFrom: ['optional', isInstant],
  validUntil: ['optional', isInstant],
  credentialSubject: { type: /^BitstringStatusList$/, encodedList: /^u/ },
};
interface ReadableList {
  readonly id?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly credentialSubject: { readonly encodedList: string };
}

/** Unpacks a list; null when it is malformed, damaged or larger than 1 MiB. */
export async function openStatusList(credential: JsonObject, gunzip: BoundedGunzip): Promise<StatusList | null> {
  const isCurrent = valuesOf(credential.type).includes('BitstringStatusListCredential');
  const plain = isCurrent ? credential : (await import('./list-2021.js')).asBitstringList(credential);
  const read = readShape(readable, plain);
  const packed = read && base64urlDecode(read.credentialSubject.encodedList.slice(1));
  const subject = objectAt(plain ?? {}, 'credentialSubject');
  const purposes = valuesOf(subject.statusPurpose);
  if (!packed || !purposes.every((purpose) => typeof purpose === 'string')) return null;
  const bits = await gunzip(packed, MAX_LIST_BYTES);
  if (!bits || bits.length > MAX_LIST_BYTES) return null;
  const { id: listUrl = null, validFrom: publishedAt = null, validUntil = null } = read;
  const [, version] = /#list-v(\d{1,12})$/.exec(textAt(subject, 'id') ?? '') ?? [];
  const listVersion = version === undefined ? null : Number(version);
  const entryType = isCurrent ? 'BitstringStatusListEntry' : 'StatusList2021Entry';
  return { entryType, facts: { listUrl, publishedAt, validUntil, listVersion }, purposes, bits, subject };
}

const valuesOf = (value: JsonValue | undefined): readonly unknown[] => [value].flat();

/** The value that a list has for an entry (Bitstring Status List v1.0 section 3.2); null when it does not answer for it. */
export function statusValue({ entryType, facts, purposes, bits }: StatusList, entry: StatusEntry): number | null {
  const { type, listUrl, purpose, index, statusSize } = entry;
  // A list without an id cannot contradict its address; one with another id is another list served in its place.
  const isAsked = type === entryType && [null, listUrl].includes(facts.listUrl) && purposes.includes(purpose);
  return isAsked && bits.length * 8 >= MINIMUM_SLOTS ? valueAt(bits, index, statusSize) : null;
}
