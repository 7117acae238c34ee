import { inflateSync } from 'fflate';
import { base58Encode, canonicalJson, fromUtf8, isObject, parseJson, type JsonObject } from '../../shared/index.js';
import { decodeBase10 } from './base10.js';
import {
  base58Prefix,
  maxDictionaryBytes,
  maxJsonBytes,
  minPayloadBytes,
  reservedJwtDictId,
  signatureBytes,
} from './sp1-format.js';
import { parseSp1Text, type Sp1Failure } from './sp1-text.js';

/** Dictionaries that carry this number, best guess first. Several operators may use one number; empty = unknown. */
export type DictionariesFor = (dictId: number) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;

interface Sp1Envelope {
  readonly dictId: number;
  readonly signature: Uint8Array;
  readonly deflated: Uint8Array;
}

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
  const parsed = parseSp1Text(text);
  if (!parsed.ok) return parsed;
  const opened = openDigits(parsed.digits);
  if (!opened.ok) return withHost(opened, parsed.host);
  const { envelope } = opened;
  const dictionaries = await dictionariesFor(envelope.dictId);
  if (dictionaries.length === 0) return withHost(failure('I21', 'dictionary not known here'), parsed.host);
  const first = firstCandidate(envelope, dictionaries);
  if (!first.ok) return withHost(first, parsed.host);
  return {
    ok: true,
    host: parsed.host,
    dictId: envelope.dictId,
    credential: first.credential,
    candidates: () => candidatesOf(envelope, dictionaries),
  };
}

type Opened = { readonly ok: true; readonly envelope: Sp1Envelope } | Sp1Failure;
type Candidate = { readonly ok: true; readonly credential: JsonObject } | Sp1Failure;

const failure = (code: Sp1Failure['code'], reason: string): Sp1Failure => ({ ok: false, code, reason });
const withHost = (refusal: Sp1Failure, host: string | null): Sp1Failure =>
  host === null ? refusal : { ...refusal, host };

function openDigits(digits: string): Opened {
  const decoded = decodeBase10(digits);
  if (decoded.ok) return openPayload(decoded.bytes);
  return decoded.reason === 'incomplete'
    ? failure('E18', 'no code has this many digits')
    : failure('E11', `digits ${decoded.reason}`);
}

/** Splits the L2 bytes. Features this version does not know (packed JWT, a photo) ask for an update. */
function openPayload(payload: Uint8Array): Opened {
  if (payload.length < minPayloadBytes) return failure('E18', 'shorter than the shortest payload');
  const dictId = payload[0] ?? 0;
  if (dictId === reservedJwtDictId) return failure('I21', 'packed vc+jwt is not read by this version');
  const photoLength = payload[1 + signatureBytes];
  if (photoLength !== 0) return failure('I21', 'embedded photos are not read by this version');
  const signature = payload.subarray(1, 1 + signatureBytes);
  return { ok: true, envelope: { dictId, signature, deflated: payload.subarray(1 + signatureBytes + 1) } };
}

/** One payload with one dictionary, as the packer checks its own work. */
export function unpackPayload(payload: Uint8Array, dictionary: Uint8Array): Candidate {
  const opened = openPayload(payload);
  return opened.ok ? unpackWith(opened.envelope, dictionary) : opened;
}

function firstCandidate(envelope: Sp1Envelope, dictionaries: readonly Uint8Array[]): Candidate {
  let last: Sp1Failure = failure('E11', 'nothing was tried');
  for (const dictionary of dictionaries) {
    const candidate = unpackWith(envelope, dictionary);
    if (candidate.ok) return candidate;
    last = candidate;
  }
  return last;
}

function* candidatesOf(envelope: Sp1Envelope, dictionaries: readonly Uint8Array[]): Generator<JsonObject> {
  for (const dictionary of dictionaries) {
    const candidate = unpackWith(envelope, dictionary);
    if (candidate.ok) yield candidate.credential;
  }
}

function unpackWith(envelope: Sp1Envelope, dictionary: Uint8Array): Candidate {
  const inflated = inflateBounded(envelope.deflated, dictionary);
  if (!(inflated instanceof Uint8Array)) return inflated;
  const credential = readCanonicalObject(inflated);
  // The stream ended exactly where it should, so it is whole; text that makes no sense then means another dictionary.
  if (credential === null) return failure('I21', 'no known dictionary fits');
  const { proof } = credential;
  if (!isObject(proof) || 'proofValue' in proof) return failure('E11', 'no single proof to put the signature into');
  const proofValue = base58Prefix + base58Encode(envelope.signature);
  return { ok: true, credential: { ...credential, proof: { ...proof, proofValue } } };
}

/** Only the RFC 8785 spelling is accepted, so one credential has one text. */
function readCanonicalObject(bytes: Uint8Array): JsonObject | null {
  try {
    const text = fromUtf8(bytes);
    const parsed = parseJson(text);
    if (!parsed.ok || !isObject(parsed.value)) return null;
    return canonicalJson(parsed.value) === text ? parsed.value : null;
  } catch {
    return null; // not UTF-8, or a number that has no canonical form
  }
}

function inflateBounded(deflated: Uint8Array, dictionary: Uint8Array): Uint8Array | Sp1Failure {
  const output = tryInflate(deflated, dictionary);
  if (typeof output === 'number') {
    if (output === UNEXPECTED_END) return failure('E18', 'the compressed text ends too early');
    if (output === DISTANCE_TOO_FAR) return failure('I21', 'no known dictionary fits');
    return failure('E11', 'the compressed text is damaged');
  }
  // fflate stops silently when its buffer is full; a full buffer is therefore never taken as a whole text.
  if (output.length >= maxJsonBytes) return failure('E14', 'unpacks to more than the format allows');
  return endsExactly(deflated, dictionary, output) ? output : failure('E11', 'bits after the end of the text');
}

/** Numbers of fflate's FlateErrorCode. */
const UNEXPECTED_END = 0;
const DISTANCE_TOO_FAR = 3;
const DAMAGED = 1;

function tryInflate(deflated: Uint8Array, dictionary: Uint8Array): Uint8Array | number {
  // zlib cannot refer further back than its window, whatever the length of the dictionary.
  const reachable = dictionary.subarray(-maxDictionaryBytes);
  try {
    return inflateSync(deflated, { out: new Uint8Array(maxJsonBytes), dictionary: reachable });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return typeof code === 'number' ? code : DAMAGED;
  }
}

/**
 * Deflate ignores what follows its end mark. A code whose spare bits are set is refused, so that they cannot be used
 * to make many spellings of one code: without its last byte, or with that byte's highest set bit cleared, the stream
 * must no longer give the same text.
 */
function endsExactly(deflated: Uint8Array, dictionary: Uint8Array, output: Uint8Array): boolean {
  if (sameText(tryInflate(deflated.subarray(0, -1), dictionary), output)) return false;
  const last = deflated.at(-1) ?? 0;
  if (last === 0) return true;
  const cleared = deflated.slice();
  cleared[cleared.length - 1] = last & ~(1 << (31 - Math.clz32(last)));
  return !sameText(tryInflate(cleared, dictionary), output);
}

function sameText(left: Uint8Array | number, right: Uint8Array): boolean {
  if (typeof left === 'number' || left.length !== right.length) return false;
  return left.every((byte, index) => byte === right[index]);
}
