import { isoSeconds, type JsonObject, type JsonValue } from '../../shared/index.js';
import type { StatusFacts } from '../types.js';
import { slotCount } from './bits.js';
import { changedContext, successorContext, type Successor } from './successor.js';
import { encodeList } from './zlib.js';

export type StatusPurpose = 'revocation' | 'suspension' | 'message';

const MAX_VALID_HOURS = 24;

export interface StatusListContent {
  /** Address the list is published at; also the entries' `statusListCredential`. */
  readonly id: string;
  /** DID of the issuer, as a plain string. */
  readonly issuer: string;
  readonly purpose: StatusPurpose;
  readonly bits: Uint8Array;
  /** Rises with every published change. */
  readonly version: number;
  readonly validFrom: Date;
  /** How long verifiers may rely on it: more than 0, at most 24 hours. Default 24. */
  readonly validForHours?: number;
  /** How long a copy may be cached before asking again. Default 15 minutes. */
  readonly ttlMinutes?: number;
  /** For the message list: what replaced the credential at each index. */
  readonly successors?: ReadonlyMap<number, Successor>;
  /** For the other lists: the day each set bit was set, YYYY-MM-DD, so that a verifier can say since when. */
  readonly changedOn?: ReadonlyMap<number, string>;
}

/**
 * The unsigned BitstringStatusListCredential (Bitstring Status List v1.0 section 2.2). The subject's id ends in
 * `#list-v<version>`, so a verifier that saw a newer version notices an older one. Throws RangeError for a validity over
 * 24 hours, successors outside the message list or at an index whose bit is not set.
 */
export function buildStatusListCredential(content: StatusListContent): JsonObject {
  const { id, purpose, validFrom, validForHours = MAX_VALID_HOURS, ttlMinutes = 15 } = content;
  if (!(validForHours > 0 && validForHours <= MAX_VALID_HOURS)) {
    throw new RangeError('a status list is valid for 24 hours at most');
  }
  const successors = successorMember(content);
  const changed = changedMember(content);
  const context: JsonValue[] = ['https://www.w3.org/ns/credentials/v2'];
  if (successors !== null) context.push(successorContext);
  if (changed !== null) context.push(changedContext);
  return {
    '@context': context,
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: content.issuer,
    validFrom: isoSeconds(validFrom),
    validUntil: isoSeconds(new Date(validFrom.getTime() + validForHours * 3_600_000)),
    credentialSubject: {
      id: `${id}#list-v${content.version}`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeList(content.bits),
      ttl: ttlMinutes * 60_000,
      ...(successors === null ? {} : { successors }),
      ...(changed === null ? {} : { changed }),
    },
  };
}

function changedMember({ purpose, bits, changedOn }: StatusListContent): JsonObject | null {
  if (changedOn === undefined || changedOn.size === 0) return null;
  if (purpose === 'message') throw new RangeError('the message list tells its days with the successors');
  const days = [...changedOn].sort(([a], [b]) => a - b);
  if (days.some(([index]) => !isSet(bits, index))) throw new RangeError('a day of change needs its bit set');
  return Object.fromEntries(days.map(([index, day]) => [String(index), day.slice(0, 10)]));
}

const isSet = (bits: Uint8Array, index: number): boolean =>
  index < slotCount(bits) && ((bits[index >> 3] ?? 0) & (0x80 >> (index % 8))) !== 0;

function successorMember(content: StatusListContent): JsonObject | null {
  const { purpose, bits, successors } = content;
  if (successors === undefined || successors.size === 0) return null;
  if (purpose !== 'message') throw new RangeError('only the message list carries successors');
  const member: JsonObject = {};
  for (const [index, { successor, numberEnding, on }] of [...successors].sort(([a], [b]) => a - b)) {
    if (!isSet(bits, index)) throw new RangeError('a successor needs its bit set');
    member[String(index)] = { successor, numberEnding, on: on.slice(0, 10) };
  }
  return member;
}

/**
 * `credentialStatus` of one of our credentials: one index in the revocation, suspension and message lists. Without ids, which nothing refers to:
 * they would cost 15 bytes of the printed code.
 */
export function buildStatusEntries(facts: StatusFacts): JsonObject[] {
  const entry = (purpose: StatusPurpose, url: string): JsonObject => ({
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(facts.index),
    statusListCredential: url,
  });
  return [
    entry('revocation', facts.revocationListUrl),
    entry('suspension', facts.suspensionListUrl),
    {
      ...entry('message', facts.messageListUrl),
      statusSize: 1,
      statusMessage: [
        { status: '0x0', message: 'in force' },
        { status: '0x1', message: 'replaced' },
      ],
    },
  ];
}
