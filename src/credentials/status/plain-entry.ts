import { isObject, readShape, type JsonObject, type JsonValue, type ShapeOf } from '../../shared/index.js';
import { statusMessages } from '../terms.js';

/** One place where a credential's status is published. */
export interface StatusEntry {
  readonly type: 'BitstringStatusListEntry' | 'StatusList2021Entry';
  /** 'revocation', 'suspension', 'message', or another issuer's own word. */
  readonly purpose: string;
  readonly index: number;
  /** Address and id of the status list credential. */
  readonly listUrl: string;
  /** Bits per entry. */
  readonly statusSize: number;
  /** What each value means; empty when the entry brings no texts. */
  readonly messages: readonly { readonly value: number; readonly message: string }[];
}

const MAX_ENTRIES = 16;

/** The elements of `credentialStatus`; none when there is no such member, null when there are too many. */
export function statusElements({ credentialStatus: status = [] }: JsonObject): readonly JsonValue[] | null {
  const elements = [status].flat();
  return elements.length > MAX_ENTRIES ? null : elements;
}

/** Any address of at most so many characters. */
export const isAddress =
  (maxLength: number) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length <= maxLength && URL.canParse(value);

const plain: ShapeOf<PlainEntry> = {
  type: /^BitstringStatusListEntry$/,
  statusPurpose: /^[^]{1,100}$/,
  statusListIndex: /^\d{1,10}$/,
  statusListCredential: isAddress(2_048),
};
interface PlainEntry {
  readonly type: 'BitstringStatusListEntry';
  readonly statusPurpose: string;
  readonly statusListIndex: string;
  readonly statusListCredential: string;
}

const ourMessages = JSON.stringify(statusMessages);

/**
 * An entry as we write them: one bit in a BitstringStatusList, without texts or with those of our message list. Null for
 * everything else, which `readStatusEntry` reads: other issuers' forms, older ones, wider ones and malformed ones.
 */
export function plainEntry(element: JsonValue): StatusEntry | null {
  const { statusSize = 1, statusMessage } = isObject(element) ? element : {};
  const hasOurTexts = statusMessage === undefined || JSON.stringify(statusMessage) === ourMessages;
  const entry = statusSize === 1 && hasOurTexts ? readShape(plain, element) : null;
  return (
    entry && {
      type: entry.type,
      purpose: entry.statusPurpose,
      index: Number(entry.statusListIndex),
      listUrl: entry.statusListCredential,
      statusSize: 1,
      messages: statusMessage ? statusMessages.map(({ message }, value) => ({ value, message })) : [],
    }
  );
}

/** Any form of entry; null for what cannot be looked up. Older and wider forms are read by what is loaded for them. */
export async function readEntryOf(element: JsonValue): Promise<StatusEntry | null> {
  const plain = plainEntry(element);
  if (plain !== null) return plain;
  const reading = (await import('./entry.js')).readStatusEntry(element);
  return reading.kind === 'entry' ? reading.entry : null;
}
