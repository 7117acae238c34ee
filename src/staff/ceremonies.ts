import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { ServiceError } from '../shared/index.js';
import { instant, type StaffDeps } from './context.js';
import { secretHash, sessionSecret } from './secrets.js';

/** What stays the same between the two halves of a sign-in. Stored, so that any process can take the second half. */
export interface Ceremonies<T> {
  begin(state: T): Promise<string>;
  /** Gives the state back once; null when unknown, used or older than five minutes. */
  finish(id: string): Promise<T | null>;
}

const LIFE_MS = 5 * 60_000;
/** Ended ones removed on the way; more than ever begin at once. */
const PURGE = 500;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `kind` keeps the halves of different ways to sign in apart. */
export function createCeremonies<T>(deps: StaffDeps, kind: string): Ceremonies<T> {
  const { store, clock, ids } = deps;
  return {
    begin: async (state) => {
      await store.read.staffCeremonies.purge({ field: 'endsAt', before: instant(deps), limit: PURGE });
      const secret = sessionSecret(ids);
      await store.read.staffCeremonies.insert({
        id: nameOf(kind, secret),
        version: 1,
        content: sealed(keyOf(kind, secret), JSON.stringify(state), ids.bytes(NONCE_BYTES)),
        endsAt: instant(deps, LIFE_MS),
        isUsed: false,
      });
      return secret;
    },
    finish: async (secret) => {
      const ceremony = await store.read.staffCeremonies.get(nameOf(kind, secret));
      if (ceremony === null || ceremony.isUsed || Date.parse(ceremony.endsAt) <= clock.now().getTime()) return null;
      // The version decides between two processes that get the same second half at once.
      const isFirst = await store.read.staffCeremonies.update({ ...ceremony, isUsed: true }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof ServiceError && error.code === 'stale') return false;
          throw error;
        },
      );
      const text = isFirst ? opened(keyOf(kind, secret), ceremony.content) : null;
      return text === null ? null : (JSON.parse(text) as T);
    },
  };
}

const nameOf = (kind: string, secret: string): string => secretHash(`ceremony ${kind} ${secret}`);

/** Who reads the table has challenges and verifiers of nobody: the key is in the browser. */
const keyOf = (kind: string, secret: string): Uint8Array =>
  createHash('sha256').update(`ceremony key ${kind} ${secret}`).digest();

function sealed(key: Uint8Array, text: string, nonce: Uint8Array): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const content = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, ...content, cipher.getAuthTag()]).toString('base64');
}

function opened(key: Uint8Array, content: string): string | null {
  const bytes = Buffer.from(content, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  } catch {
    return null;
  }
}
