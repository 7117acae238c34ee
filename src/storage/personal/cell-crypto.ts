import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { randomIds, type Ids } from '../../shared/index.js';

/** The keys storage works with; every one comes from the instance's storage secret and nothing else. */
export interface StorageKeys {
  /** Wraps the data key of each person. */
  readonly wrapping: Uint8Array;
  /** Makes a name findable by equality without storing it. */
  readonly index: Uint8Array;
  /** Seals rows against edits beside the service. */
  readonly rowSeal: Uint8Array;
  /** Draws lots that nobody can foresee. */
  readonly lots: Uint8Array;
}

/** First byte of every sealed cell. Another way of sealing gets another number, so that both can be read. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** HKDF (RFC 5869) with SHA-256, one label per purpose. `secret`: 32 random bytes. */
export function deriveStorageKeys(secret: Uint8Array): StorageKeys {
  if (secret.length !== KEY_BYTES) throw new TypeError('the storage secret has 32 bytes');
  const derive = (label: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `skills-passport storage ${label}`, KEY_BYTES));
  return {
    wrapping: derive('key wrapping'),
    index: derive('name index'),
    rowSeal: derive('row seal'),
    lots: derive('lots'),
  };
}

export const newDataKey = (ids: Ids = randomIds): Uint8Array => ids.bytes(KEY_BYTES);

/**
 * AES-256-GCM. The cell is `version, nonce, ciphertext, tag` as base64url. `bound` says where the cell belongs: moved to
 * another row, column or owner it no longer opens.
 */
export function sealCell(key: Uint8Array, bound: string, content: Uint8Array, ids: Ids = randomIds): string {
  const nonce = ids.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const sealed = [Uint8Array.of(VERSION), nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64url');
}

/** Null when the cell is damaged, belongs elsewhere, or was sealed with another key or in an unknown way. */
export function openCell(key: Uint8Array, bound: string, cell: string): Buffer | null {
  const bytes = Buffer.from(cell, 'base64url');
  if (bytes[0] !== VERSION || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) return null;
  try {
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(bound, 'utf8'));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** HMAC-SHA-256, hex: equal texts give equal values, and nobody without the key can try names against it. */
export const keyedHash = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text, 'utf8').digest('hex');
