import { errors, jwtVerify, type CryptoKey, type JWTPayload, type KeyObject } from 'jose';
import { base64urlDecode, base64urlEncode, isObject, utf8 } from '../../shared/index.js';
import { MAX_LIST_BYTES } from './bits.js';
import type { BoundedGunzip } from './gunzip.js';

/** Values of the Status Types registry of Token Status List; 3 and up belong to the application. */
const tokenStatus = { valid: 0, invalid: 1, suspended: 2 } as const;

const TYPE = 'statuslist+jwt';
const ALGORITHMS = { Ed25519: 'EdDSA', 'P-256': 'ES256', 'P-384': 'ES384' } as const;
const WIDTHS = [1, 2, 4, 8];

/** What is needed of a key: `Signer` of keys/ fits. ECDSA signatures are r and s side by side (RFC 7518). */
export interface TokenSigner {
  readonly id: string;
  readonly algorithm: keyof typeof ALGORITHMS;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface TokenStatusListContent {
  /** Address of the list; its `sub`, and the `uri` of every credential that points to it. */
  readonly uri: string;
  /** The same lists as published in Bitstring form: leftmost bit first, one index space. */
  readonly revoked: Uint8Array;
  readonly suspended: Uint8Array;
  readonly now: Date;
  /** Default 24 hours. */
  readonly validForSeconds?: number;
  /** Default 15 minutes. */
  readonly ttlSeconds?: number;
  /** zlib (RFC 1950) compression. */
  readonly deflate: (data: Uint8Array) => Uint8Array;
}

/**
 * A signed Token Status List (IETF Token Status List, JWT form) of two-bit entries: revocation and suspension in one
 * list, as SD-JWT VC wallets expect it. Throws RangeError when the two lists differ in size.
 */
export async function signTokenStatusList(content: TokenStatusListContent, signer: TokenSigner): Promise<string> {
  const { uri, now, validForSeconds = 86_400, ttlSeconds = 900 } = content;
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const lst = base64urlEncode(content.deflate(tokenStatusBytes(content.revoked, content.suspended)));
  const payload = {
    sub: uri,
    iat: issuedAt,
    exp: issuedAt + validForSeconds,
    ttl: ttlSeconds,
    status_list: { bits: 2, lst },
  };
  const encode = (value: object): string => base64urlEncode(utf8(JSON.stringify(value)));
  const header = { alg: ALGORITHMS[signer.algorithm], kid: signer.id, typ: TYPE };
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${base64urlEncode(await signer.sign(utf8(input)))}`;
}

/** Two-bit entries, least significant bits first. A credential both revoked and suspended is revoked. */
export function tokenStatusBytes(revoked: Uint8Array, suspended: Uint8Array): Uint8Array {
  if (revoked.length !== suspended.length) throw new RangeError('the two lists differ in size');
  const packed = new Uint8Array(revoked.length * 2);
  for (let byte = 0; byte < revoked.length; byte++) {
    // Most bytes are clear in both lists.
    if (revoked[byte] === 0 && suspended[byte] === 0) continue;
    for (let bit = 0; bit < 8; bit++) {
      const isSet = (bits: Uint8Array): boolean => ((bits[byte] ?? 0) & (0x80 >> bit)) !== 0;
      const value = isSet(revoked) ? tokenStatus.invalid : isSet(suspended) ? tokenStatus.suspended : 0;
      const index = byte * 8 + bit;
      packed[index >> 2] = (packed[index >> 2] ?? 0) | (value << ((index % 4) * 2));
    }
  }
  return packed;
}

/** The `status` claim of an SD-JWT VC that points into a Token Status List. */
export const tokenStatusClaim = (uri: string, index: number): { status_list: { idx: number; uri: string } } => ({
  status_list: { idx: index, uri },
});

/** Reads `status.status_list` of a token's claims; null when there is none in proper form. */
export function readTokenStatusClaim(claims: unknown): { readonly index: number; readonly uri: string } | null {
  const list = isObject(claims) && isObject(claims.status) ? claims.status.status_list : null;
  if (!isObject(list)) return null;
  const { idx, uri } = list;
  if (typeof idx !== 'number' || !Number.isSafeInteger(idx) || idx < 0) return null;
  return typeof uri === 'string' && uri.length <= 2_048 && URL.canParse(uri) ? { index: idx, uri } : null;
}

export type TokenStatusCheck =
  | { readonly kind: 'value'; readonly value: number; readonly issuedAt: number; readonly expiresAt: number | null }
  /** `exp` has passed. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'out-of-range' }
  /** A list of another address, or not a status list token at all. */
  | { readonly kind: 'mismatch' }
  /** The signature does not verify with this key. */
  | { readonly kind: 'broken' }
  | { readonly kind: 'unreadable' };

export interface TokenStatusKey {
  readonly key: CryptoKey | KeyObject;
  /** The one algorithm this key is used with: 'EdDSA', 'ES256', 'ES384'. */
  readonly algorithm: string;
  /** Bounded zlib (RFC 1950) inflation. */
  readonly inflate: BoundedGunzip;
}

/** Verifies a status list token and reads one entry. The key is the list issuer's, chosen by the caller. */
export async function checkTokenStatus(
  claim: { readonly index: number; readonly uri: string },
  token: string,
  { key, algorithm, inflate }: TokenStatusKey,
  now: Date,
): Promise<TokenStatusCheck> {
  if (token.length > MAX_LIST_BYTES * 2) return { kind: 'unreadable' };
  let payload: JWTPayload;
  try {
    const expected = { algorithms: [algorithm], typ: TYPE, subject: claim.uri, requiredClaims: ['iat'] };
    ({ payload } = await jwtVerify(token, key, { ...expected, currentDate: now, clockTolerance: 0 }));
  } catch (error) {
    return { kind: refusalOf(error) };
  }
  const list = readList(payload.status_list);
  const bytes = list === null ? null : await inflate(list.packed, MAX_LIST_BYTES);
  if (list === null || bytes === null) return { kind: 'unreadable' };
  const perByte = 8 / list.width;
  if (claim.index >= bytes.length * perByte) return { kind: 'out-of-range' };
  const shift = (claim.index % perByte) * list.width;
  const value = ((bytes[Math.floor(claim.index / perByte)] ?? 0) >> shift) & (2 ** list.width - 1);
  return { kind: 'value', value, issuedAt: payload.iat ?? 0, expiresAt: payload.exp ?? null };
}

function readList(value: unknown): { readonly width: number; readonly packed: Uint8Array } | null {
  if (!isObject(value) || typeof value.bits !== 'number' || !WIDTHS.includes(value.bits)) return null;
  const packed = typeof value.lst === 'string' ? base64urlDecode(value.lst) : null;
  return packed === null ? null : { width: value.bits, packed };
}

function refusalOf(error: unknown): 'stale' | 'mismatch' | 'broken' | 'unreadable' {
  if (error instanceof errors.JWTExpired) return 'stale';
  if (error instanceof errors.JWTClaimValidationFailed) return 'mismatch';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'broken';
  return 'unreadable';
}
