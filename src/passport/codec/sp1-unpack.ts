import { base58Encode, fromUtf8, isObject, jcs, parseJson, type JsonObject } from '../../shared/index.js';
import { decodeBase10 } from './base10.js';
import { inflateByPlatform } from './inflate-by-platform.js';
import {
  base58Prefix,
  maxDictionaryBytes,
  maxJsonBytes,
  minPayloadBytes,
  reservedJwtDictId,
  signatureBytes,
} from './sp1-format.js';
import { findSp1Digits, type Sp1Failure } from './sp1-text.js';

/** Dictionaries that carry this number, best guess first. Several operators may use one number; empty = unknown. */
export type DictionariesFor = (dictId: number) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;

export interface Sp1Unpacked {
  readonly ok: true;
  readonly host: string | null;
  /**
   * Every credential the dictionaries yield, each with its signature put back. Not verified: only the signature tells
   * which is the issued one, so try in order until one verifies.
   */
  readonly candidates: readonly [JsonObject, ...JsonObject[]];
}

/**
 * Unpacks the text of a whole SP1 code (docs/sp1.md): an address with any host, or the digits alone. The result equals
 * the issued credential under RFC 8785; nothing here says that it is genuine. Null for everything else: what is wrong
 * matters only to the person who scanned it, so `unpackSp1` loads what can tell when it happens.
 */
export async function unpackWhole(text: string, dictionariesFor: DictionariesFor): Promise<Sp1Unpacked | null> {
  const found = findSp1Digits(text);
  const payload = found && decodeBase10(found.digits);
  if (!payload || !isReadable(payload)) return null;
  const dictionaries = await dictionariesFor(payload[0] ?? 0);
  const read = await Promise.all(dictionaries.map((dictionary) => unpackPayload(payload, dictionary)));
  const [first, ...others] = read.filter((credential) => credential !== null);
  return first ? { ok: true, host: found.host, candidates: [first, ...others] } : null;
}

/**
 * `unpackWhole`, or what is wrong with the text. `I21`: written with a dictionary or a feature this reader does not have,
 * which is never a verdict about the credential. `I10`: it begins as a credential does and was changed further on.
 */
export const unpackSp1 = async (text: string, dictionariesFor: DictionariesFor): Promise<Sp1Unpacked | Sp1Failure> =>
  (await unpackWhole(text, dictionariesFor)) ?? (await import('./sp1-by-hand.js')).unpackByHand(text, dictionariesFor);

const signatureEnd = 1 + signatureBytes;

/** Not a packed token and without an embedded photo: features this version does not know. */
export const isReadable = (payload: Uint8Array): boolean =>
  payload.length >= minPayloadBytes && payload[0] !== reservedJwtDictId && payload[signatureEnd] === 0;

/** The deflate stream of a payload. */
export const streamOf = (payload: Uint8Array): Uint8Array => payload.subarray(signatureEnd + 1);

/** The part of a dictionary that deflate reaches: zlib cannot refer further back, whatever the dictionary's length. */
export const reachOf = (dictionary: Uint8Array): Uint8Array => dictionary.subarray(-maxDictionaryBytes);

async function unpackPayload(payload: Uint8Array, dictionary: Uint8Array): Promise<JsonObject | null> {
  const text = await inflateByPlatform(streamOf(payload), reachOf(dictionary), maxJsonBytes - 1);
  const credential = text && readCanonicalObject(text);
  return credential && withSignature(credential, payload);
}

/** Only the RFC 8785 spelling is accepted, so one credential has one text. */
export function readCanonicalObject(bytes: Uint8Array): JsonObject | null {
  try {
    const text = fromUtf8(bytes);
    const parsed = parseJson(text);
    return parsed.ok && isObject(parsed.value) && jcs(parsed.value) === text ? parsed.value : null;
  } catch {
    return null; // not UTF-8, or a number that has no canonical form
  }
}

/** Null unless there is one proof, without a signature, to put the signature into. */
export function withSignature(credential: JsonObject, payload: Uint8Array): JsonObject | null {
  const { proof } = credential;
  if (!isObject(proof) || 'proofValue' in proof) return null;
  const proofValue = base58Prefix + base58Encode(payload.subarray(1, signatureEnd));
  return { ...credential, proof: { ...proof, proofValue } };
}
