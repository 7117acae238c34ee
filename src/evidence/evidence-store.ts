import type { Dirent } from 'node:fs';
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isObject, isoSeconds, shortCode, type Clock, type Ids } from '../shared/index.js';
import { cleanEvidence, type Cleaned } from './clean.js';
import { portraitOf } from './portrait.js';
import { damagedEvidence, infected, notAPicture, notScanned, tooLarge, unreadable } from './refusals.js';
import type { OpenedEvidence, StoredEvidence } from './types.js';

export interface EvidenceStoreOptions {
  /** Folder of its own; made on first use, readable by the owner only. */
  readonly dir: string;
  /** 32 bytes under which every file is encrypted. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly maxBytes?: number;
  /** A virus scanner, where there is one. What it cannot judge is not kept. */
  readonly scan?: (bytes: Uint8Array) => Promise<'clean' | 'infected' | 'unknown'>;
}

export interface EvidenceStore {
  /**
   * Cleans a file and keeps it under a random name. ServiceErrors: `evidence-too-large` (413), `evidence-type` (415),
   * `evidence-unreadable` (422), `evidence-infected` (422), `evidence-not-scanned` (503).
   */
  put(bytes: Uint8Array): Promise<StoredEvidence>;
  /**
   * The photo of a person, judged and cleaned like evidence and cut to 4:5, but kept by whoever asks: under the key of the
   * person, not of this store. ServiceErrors as `put`, and D14 (422) when it is too dark.
   */
  portrait(bytes: Uint8Array): Promise<{ readonly jpeg: Uint8Array; readonly sha256: string }>;
  /** Null when there is no such evidence. ServiceError `evidence-damaged` (500) when it is not what was stored. */
  get(id: string): Promise<OpenedEvidence | null>;
  /** Deletes it for ever; its hash stays in the assessment record. Harmless when it is gone already. */
  remove(id: string): Promise<void>;
  /** Every kept file and when its file was written. */
  list(): Promise<readonly { readonly id: string; readonly storedAt: Date }[]>;
}

const DEFAULT_MAX_BYTES = 20_000_000;
const SUFFIX = '.evidence';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** `version, nonce, ciphertext, tag`; the ciphertext holds the length of the facts, the facts as JSON, the bytes. */
const HEADER_BYTES = 1 + NONCE_BYTES;

export function createEvidenceStore(options: EvidenceStoreOptions): EvidenceStore {
  const { dir, key, clock, ids, maxBytes = DEFAULT_MAX_BYTES, scan } = options;
  // Only ids that this store gives out name a file: anything else never reaches the file system.
  const pathOf = (id: string): string | null =>
    /^[a-z2-7]{26}$/.test(id) ? join(dir, id.slice(0, 2), `${id}${SUFFIX}`) : null;

  async function write(path: string, content: Uint8Array): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.part`;
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
  }

  async function cleaned(original: Uint8Array): Promise<Cleaned> {
    if (original.length === 0) throw unreadable();
    if (original.length > maxBytes) throw tooLarge(maxBytes);
    const verdict = scan ? await scan(original).catch(() => 'unknown' as const) : 'clean';
    if (verdict === 'infected') throw infected();
    if (verdict === 'unknown') throw notScanned();
    return cleanEvidence(original);
  }

  return {
    put: async (original) => {
      const { mediaType, bytes } = await cleaned(original);
      if (bytes.length > maxBytes) throw tooLarge(maxBytes);
      const facts: StoredEvidence = {
        id: shortCode(ids),
        mediaType,
        storedSha256: sha256(bytes),
        originalSha256: sha256(original),
        sizeBytes: bytes.length,
        storedAt: isoSeconds(clock.now()),
      };
      await write(pathOf(facts.id) ?? '', seal(key, facts, bytes, ids));
      return facts;
    },
    portrait: async (original) => {
      const { mediaType, bytes } = await cleaned(original);
      if (!mediaType.startsWith('image/')) throw notAPicture();
      const jpeg = await portraitOf(bytes);
      return { jpeg, sha256: sha256(jpeg) };
    },
    get: async (id) => {
      const path = pathOf(id);
      const sealed = path === null ? null : await readFile(path).catch(whenMissing);
      return sealed === null ? null : unseal(key, id, sealed);
    },
    remove: async (id) => {
      const path = pathOf(id);
      if (path !== null) await rm(path, { force: true });
    },
    list: async () => {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(noneWhenMissing);
      const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(SUFFIX));
      return Promise.all(
        files.map(async (entry) => ({
          id: entry.name.slice(0, -SUFFIX.length),
          storedAt: (await stat(join(entry.parentPath, entry.name))).mtime,
        })),
      );
    },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function seal(key: Uint8Array, facts: StoredEvidence, bytes: Uint8Array, ids: Ids): Uint8Array {
  const nonce = ids.bytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`evidence ${facts.id}`));
  const text = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const content = [cipher.update(length), cipher.update(text), cipher.update(bytes), cipher.final()];
  return Buffer.concat([Uint8Array.of(VERSION), nonce, ...content, cipher.getAuthTag()]);
}

function unseal(key: Uint8Array, id: string, sealed: Buffer): OpenedEvidence {
  const content = decrypt(key, id, sealed);
  const length = content.readUInt32BE(0);
  const facts: unknown = JSON.parse(content.subarray(4, 4 + length).toString('utf8'));
  if (!isObject(facts)) throw damagedEvidence();
  // Encrypted and authenticated by this store, so the facts are those that `put` wrote.
  return { ...(facts as unknown as StoredEvidence), bytes: new Uint8Array(content.subarray(4 + length)) };
}

function decrypt(key: Uint8Array, id: string, sealed: Buffer): Buffer {
  try {
    if (sealed[0] !== VERSION) throw damagedEvidence();
    const nonce = sealed.subarray(1, HEADER_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(`evidence ${id}`)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw damagedEvidence();
  }
}

function noneWhenMissing(cause: unknown): Dirent[] {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
  throw cause;
}

function whenMissing(cause: unknown): null {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw cause;
}
