import {
  base64urlDecode,
  isObject,
  parseIso,
  type JsonLimits,
  type JsonObject,
  type JsonValue,
} from '../../shared/index.js';
import { MAX_LIST_BYTES, MINIMUM_SLOTS, slotCount, valueAt } from './bits.js';
import type { StatusEntry } from './plain-entry.js';
import type { BoundedGunzip } from './gunzip.js';
import { readChangedOn, readSuccessor, type Successor } from './successor.js';

/** Limits for parsing a status list credential from outside: a message list carries its successors as plain JSON. */
export const statusListLimits: JsonLimits = { maxLength: 2_097_152, maxDepth: 16, maxNodes: 100_000 };

/** A validFrom this far ahead of our clock is a clock difference, not a list from the future. */
const CLOCK_SKEW_MS = 300_000;

/** What the list says about itself, for "status as of ..." and for noticing that an older list was served. */
export interface StatusListFacts {
  readonly listUrl: string | null;
  /** Must be an issuer the verifier accepts for the credential that was asked about. */
  readonly listIssuer: string;
  readonly publishedAt: string | null;
  readonly validUntil: string | null;
  readonly ttlMs: number | null;
  /** Rises with every change of one of our lists; null for lists that do not say. */
  readonly listVersion: number | null;
}

/** A status list credential, unpacked once; many entries can be looked up in it. Its proof is not judged here. */
export interface StatusList {
  readonly type: 'BitstringStatusListCredential' | 'StatusList2021Credential';
  readonly facts: StatusListFacts;
  readonly purposes: readonly string[];
  readonly bits: Uint8Array;
  readonly subject: JsonObject;
}

export type StatusValue = {
  readonly value: number;
  /** The entry's own text for this value. */
  readonly message: string | null;
  /** For a replaced credential: what took its place. */
  readonly successor: Successor | null;
  /** Day on which the bit was set, where the list tells it. */
  readonly changedOn: string | null;
};

/** `code` is the error name of Bitstring Status List v1.0 section 3.5. */
export type StatusCheck =
  | { readonly kind: 'clear'; readonly facts: StatusListFacts }
  | ({ readonly kind: 'set'; readonly facts: StatusListFacts } & StatusValue)
  /** The list's own validUntil has passed. Its value is told: a revocation seen in an old list still stands. */
  | ({ readonly kind: 'stale'; readonly facts: StatusListFacts } & StatusValue)
  | { readonly kind: 'not-yet-valid'; readonly facts: StatusListFacts }
  | { readonly kind: 'out-of-range'; readonly code: 'RANGE_ERROR' }
  | {
      readonly kind: 'mismatch';
      readonly code: 'STATUS_VERIFICATION_ERROR';
      readonly what: 'list-id' | 'purpose' | 'type';
    }
  | { readonly kind: 'too-short'; readonly code: 'STATUS_LIST_LENGTH_ERROR' }
  | { readonly kind: 'unreadable'; readonly code: 'MALFORMED_VALUE_ERROR' };

/** Looks one entry up in a status list credential whose proof the caller verifies. Never throws for bad input. */
export async function checkStatusEntry(
  entry: StatusEntry,
  listCredential: JsonObject,
  gunzip: BoundedGunzip,
  now: Date,
): Promise<StatusCheck> {
  const list = await openStatusList(listCredential, gunzip);
  return list === null ? { kind: 'unreadable', code: 'MALFORMED_VALUE_ERROR' } : lookUpStatus(list, entry, now);
}

