import { utf8, type JsonObject } from '../../shared/index.js';
import { base10Failure, decodeBase10 } from './base10.js';
import { inflateRaw, inflateStart, type InflateFailure } from './inflate.js';
import { maxJsonBytes, minPayloadBytes } from './sp1-format.js';
import { sp1Refusal } from './sp1-refusal.js';
import { findSp1Digits, type Sp1Failure } from './sp1-text.js';
import {
  isReadable,
  reachOf,
  readCanonicalObject,
  streamOf,
  withSignature,
  type DictionariesFor,
  type Sp1Unpacked,
} from './sp1-unpack.js';

/**
 * The same reading with an inflate of our own, which can tell what is wrong. Loaded for texts that the platform's did
 * not read: damaged and foreign ones, and every one where the browser has no raw deflate.
 */
export async function unpackByHand(text: string, dictionariesFor: DictionariesFor): Promise<Sp1Unpacked | Sp1Failure> {
  const found = findSp1Digits(text);
  if (found === null) return sp1Refusal(text);
  const { digits, host } = found;
  const refuse = (failure: Sp1Failure): Sp1Failure => (host === null ? failure : { ...failure, host });
  const payload = decodeBase10(digits);
  if (payload === null) return refuse(failureOf(base10Failure(digits) === 'incomplete' ? 'E18' : 'E11'));
  const read = (await dictionariesFor(payload[0] ?? 0)).map((dictionary) => unpackPayload(payload, dictionary));
  const [first, ...others] = read.flatMap((one) => (one.ok ? [one.credential] : []));
  if (first) return { ok: true, host, candidates: [first, ...others] };
  const failures = read.filter((one) => !one.ok);
  return refuse(failures.find(({ code }) => code === 'I10') ?? failures.at(-1) ?? failureOf('I21'));
}

type Candidate = { readonly ok: true; readonly credential: JsonObject } | Sp1Failure;

const failureOf = (code: Sp1Failure['code']): Sp1Failure => ({ ok: false, code });

const inflateCodes: Readonly<Record<InflateFailure, Sp1Failure['code']>> = {
  truncated: 'E18',
  distance: 'I21',
  'too-long': 'E14',
  damaged: 'E11',
  changed: 'I10',
};

/** One payload (the L2 bytes) with one dictionary. Features this version does not know ask for an update. */
export function unpackPayload(payload: Uint8Array, dictionary: Uint8Array): Candidate {
  if (payload.length < minPayloadBytes) return failureOf('E18');
  if (!isReadable(payload)) return failureOf('I21');
  const inflated = inflateRaw(streamOf(payload), reachOf(dictionary), maxJsonBytes - 1);
  // Where a stream breaks off at its end nobody can tell what was changed from what was cut off. The bits of a stream
  // make sense or none whatever the dictionary is.
  if (inflated === 'truncated' || inflated === 'damaged' || inflated === 'changed')
    return failureOf(inflateCodes[inflated]);
  const failed = (code: Sp1Failure['code']): Sp1Failure => failureOf(beginsAsOurs(payload, dictionary) ? 'I10' : code);
  if (typeof inflated === 'string') return failed(inflateCodes[inflated]);
  const canonical = readCanonicalObject(inflated);
  // The stream ended exactly where it should, so it is whole; text that makes no sense then means another dictionary.
  if (canonical === null) return failed('I21');
  const credential = withSignature(canonical, payload);
  return credential === null ? failed('E11') : { ok: true, credential };
}

/** How the text of every credential in a code begins: the first name in canonical order, and what VCDM 2.0 asks for. */
const beginning = utf8('{"@context":["https://www.w3.org/ns/credentials/v2",');

/**
 * Another dictionary gives nonsense from its first reference on, and the beginning is one. Where it stands, the
 * dictionary is the right one, and what makes no sense further on was changed.
 */
function beginsAsOurs(payload: Uint8Array, dictionary: Uint8Array): boolean {
  const start = inflateStart(streamOf(payload), reachOf(dictionary), beginning.length);
  return start.length === beginning.length && start.every((byte, index) => byte === beginning[index]);
}
