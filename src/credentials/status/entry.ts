import { isObject, type JsonObject, type JsonValue } from '../../shared/index.js';
import { MAX_STATUS_SIZE } from './bits.js';
import { isAddress, plainEntry, statusElements, type StatusEntry } from './plain-entry.js';

/** What one element of `credentialStatus` turned out to be. Only `entry` can be looked up; the others are "unknown". */
export type StatusEntryReading =
  | { readonly kind: 'entry'; readonly entry: StatusEntry }
  | { readonly kind: 'unsupported'; readonly type: string }
  | { readonly kind: 'malformed'; readonly member: string };

const MAX_MESSAGE_LENGTH = 512;
const SUPPORTED = ['BitstringStatusListEntry', 'StatusList2021Entry'] as const;

/**
 * Reads every element of `credentialStatus` (one object or an array of at most 16), Bitstring Status List v1.0
 * section 2.1 and the older StatusList2021. An empty answer means the credential publishes no status at all.
 */
export function readStatusEntries(credential: JsonObject): readonly StatusEntryReading[] {
  return statusElements(credential)?.map(readStatusEntry) ?? [{ kind: 'malformed', member: 'credentialStatus' }];
}

/** Reads one element of `credentialStatus`. */
export function readStatusEntry(element: JsonValue): StatusEntryReading {
  const plain = plainEntry(element);
  if (plain !== null) return { kind: 'entry', entry: plain };
  if (!isObject(element)) return malformed('credentialStatus');
  const types = Array.isArray(element.type) ? element.type : [element.type];
  const type = SUPPORTED.find((known) => types.includes(known));
  if (type === undefined) {
    const named = types.find((name) => typeof name === 'string');
    return named === undefined ? malformed('type') : { kind: 'unsupported', type: named.slice(0, 100) };
  }
  const { statusPurpose: purpose, statusListCredential: listUrl, statusSize = 1 } = element;
  const index = readIndex(element.statusListIndex, type);
  if (index === null) return malformed('statusListIndex');
  if (!isPurpose(purpose)) return malformed('statusPurpose');
  if (!isAddress(2_048)(listUrl)) return malformed('statusListCredential');
  if (typeof statusSize !== 'number' || !Number.isInteger(statusSize) || statusSize < 1) return malformed('statusSize');
  if (statusSize > MAX_STATUS_SIZE) return { kind: 'unsupported', type: `${type} with statusSize ${statusSize}` };
  const messages = readMessages(element.statusMessage, statusSize);
  if (messages === null) return malformed('statusMessage');
  return { kind: 'entry', entry: { type, purpose, index, listUrl, statusSize, messages } };
}

const isPurpose = (value: JsonValue | undefined): value is string =>
  typeof value === 'string' && /^[^]{1,100}$/.test(value);

const malformed = (member: string): StatusEntryReading => ({ kind: 'malformed', member });

function readIndex(value: JsonValue | undefined, type: StatusEntry['type']): number | null {
  // Both specifications want a decimal string; issuers of the older one were seen to write a number.
  const text = typeof value === 'number' && type === 'StatusList2021Entry' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

/** With more than one bit every value needs its message: 2^statusSize of them, each value once. */
function readMessages(value: JsonValue | undefined, statusSize: number): StatusEntry['messages'] | null {
  if (value === undefined) return statusSize === 1 ? [] : null;
  if (!Array.isArray(value) || value.length !== 2 ** statusSize) return null;
  const messages: { value: number; message: string }[] = [];
  for (const item of value) {
    if (!isObject(item) || typeof item.message !== 'string' || item.message.length > MAX_MESSAGE_LENGTH) return null;
    if (typeof item.status !== 'string' || !/^0x[0-9a-fA-F]{1,2}$/.test(item.status)) return null;
    messages.push({ value: parseInt(item.status, 16), message: item.message });
  }
  const values = new Set(messages.map((message) => message.value));
  return values.size === messages.length && Math.max(...values) < 2 ** statusSize ? messages : null;
}
