import { createCipheriv, createDecipheriv, createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { canonicalJson, type Ids } from '../shared/index.js';
import type { PublicKeyRecord } from './types.js';

/** How the AES key was made of the passphrase. The same salt serves every file of one store: scrypt runs once. */
export interface PassphraseSalt {
  readonly kdf: 'scrypt';
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly salt: string;
  /** Says whether a passphrase is the right one without decrypting anything. */
  readonly check: string;
}

/** A private key or a secret as it lies on disk: AES-256-GCM, bound to the public part beside it. */
export interface SealedKey {
  readonly passphrase: PassphraseSalt;
  readonly cipher: 'aes-256-gcm';
  readonly nonce: string;
  readonly ciphertext: string;
  readonly tag: string;
}

const COST = 2 ** 15;
const MAX_COST = 2 ** 18;
const BLOCK_SIZE = 8;

const deriveBytes = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

const text = (bytes: Buffer): string => bytes.toString('base64url');
const bytes = (encoded: string): Buffer => Buffer.from(encoded, 'base64url');
const checkValue = (key: Buffer): string =>
  text(createHmac('sha256', key).update('skills-passport key store check').digest().subarray(0, 16));

async function derive(passphrase: string, salt: string, cost: number): Promise<Buffer> {
  const maxmem = 256 * cost * BLOCK_SIZE;
  return deriveBytes(passphrase.normalize('NFKC'), bytes(salt), 32, { N: cost, r: BLOCK_SIZE, p: 1, maxmem });
}

/** What a private key is bound to: everything beside it, so that nobody makes a retired key sign again. */
export const keyFacts = (record: PublicKeyRecord): Buffer =>
  Buffer.from(
    canonicalJson({ ...firstFacts(record), validUntil: record.validUntil, revokedAt: record.revokedAt, facts: 2 }),
  );

/** The same in files of the first version, where the end of the window stood beside the seal. */
export const firstKeyFacts = (record: PublicKeyRecord): Buffer => Buffer.from(canonicalJson(firstFacts(record)));

function firstFacts({
  id,
  controller,
  role,
  algorithm,
  publicKeyMultibase,
  validFrom,
  throwaway,
}: PublicKeyRecord): Omit<PublicKeyRecord, 'validUntil' | 'revokedAt'> {
  return { id, controller, role, algorithm, publicKeyMultibase, validFrom, throwaway };
}

export interface KeySealer {
  /** `bound`: the facts beside the ciphertext that cannot be changed without breaking it. */
  seal(bound: Buffer, content: Buffer, salt: PassphraseSalt): Promise<SealedKey>;
  /** The bytes that were sealed, or why there are none. */
  open(bound: Buffer, sealed: SealedKey): Promise<Buffer | 'wrong-passphrase' | 'damaged'>;
  newSalt(): Promise<PassphraseSalt>;
}

/** Encrypts and decrypts with one passphrase. AES keys are kept per salt, so opening 100 keys costs one scrypt. */
export function createKeySealer(passphrase: string, ids: Ids): KeySealer {
  const aesKeys = new Map<string, Promise<Buffer>>();
  const aesKey = (salt: string, cost: number): Promise<Buffer> => {
    const name = `${cost}:${salt}`;
    const known = aesKeys.get(name) ?? derive(passphrase, salt, cost);
    aesKeys.set(name, known);
    return known;
  };
  return {
    async newSalt() {
      const salt = text(Buffer.from(ids.bytes(16)));
      const check = checkValue(await aesKey(salt, COST));
      return { kdf: 'scrypt', cost: COST, blockSize: BLOCK_SIZE, parallelization: 1, salt, check };
    },
    async seal(bound, content, salt) {
      const nonce = Buffer.from(ids.bytes(12));
      const cipher = createCipheriv('aes-256-gcm', await aesKey(salt.salt, salt.cost), nonce);
      cipher.setAAD(bound);
      const ciphertext = text(Buffer.concat([cipher.update(content), cipher.final()]));
      return {
        passphrase: salt,
        cipher: 'aes-256-gcm',
        nonce: text(nonce),
        ciphertext,
        tag: text(cipher.getAuthTag()),
      };
    },
    async open(bound, { passphrase: salt, nonce, ciphertext, tag }) {
      // A forged cost could ask for any amount of memory.
      if (salt.cost > MAX_COST || (salt.cost & (salt.cost - 1)) !== 0) return 'damaged';
      const key = await aesKey(salt.salt, salt.cost);
      const check = Buffer.from(checkValue(key));
      const stored = Buffer.from(salt.check);
      if (check.length !== stored.length || !timingSafeEqual(check, stored)) return 'wrong-passphrase';
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: 16 });
        decipher.setAAD(bound);
        decipher.setAuthTag(bytes(tag));
        return Buffer.concat([decipher.update(bytes(ciphertext)), decipher.final()]);
      } catch {
        return 'damaged';
      }
    },
  };
}