/** Unpacks a list; null when it is malformed, damaged or larger than 1 MiB. */
export async function openStatusList(credential: JsonObject, gunzip: BoundedGunzip): Promise<StatusList | null> {
  const types = valuesOf(credential.type);
  const isCurrent = types.includes('BitstringStatusListCredential');
  const plain = isCurrent ? credential : (await import('./list-2021.js')).asBitstringList(credential);
  const subject = plain?.credentialSubject;
  if (!plain || !isObject(subject) || subject.type !== 'BitstringStatusList') return null;
  const { encodedList, statusPurpose } = subject;
  const purposes = valuesOf(statusPurpose).filter((purpose) => typeof purpose === 'string');
  const facts = readFacts(plain, subject);
  const packed =
    typeof encodedList === 'string' && encodedList.startsWith('u') ? base64urlDecode(encodedList.slice(1)) : null;
  if (facts === null || packed === null || purposes.length < valuesOf(statusPurpose).length) return null;
  const bits = await gunzip(packed, MAX_LIST_BYTES);
  if (bits === null || bits.length > MAX_LIST_BYTES) return null;
  return {
    type: isCurrent ? 'BitstringStatusListCredential' : 'StatusList2021Credential',
    facts,
    purposes,
    bits,
    subject,
  };
}

const valuesOf = (value: JsonValue | undefined): readonly (JsonValue | undefined)[] =>
  Array.isArray(value) ? value : [value];

/** The validation algorithm of Bitstring Status List v1.0 section 3.2, without fetching and without the list's proof. */
export function lookUpStatus(list: StatusList, entry: StatusEntry, now: Date): StatusCheck {
  const what = mismatchOf(list, entry);
  if (what !== null) return { kind: 'mismatch', code: 'STATUS_VERIFICATION_ERROR', what };
  if (slotCount(list.bits, entry.statusSize) < MINIMUM_SLOTS / entry.statusSize) {
    return { kind: 'too-short', code: 'STATUS_LIST_LENGTH_ERROR' };
  }
  const value = valueAt(list.bits, entry.index, entry.statusSize);
  if (value === null) return { kind: 'out-of-range', code: 'RANGE_ERROR' };
  const { facts } = list;
  const instantOf = (date: string | null): number => (date === null ? NaN : (parseIso(date)?.getTime() ?? NaN));
  if (instantOf(facts.publishedAt) > now.getTime() + CLOCK_SKEW_MS) return { kind: 'not-yet-valid', facts };
  const isStale = instantOf(facts.validUntil) < now.getTime();
  if (value === 0 && !isStale) return { kind: 'clear', facts };
  return { kind: isStale ? 'stale' : 'set', facts, ...valueOf(list, entry, value) };
}

const valueOf = ({ subject }: StatusList, { index, messages, purpose }: StatusEntry, value: number): StatusValue => ({
  value,
  message: messages.find((text) => text.value === value)?.message ?? null,
  successor: purpose === 'message' && value > 0 ? readSuccessor(subject, index) : null,
  changedOn: value > 0 ? readChangedOn(subject, index) : null,
});

function mismatchOf(list: StatusList, entry: StatusEntry): 'list-id' | 'purpose' | 'type' | null {
  if (list.type !== entry.type.replace('Entry', 'Credential')) return 'type';
  // A list without an id cannot contradict its address; one with another id is another list served in its place.
  if (list.facts.listUrl !== null && list.facts.listUrl !== entry.listUrl) return 'list-id';
  return list.purposes.includes(entry.purpose) ? null : 'purpose';
}

function readFacts(credential: JsonObject, { ttl, id }: JsonObject): StatusListFacts | null {
  const { issuer, id: listUrl = null, validFrom: publishedAt = null, validUntil = null } = credential;
  const listIssuer = isObject(issuer) ? issuer.id : issuer;
  if (typeof listIssuer !== 'string' || (listUrl !== null && typeof listUrl !== 'string')) return null;
  if (!isInstantOrNull(publishedAt) || !isInstantOrNull(validUntil)) return null;
  const [, version] = (typeof id === 'string' && /#list-v(\d{1,12})$/.exec(id)) || [];
  return {
    listUrl,
    listIssuer,
    publishedAt,
    validUntil,
    ttlMs: typeof ttl === 'number' && Number.isInteger(ttl) && ttl >= 0 ? ttl : null,
    listVersion: version === undefined ? null : Number(version),
  };
}

const isInstantOrNull = (value: unknown): value is string | null =>
  value === null || (typeof value === 'string' && value.includes('T') && parseIso(value) !== null);
