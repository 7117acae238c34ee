import { compactVerify, type CompactVerifyResult } from 'jose';
import { decodeMultikey, type KeyAlgorithm, type RawPublicKey, type Signer } from '../keys/index.js';
import {
  base64urlDecode,
  base64urlEncode,
  documentLimits,
  fromUtf8,
  isObject,
  parseJson,
  utf8,
  type JsonObject,
} from '../shared/index.js';
import type { NodeCrypto } from './node-crypto.js';
import { broken } from './proof-options.js';
import type { BrokenReason, ProofOutcome, VerifyOptions } from './types.js';

/** The only signature algorithms, each for exactly one kind of key. No MACs, no RSA, no `none`. */
export const jwsAlgorithms: Readonly<Record<KeyAlgorithm, 'EdDSA' | 'ES256' | 'ES384'>> = {
  Ed25519: 'EdDSA',
  'P-256': 'ES256',
  'P-384': 'ES384',
};

/** Largest token we look at, in characters: a 64 KiB document in base64url and its disclosures. */
export const maxTokenLength = 131_072;

/** Headers that carry a chain of certificates are longer, but those are refused anyway. */
const MAX_HEADER_LENGTH = 8_192;

/** Headers that bring their own key, change the encoding or demand extensions. A token carrying one is refused. */
const forbiddenHeaders = ['jwk', 'jku', 'x5c', 'x5u', 'crit', 'b64', 'zip', 'enc', 'epk'];

export interface ReadJws {
  readonly token: string;
  readonly header: JsonObject;
  readonly payload: JsonObject;
}

function readPart(part: string | undefined): JsonObject | null {
  const bytes = part ? base64urlDecode(part) : null;
  if (!bytes) return null;
  try {
    const parsed = parseJson(fromUtf8(bytes), documentLimits);
    return parsed.ok && isObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}

/**
 * Reads a compact JWS strictly: three canonical base64url parts (one value, one spelling), header and payload JSON
 * objects without duplicate keys. Nothing is verified yet. Null when it is anything else.
 */
export function readJws(token: string): ReadJws | null {
  const parts = token.length <= maxTokenLength ? token.split('.') : [];
  const [protectedPart, payloadPart, signaturePart] = parts;
  if (parts.length !== 3 || !signaturePart || !base64urlDecode(signaturePart)) return null;
  const header = readPart(protectedPart);
  const payload = readPart(payloadPart);
  return header && payload && { token, header, payload };
}

/** The media type that a token claims in its first part, whatever the rest is worth; null when there is none. */
export function typOf(token: unknown): string | null {
  if (typeof token !== 'string') return null;
  const end = token.slice(0, MAX_HEADER_LENGTH).indexOf('.');
  const typ = end > 0 ? readPart(token.slice(0, end))?.typ : null;
  return typeof typ === 'string' ? typ : null;
}

/** Signs `payload` as a compact JWS (RFC 7515); `alg` follows from the key. */
export async function signJws(header: JsonObject, payload: JsonObject, signer: Signer): Promise<string> {
  const alg = jwsAlgorithms[signer.algorithm];
  const part = (value: JsonObject): string => base64urlEncode(utf8(JSON.stringify(value)));
  const input = `${part({ alg, ...header })}.${part(payload)}`;
  return `${input}.${base64urlEncode(await signer.sign(utf8(input)))}`;
}

/** What a token of one media type must look like (RFC 8725, section 3.11: explicit typing). */
export interface HeaderRule {
  readonly typ: string;
  /** Required when given; an absent `cty` is allowed, another one is not. */
  readonly cty?: string;
}

export function headerProblem(header: JsonObject, rule: HeaderRule): BrokenReason | null {
  if (forbiddenHeaders.some((name) => Object.hasOwn(header, name))) return 'token-header';
  if (header.typ !== rule.typ) return 'token-header';
  if (header.cty !== undefined && header.cty !== rule.cty) return 'token-header';
  return Object.values<unknown>(jwsAlgorithms).includes(header.alg) ? null : 'token-header';
}

/** Full DID URL of the key: `kid` as it is, or a bare fragment under the issuer's DID. Null when it names none. */
export function methodOf(header: JsonObject, controller: unknown): string | null {
  const { kid } = header;
  if (typeof kid !== 'string' || kid.length > 2_048) return null;
  if (/^did:[^#]+#.+$/.test(kid)) return kid;
  const isFragment =
    /^#?[A-Za-z0-9._:-]+$/.test(kid) && typeof controller === 'string' && controller.startsWith('did:');
  return isFragment ? `${controller}#${kid.replace(/^#/, '')}` : null;
}

/** Looks the key up and checks the signature with exactly the algorithm of that key. */
export async function checkJws(
  { token, header }: ReadJws,
  method: string,
  options: VerifyOptions,
  crypto: NodeCrypto,
): Promise<ProofOutcome> {
  const found = await options.lookupKey(method, options.expectedPurpose);
  if (found === 'unreachable') return { outcome: 'unknown', reason: 'key-unreachable' };
  if (found === null) return { outcome: 'unknown', reason: 'key-unknown' };
  const key = decodeMultikey(found.publicKeyMultibase);
  if (!key || jwsAlgorithms[key.algorithm] !== header.alg) return broken('key-mismatch');
  if (!(await hasValidSignature(token, key, crypto))) return broken('signature-invalid');
  return { outcome: 'verified', verificationMethod: method, controller: found.controller, created: null };
}

export async function hasValidSignature(token: string, key: RawPublicKey, crypto: NodeCrypto): Promise<boolean> {
  const keyObject = crypto.keyObject(key);
  if (!keyObject) return false;
  // The algorithm comes from the key, never from the token (RFC 8725, section 3.1).
  const result: CompactVerifyResult | null = await compactVerify(token, keyObject, {
    algorithms: [jwsAlgorithms[key.algorithm]],
  }).catch(() => null);
  return result !== null;
}
