import { createHash, scrypt, timingSafeEqual } from 'node:crypto';
import { base32Encode, fromHex, toHex, utf8, type Ids } from '../shared/index.js';

/** 128 random bits as 26 letters: goes into the fragment of the link and nowhere else. */
export const newSecret = (ids: Ids): string => base32Encode(ids.bytes(16));
export const isSecret = (text: unknown): text is string => typeof text === 'string' && /^[a-z2-7]{26}$/.test(text);

/** The secret is random and long, so one round is enough. SHA-256, hex. */
export const secretHash = (secret: string): string => createHash('sha256').update(utf8(secret)).digest('hex');

export const isPin = (text: unknown): text is string => typeof text === 'string' && /^\d{6}$/.test(text);

/** About 50 ms a guess: a stolen table of a million PINs is not read in an afternoon. */
const COST = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 32;

export const newSalt = (ids: Ids): string => toHex(ids.bytes(16));

/** scrypt, hex. */
export const pinHash = (pin: string, salt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key.toString('hex'))));
  });

/** Takes as long for a wrong PIN as for the right one. */
export async function pinFits(pin: string, salt: string, hash: string): Promise<boolean> {
  const given = fromHex(await pinHash(pin, salt));
  const expected = fromHex(hash);
  return given !== null && expected !== null && given.length === expected.length && timingSafeEqual(given, expected);
}
