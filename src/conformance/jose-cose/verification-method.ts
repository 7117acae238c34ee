import { createPrivateKey, createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isObject, type JsonObject } from '../../shared/index.js';

export type JoseAlgorithm = 'ES256' | 'ES384' | 'ES512' | 'EdDSA';

interface AlgorithmFacts {
  readonly crv: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512' | null;
  /** Label of the algorithm in COSE headers (RFC 9053). */
  readonly cose: number;
}

/** P-521 has no place in the service itself, only in this suite. */
export const algorithms: Readonly<Record<JoseAlgorithm, AlgorithmFacts>> = {
  ES256: { crv: 'P-256', hash: 'sha256', cose: -7 },
  ES384: { crv: 'P-384', hash: 'sha384', cose: -35 },
  ES512: { crv: 'P-521', hash: 'sha512', cose: -36 },
  EdDSA: { crv: 'Ed25519', hash: null, cose: -8 },
};
const algorithmNames = Object.keys(algorithms) as readonly JoseAlgorithm[];

/** A `JsonWebKey` verification method from a file, with its private half when the file has one. */
export interface TestKey {
  readonly id: string;
  readonly algorithm: JoseAlgorithm;
  /** Null when the file holds the public key only. */
  sign: ((data: Uint8Array) => Uint8Array) | null;
  verify(data: Uint8Array, signature: Uint8Array): boolean;
}

/** Null when the file is not such a method or the key is of a kind the suite does not use. */
export function readTestKey(file: JsonObject): TestKey | null {
  const { id, publicKeyJwk, secretKeyJwk } = file;
  const jwk = isObject(publicKeyJwk) ? publicKeyJwk : {};
  const algorithm = algorithmNames.find((name) => algorithms[name].crv === jwk.crv);
  const publicKey = imported(() => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
  if (typeof id !== 'string' || !algorithm || !publicKey) return null;
  const secret = isObject(secretKeyJwk) ? secretKeyJwk : null;
  const privateKey = secret && imported(() => createPrivateKey({ key: secret as JsonWebKey, format: 'jwk' }));
  const { hash } = algorithms[algorithm];
  return {
    id,
    algorithm,
    sign: privateKey && ((data) => new Uint8Array(sign(hash, data, { key: privateKey, dsaEncoding: 'ieee-p1363' }))),
    verify: (data, signature) => verify(hash, data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
  };
}

function imported(work: () => KeyObject): KeyObject | null {
  try {
    return work();
  } catch {
    return null;
  }
}
