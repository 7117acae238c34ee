import { createHash, verify, type KeyObject } from 'node:crypto';
import { publicKeyObject, type RawPublicKey } from '../keys/index.js';
import type { CryptoPort, EcdsaPort } from './types.js';

/** Importing a key costs more than a verification; this many are kept, the least recently used goes first. */
const MAX_KEYS = 512;

/** The crypto ports, and the imported key itself for libraries that take one (jose). */
export interface NodeCrypto extends CryptoPort, EcdsaPort {
  /** Null when the bytes are no key of that kind. */
  keyObject(key: RawPublicKey): KeyObject | null;
}

/** OpenSSL behind the crypto ports. Public keys are imported once and kept in a bounded cache. */
export function createNodeCrypto(): NodeCrypto {
  const keys = new Map<string, KeyObject>();

  function imported(key: RawPublicKey): KeyObject | null {
    const name = key.algorithm + Buffer.from(key.raw).toString('latin1');
    const known = keys.get(name) ?? publicKeyObject(key);
    if (!known) return null;
    keys.delete(name);
    keys.set(name, known);
    const [oldest] = keys.keys();
    if (keys.size > MAX_KEYS && oldest !== undefined) keys.delete(oldest);
    return known;
  }

  const digest = (name: string, data: Uint8Array): Uint8Array => new Uint8Array(createHash(name).update(data).digest());

  return {
    keyObject: imported,
    sha256: (data) => digest('sha256', data),
    sha384: (data) => digest('sha384', data),
    verifyEd25519(publicKey, message, signature) {
      const key = imported({ algorithm: 'Ed25519', raw: publicKey });
      return key !== null && verify(null, message, key, signature);
    },
    verifyEcdsa(curve, publicKey, message, signature) {
      const key = imported({ algorithm: curve, raw: publicKey });
      const hash = curve === 'P-256' ? 'sha256' : 'sha384';
      return key !== null && verify(hash, message, { key, dsaEncoding: 'ieee-p1363' }, signature);
    },
  };
}
