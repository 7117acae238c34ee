import { parseIso, type JsonObject } from '../../shared/index.js';
import { MINIMUM_SLOTS } from './bits.js';
import type { BoundedGunzip } from './gunzip.js';
import type { StatusEntry } from './plain-entry.js';
import { openStatusList, statusValue, type StatusList, type StatusListFacts } from './read.js';
import { readChangedOn, readSuccessor, type Successor } from './successor.js';

/** A validFrom this far ahead of our clock is a clock difference, not a list from the future. */
const CLOCK_SKEW_MS = 300_000;

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

/** The validation algorithm of Bitstring Status List v1.0 section 3.2, without fetching and without the list's proof. */
export function lookUpStatus(list: StatusList, entry: StatusEntry, now: Date): StatusCheck {
  const value = statusValue(list, entry);
  if (value === null) return whyNot(list, entry);
  const { facts } = list;
  const instantOf = (date: string | null): number => (date === null ? NaN : (parseIso(date)?.getTime() ?? NaN));
  if (instantOf(facts.publishedAt) > now.getTime() + CLOCK_SKEW_MS) return { kind: 'not-yet-valid', facts };
  const isStale = instantOf(facts.validUntil) < now.getTime();
  if (value === 0 && !isStale) return { kind: 'clear', facts };
  return { kind: isStale ? 'stale' : 'set', facts, ...valueOf(list, entry, value) };
}

/** Why `statusValue` has no answer. */
function whyNot(
  { entryType, facts, purposes, bits }: StatusList,
  { type, listUrl, purpose }: StatusEntry,
): StatusCheck {
  const mismatch = { kind: 'mismatch', code: 'STATUS_VERIFICATION_ERROR' } as const;
  if (type !== entryType) return { ...mismatch, what: 'type' };
  if (facts.listUrl !== null && facts.listUrl !== listUrl) return { ...mismatch, what: 'list-id' };
  if (!purposes.includes(purpose)) return { ...mismatch, what: 'purpose' };
  return bits.length * 8 < MINIMUM_SLOTS
    ? { kind: 'too-short', code: 'STATUS_LIST_LENGTH_ERROR' }
    : { kind: 'out-of-range', code: 'RANGE_ERROR' };
}

const valueOf = ({ subject }: StatusList, { index, messages, purpose }: StatusEntry, value: number): StatusValue => ({
  value,
  message: messages.find((text) => text.value === value)?.message ?? null,
  successor: purpose === 'message' && value > 0 ? readSuccessor(subject, index) : null,
  changedOn: value > 0 ? readChangedOn(subject, index) : null,
});
