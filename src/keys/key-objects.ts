import {
  ECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as nodeSign,
  type KeyObject,
} from 'node:crypto';
import { fromHex, concatBytes } from '../shared/index.js';
import { decodeMultikey, encodeMultikey, type RawPublicKey } from './multikey.js';
import type { KeyAlgorithm } from './types.js';

interface Curve {
  /** SubjectPublicKeyInfo up to the key bytes (RFC 8410, RFC 5480; compressed points). */
  readonly spkiPrefix: string;
  readonly opensslName: 'prime256v1' | 'secp384r1' | null;
  readonly hash: 'sha256' | 'sha384' | null;
}

const curves: Readonly<Record<KeyAlgorithm, Curve>> = {
  Ed25519: { spkiPrefix: '302a300506032b6570032100', opensslName: null, hash: null },
  'P-256': {
    spkiPrefix: '3039301306072a8648ce3d020106082a8648ce3d030107032200',
    opensslName: 'prime256v1',
    hash: 'sha256',
  },
  'P-384': { spkiPrefix: '3046301006072a8648ce3d020106052b81040022033200', opensslName: 'secp384r1', hash: 'sha384' },
};

/** Imports a raw public key; null when the bytes are no point of the curve. */
export function publicKeyObject({ algorithm, raw }: RawPublicKey): KeyObject | null {
  const prefix = fromHex(curves[algorithm].spkiPrefix);
  if (!prefix) return null;
  try {
    return createPublicKey({ key: Buffer.from(concatBytes(prefix, raw)), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** Imports a key from its Multikey spelling; null when it is not a key of a supported kind. */
export function publicKeyObjectOf(publicKeyMultibase: string): KeyObject | null {
  const key = decodeMultikey(publicKeyMultibase);
  return key && publicKeyObject(key);
}

const coordinate = (value: string | undefined): Buffer => Buffer.from(value ?? '', 'base64url');

/** The Multikey spelling of a key object; null for kinds of keys this service does not use. */
export function multikeyOf(key: KeyObject): string | null {
  const { kty, crv, x, y } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (kty === 'OKP' && crv === 'Ed25519') return encodeMultikey({ algorithm: 'Ed25519', raw: coordinate(x) });
  if (crv !== 'P-256' && crv !== 'P-384') return null;
  const point = Buffer.concat([Uint8Array.of(4), coordinate(x), coordinate(y)]);
  const compressed = ECDH.convertKey(point, curves[crv].opensslName ?? '', undefined, undefined, 'compressed');
  return encodeMultikey({ algorithm: crv, raw: new Uint8Array(compressed as Buffer) });
}

/** Makes a fresh key pair; the private half stays inside this folder. */
export function generatePrivateKey(algorithm: KeyAlgorithm): KeyObject {
  const { opensslName } = curves[algorithm];
  return opensslName
    ? generateKeyPairSync('ec', { namedCurve: opensslName }).privateKey
    : generateKeyPairSync('ed25519').privateKey;
}

export const exportPrivateKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'pkcs8' });

export const importPrivateKey = (pkcs8: Buffer): KeyObject =>
  createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });

/** Ed25519 over the bytes, ECDSA with the curve's own hash as `r || s` (the form of Data Integrity, JOSE and COSE). */
export function signBytes(algorithm: KeyAlgorithm, key: KeyObject, data: Uint8Array): Uint8Array {
  return new Uint8Array(nodeSign(curves[algorithm].hash, data, { key, dsaEncoding: 'ieee-p1363' }));
}
