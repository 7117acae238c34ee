import { constants, deflateRawSync } from 'node:zlib';
import { base58Decode, canonicalJson, concatBytes, isObject, utf8, type JsonObject } from '../shared/index.js';
import { encodeBase10 } from './codec/base10.js';
import { base58Prefix, maxDigits, maxJsonBytes, reservedJwtDictId, signatureBytes } from './codec/sp1-format.js';
import { unpackPayload } from './codec/sp1-by-hand.js';
import type { Dictionary, PackResult } from './types.js';

/** Longest base58 text of 64 bytes; decoding is quadratic, so longer text is not looked at. */
const MAX_PROOF_VALUE = 1 + 88;

/**
 * Packs one secured credential into the text of a QR code (docs/sp1.md). The credential is not shortened: unpacking
 * gives it back exactly, which is checked here with the reader's own code before anything is returned. Refused: more
 * or fewer than one Data Integrity proof, a signature that is not 64 bytes, a credential beyond the format's limits.
 * `verifyHost` is printed in the address and carries no trust.
 */
export function packSp1(credential: JsonObject, dictionary: Dictionary, verifyHost: string): PackResult {
  const parts = takeSignature(credential);
  if (parts === null)
    return { ok: false, reason: 'The credential needs exactly one Data Integrity proof of 64 bytes.' };
  const text = utf8(canonicalJson(parts.unsigned));
  if (text.length >= maxJsonBytes) return { ok: false, reason: 'The credential is too long for a code.' };
  if (dictionary.dictId === reservedJwtDictId) return { ok: false, reason: 'Dictionary number 2 is set aside.' };
  const head = Uint8Array.of(dictionary.dictId, ...parts.signature, 0);
  const payload = concatBytes(head, deflateSmallest(text, dictionary.bytes));
  const digits = encodeBase10(payload);
  if (digits.length > maxDigits) return { ok: false, reason: 'The credential is too long for a code.' };
  const readBack = unpackPayload(payload, dictionary.bytes);
  if (!readBack.ok || canonicalJson(readBack.credential) !== canonicalJson(credential)) {
    return { ok: false, reason: 'The packed credential did not read back unchanged.' };
  }
  return { ok: true, payload, digits, url: `https://${verifyHost}/#${digits}` };
}

/** Packs with the dictionary that gives the shortest code; equal lengths keep the earlier one. */
export function packSmallest(
  credential: JsonObject,
  dictionaries: readonly Dictionary[],
  verifyHost: string,
): PackResult & { readonly dictionary?: Dictionary } {
  const text = utf8(canonicalJson(credential));
  const ranked = dictionaries
    .map((dictionary) => ({ dictionary, size: deflateRawSync(text, { ...BEST, dictionary: dictionary.bytes }).length }))
    .sort((left, right) => left.size - right.size);
  const [best] = ranked;
  if (!best) return { ok: false, reason: 'No dictionary is loaded.' };
  const packed = packSp1(credential, best.dictionary, verifyHost);
  return packed.ok ? { ...packed, dictionary: best.dictionary } : packed;
}

const BEST = { level: 9, memLevel: 9 } as const;

function takeSignature(credential: JsonObject): { unsigned: JsonObject; signature: Uint8Array } | null {
  const { proof } = credential;
  if (!isObject(proof)) return null;
  const { proofValue, ...rest } = proof;
  if (typeof proofValue !== 'string' || !proofValue.startsWith(base58Prefix)) return null;
  if (proofValue.length > MAX_PROOF_VALUE) return null;
  const signature = base58Decode(proofValue.slice(1));
  if (signature?.length !== signatureBytes) return null;
  return { unsigned: { ...credential, proof: rest }, signature };
}

/**
 * zlib's choices interact with the text in ways that are cheaper to try than to predict, and a few bytes decide
 * whether a card code is allowed. About 10 ms.
 */
const STRATEGIES = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_FILTERED];
const LEVELS = [9, 7, 6, 5, 4];

function deflateSmallest(text: Uint8Array, dictionary: Uint8Array): Uint8Array {
  const attempts = STRATEGIES.flatMap((strategy) =>
    LEVELS.map((level) => deflateRawSync(text, { ...BEST, level, dictionary, strategy })),
  );
  return attempts.reduce((best, next) => (next.length < best.length ? next : best));
}
