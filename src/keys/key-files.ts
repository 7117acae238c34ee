import { createHash } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError, isObject, parseIso, type Ids } from '../shared/index.js';
import { decodeMultikey } from './multikey.js';
import type { SealedKey } from './sealed-key.js';
import type { KeyRole, PublicKeyRecord } from './types.js';

/** Since version 2 the window and the mark of a compromised key are sealed with the key; version 1 is still read. */
const FORMAT = 'skills-passport-key/2';
const FIRST_FORMAT = 'skills-passport-key/1';
const SUFFIX = '.key.json';

export interface KeyFile {
  readonly format: typeof FORMAT | typeof FIRST_FORMAT;
  /** Readable without the passphrase. */
  readonly public: PublicKeyRecord;
  readonly createdAt: string;
  readonly secret: SealedKey;
}

export type NewKeyFile = Omit<KeyFile, 'format'>;

export function damagedFile(name: string): ServiceError {
  return new ServiceError('damaged-key-file', {
    status: 500,
    title: `The key file ${name} is damaged and cannot be used.`,
    whatToDo: `Restore ${name} from a backup of the key folder. Do not delete it: signatures made with it stay valid.`,
  });
}

/** `key-2026-1.3f2a9c.key.json`: readable, and distinct even when two controllers use one fragment. */
export function keyFileName(id: string): string {
  const fragment = (id.split('#').at(-1) ?? 'key').replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 40);
  return `${fragment}.${createHash('sha256').update(id).digest('hex').slice(0, 12)}${SUFFIX}`;
}

const roles: ReadonlySet<unknown> = new Set(['issuer', 'status', 'root', 'audit'] satisfies KeyRole[]);
const isInstant = (value: unknown): boolean => typeof value === 'string' && parseIso(value) !== null;
const isInstantOrNull = (value: unknown): boolean => value === null || isInstant(value);

export function isRecord(value: unknown): value is PublicKeyRecord {
  if (!isObject(value)) return false;
  const { id, controller, role, algorithm, publicKeyMultibase, validFrom, validUntil, revokedAt, throwaway } = value;
  return (
    typeof id === 'string' &&
    typeof controller === 'string' &&
    id.startsWith(`${controller}#`) &&
    roles.has(role) &&
    typeof publicKeyMultibase === 'string' &&
    decodeMultikey(publicKeyMultibase)?.algorithm === algorithm &&
    isInstant(validFrom) &&
    isInstantOrNull(validUntil) &&
    isInstantOrNull(revokedAt) &&
    typeof throwaway === 'boolean'
  );
}

export function isSealed(value: unknown): value is SealedKey {
  if (!isObject(value) || !isObject(value.passphrase)) return false;
  const { passphrase, cipher, nonce, ciphertext, tag } = value;
  const texts = [nonce, ciphertext, tag, passphrase.salt, passphrase.check];
  return (
    cipher === 'aes-256-gcm' &&
    passphrase.kdf === 'scrypt' &&
    Number.isSafeInteger(passphrase.cost) &&
    texts.every((text) => typeof text === 'string')
  );
}

async function readKeyFile(dir: string, name: string): Promise<KeyFile> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(join(dir, name), 'utf8'));
  } catch {
    throw damagedFile(name);
  }
  if (!isObject(parsed)) throw damagedFile(name);
  const { format, public: record, createdAt, secret } = parsed;
  if (format !== FORMAT && format !== FIRST_FORMAT) throw damagedFile(name);
  if (!isRecord(record) || !isSealed(secret) || typeof createdAt !== 'string') throw damagedFile(name);
  if (keyFileName(record.id) !== name) throw damagedFile(name);
  return { format, public: record, createdAt, secret };
}

export interface KeyFiles {
  /** All key files of the folder; read again only when the folder changed (another process may add or retire keys). */
  readAll(): Promise<readonly KeyFile[]>;
  /** Writes a new file; false when there is one already. */
  add(file: NewKeyFile): Promise<boolean>;
  replace(file: NewKeyFile): Promise<void>;
}

/** Writes JSON to a nameless place in the folder, readable by the owner only, and waits until it is on the disk. */
export async function writeUnlinked(dir: string, content: object, ids: Ids): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, `.${ids.uuid()}.tmp`);
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return path;
}

/** Gives the file its name; false, and the file gone, when the name is taken. */
export async function linkNew(dir: string, name: string, temporary: string): Promise<boolean> {
  try {
    await link(temporary, join(dir, name));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await unlink(temporary);
  }
  await syncDirectory(dir);
  return true;
}

async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  await handle.sync().finally(() => handle.close());
}

/** One JSON file per key. Every write is whole or absent after a crash: temporary file, fsync, then link or rename. */
export function createKeyFiles(dir: string, ids: Ids): KeyFiles {
  let cached: { readonly changed: bigint; readonly files: readonly KeyFile[] } | null = null;

  const writeTemporary = (file: NewKeyFile): Promise<string> => writeUnlinked(dir, { format: FORMAT, ...file }, ids);

  async function syncFolder(): Promise<void> {
    await syncDirectory(dir);
    cached = null;
  }

  return {
    async readAll() {
      const changed = await stat(dir, { bigint: true }).then(
        (found) => found.mtimeNs,
        () => null,
      );
      if (changed === null) return [];
      if (cached?.changed === changed) return cached.files;
      const names = (await readdir(dir)).filter((name) => name.endsWith(SUFFIX)).sort();
      const files = await Promise.all(names.map((name) => readKeyFile(dir, name)));
      cached = { changed, files };
      return files;
    },
    async add(file) {
      const isNew = await linkNew(dir, keyFileName(file.public.id), await writeTemporary(file));
      cached = null;
      return isNew;
    },
    async replace(file) {
      await rename(await writeTemporary(file), join(dir, keyFileName(file.public.id)));
      await syncFolder();
    },
  };
}
