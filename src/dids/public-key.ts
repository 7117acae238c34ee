import { decodeMultikey, encodeMultikey } from '../keys/browser.js';
import { base64urlDecode, base64urlEncode, isObject } from '../shared/index.js';
import { compress, decompress } from './curve-point.js';

/** A public JSON Web Key (RFC 7517) of the kinds this service verifies with. */
export interface PublicJwk {
  readonly kty: 'OKP' | 'EC';
  readonly crv: 'Ed25519' | 'P-256' | 'P-384';
  readonly x: string;
  readonly y?: string;
}

/** The JWK of a Multikey; null for other kinds of keys and for bytes that are no point of their curve. */
export function jwkOfMultikey(publicKeyMultibase: string): PublicJwk | null {
  const key = decodeMultikey(publicKeyMultibase);
  if (key === null) return null;
  if (key.algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: base64urlEncode(key.raw) };
  const point = decompress(key.algorithm, key.raw);
  return point && { kty: 'EC', crv: key.algorithm, x: base64urlEncode(point.x), y: base64urlEncode(point.y) };
}

/** The Multikey of a JWK; null for other kinds of keys, private keys and points off the curve. */
export function multikeyOfJwk(jwk: unknown): string | null {
  if (!isObject(jwk) || 'd' in jwk) return null;
  const x = coordinate(jwk.x);
  const y = coordinate(jwk.y);
  if (x === null) return null;
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519' && x.length === 32) {
    return encodeMultikey({ algorithm: 'Ed25519', raw: x });
  }
  const { crv } = jwk;
  if (jwk.kty !== 'EC' || (crv !== 'P-256' && crv !== 'P-384') || y === null) return null;
  const raw = compress(crv, { x, y });
  return raw && encodeMultikey({ algorithm: crv, raw });
}

const coordinate = (value: unknown): Uint8Array | null =>
  typeof value === 'string' && value.length <= 64 ? base64urlDecode(value) : null;
