import { base58Encode, fromUtf8, isObject, jcs, parseJson, type JsonObject } from '../../shared/index.js';
import { decodeBase10 } from './base10.js';
import { inflateRaw, type InflateFailure } from './inflate.js';
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
  readonly dictId: number;
  /** The first credential that some dictionary yields, with its signature put back. Not verified. */
  readonly credential: JsonObject;
  /**
   * Every credential the dictionaries yield, the first one included, unpacked only when asked for. Only the signature
   * tells which is the issued one: try in order until one verifies.
   */
  candidates(): Generator<JsonObject>;
}

/**
 * Unpacks the text of an SP1 code (docs/sp1.md): an address with any host, or the digits alone. The result equals the
 * issued credential under RFC 8785; nothing here says that it is genuine. `I21`: written with a dictionary or a
 * feature this reader does not have, which is never a verdict about the credential.
 */
export async function unpackSp1(text: string, dictionariesFor: DictionariesFor): Promise<Sp1Unpacked | Sp1Failure> {
  const found = findSp1Digits(text);
  // What else it may be matters only to the person who scanned it: loaded when it happens.
  if (found === null) return (await import('./sp1-refusal.js')).sp1Refusal(text);
  const { host } = found;
  const refuse = (failure: Sp1Failure): Sp1Failure => (host === null ? failure : { ...failure, host });
  const decoded = decodeBase10(found.digits);
  if (!decoded.ok) return refuse(failureOf(decoded.reason === 'incomplete' ? 'E18' : 'E11'));
  const { bytes } = decoded;
  const dictId = bytes[0] ?? 0;
  const dictionaries = await dictionariesFor(dictId);
  let last = failureOf('I21');
  for (const dictionary of dictionaries) {
    const unpacked = unpackPayload(bytes, dictionary);
    if (unpacked.ok) {
      const candidates = (): Generator<JsonObject> => candidatesOf(bytes, dictionaries);
      return { ok: true, host, dictId, credential: unpacked.credential, candidates };
    }
    last = unpacked;
  }
  return refuse(last);
}

type Candidate = { readonly ok: true; readonly credential: JsonObject } | Sp1Failure;

const failureOf = (code: Sp1Failure['code']): Sp1Failure => ({ ok: false, code });

function* candidatesOf(payload: Uint8Array, dictionaries: readonly Uint8Array[]): Generator<JsonObject> {
  for (const dictionary of dictionaries) {
    const candidate = unpackPayload(payload, dictionary);
    if (candidate.ok) yield candidate.credential;
  }
}

const inflateCodes: Readonly<Record<InflateFailure, Sp1Failure['code']>> = {
  truncated: 'E18',
  distance: 'I21',
  'too-long': 'E14',
  damaged: 'E11',
};

/** One payload (the L2 bytes) with one dictionary. Features this version does not know ask for an update. */
export function unpackPayload(payload: Uint8Array, dictionary: Uint8Array): Candidate {
  if (payload.length < minPayloadBytes) return failureOf('E18');
  const signatureEnd = 1 + signatureBytes;
  // A packed token, or an embedded photo.
  if (payload[0] === reservedJwtDictId || payload[signatureEnd] !== 0) return failureOf('I21');
  // zlib cannot refer further back than its window, whatever the length of the dictionary.
  const reachable = dictionary.subarray(-maxDictionaryBytes);
  const inflated = inflateRaw(payload.subarray(signatureEnd + 1), reachable, maxJsonBytes - 1);
  if (typeof inflated === 'string') return failureOf(inflateCodes[inflated]);
  const credential = readCanonicalObject(inflated);
  // The stream ended exactly where it should, so it is whole; text that makes no sense then means another dictionary.
  if (credential === null) return failureOf('I21');
  const { proof } = credential;
  // There must be one proof, without a signature, to put the signature into.
  if (!isObject(proof) || 'proofValue' in proof) return failureOf('E11');
  const proofValue = base58Prefix + base58Encode(payload.subarray(1, signatureEnd));
  return { ok: true, credential: { ...credential, proof: { ...proof, proofValue } } };
}

/** Only the RFC 8785 spelling is accepted, so one credential has one text. */
function readCanonicalObject(bytes: Uint8Array): JsonObject | null {
  try {
    const text = fromUtf8(bytes);
    const parsed = parseJson(text);
    return parsed.ok && isObject(parsed.value) && jcs(parsed.value) === text ? parsed.value : null;
  } catch {
    return null; // not UTF-8, or a number that has no canonical form
  }
}
