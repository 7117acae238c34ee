import { base64urlDecode, isObject, parseIso, type JsonLimits, type JsonObject } from '../../shared/index.js';
import { MAX_LIST_BYTES, MINIMUM_SLOTS, slotCount, valueAt } from './bits.js';
import type { StatusEntry } from './entry.js';
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
  const types = Array.isArray(credential.type) ? credential.type : [credential.type];
  const is2021 = !types.includes('BitstringStatusListCredential');
  if (is2021 && !types.includes('StatusList2021Credential')) return null;
  const subject = credential.credentialSubject;
  if (!isObject(subject) || subject.type !== (is2021 ? 'StatusList2021' : 'BitstringStatusList')) return null;
  const purposes = readPurposes(subject);
  const facts = readFacts(credential, subject, is2021);
  const packed = typeof subject.encodedList === 'string' ? unarmour(subject.encodedList, is2021) : null;
  if (purposes === null || facts === null || packed === null) return null;
  const bits = await gunzip(packed, MAX_LIST_BYTES);
  if (bits === null || bits.length > MAX_LIST_BYTES) return null;
  const type = is2021 ? 'StatusList2021Credential' : 'BitstringStatusListCredential';
  return { type, facts, purposes, bits, subject };
}

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
  const from = facts.publishedAt === null ? null : parseIso(facts.publishedAt);
  if (from !== null && from.getTime() > now.getTime() + CLOCK_SKEW_MS) return { kind: 'not-yet-valid', facts };
  const until = facts.validUntil === null ? null : parseIso(facts.validUntil);
  const isStale = until !== null && until.getTime() < now.getTime();
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
  const expected = entry.type === 'StatusList2021Entry' ? 'StatusList2021Credential' : 'BitstringStatusListCredential';
  if (list.type !== expected) return 'type';
  // A list without an id cannot contradict its address; one with another id is another list served in its place.
  if (list.facts.listUrl !== null && list.facts.listUrl !== entry.listUrl) return 'list-id';
  return list.purposes.includes(entry.purpose) ? null : 'purpose';
}

function readPurposes(subject: JsonObject): readonly string[] | null {
  const purposes = Array.isArray(subject.statusPurpose) ? subject.statusPurpose : [subject.statusPurpose];
  return purposes.every((purpose) => typeof purpose === 'string') ? purposes : null;
}

function readFacts(credential: JsonObject, subject: JsonObject, is2021: boolean): StatusListFacts | null {
  const issuer = isObject(credential.issuer) ? credential.issuer.id : credential.issuer;
  const listUrl = credential.id ?? null;
  const older = is2021 ? credential : {};
  const publishedAt = credential.validFrom ?? older.issuanceDate ?? null;
  const validUntil = credential.validUntil ?? older.expirationDate ?? null;
  if (typeof issuer !== 'string' || (listUrl !== null && typeof listUrl !== 'string')) return null;
  if (!isInstantOrNull(publishedAt) || !isInstantOrNull(validUntil)) return null;
  return {
    listUrl,
    listIssuer: issuer,
    publishedAt,
    validUntil,
    ttlMs: readTtl(subject),
    listVersion: readVersion(subject),
  };
}

const readTtl = ({ ttl }: JsonObject): number | null =>
  typeof ttl === 'number' && Number.isInteger(ttl) && ttl >= 0 ? ttl : null;

function readVersion({ id }: JsonObject): number | null {
  const version = typeof id === 'string' ? /#list-v(\d{1,12})$/.exec(id) : null;
  return version === null ? null : Number(version[1]);
}

const isInstantOrNull = (value: unknown): value is string | null =>
  value === null || (typeof value === 'string' && value.includes('T') && parseIso(value) !== null);

function unarmour(text: string, is2021: boolean): Uint8Array | null {
  if (!is2021) return text.startsWith('u') ? base64urlDecode(text.slice(1)) : null;
  // StatusList2021 issuers wrote base64 and base64url, with and without padding.
  return base64urlDecode(text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''));
}
