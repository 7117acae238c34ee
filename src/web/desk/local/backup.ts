import { concatBytes, equalBytes, fromUtf8, isObject, randomIds, utf8 } from '../../../shared/index.js';
import type { Waiting, WaitingKind } from './outbox.js';

/**
 * What waits on a device as one file: `SPDB`, a version byte, 16 bytes of salt, 12 bytes of nonce, then AES-256-GCM over
 * the length of a list, the list as JSON, and the bytes of its files in order. The key is PBKDF2-HMAC-SHA-256 of the
 * passphrase; the head is authenticated with it.
 */
const HEAD = concatBytes(utf8('SPDB'), new Uint8Array([1]));
const SALT = 16;
const NONCE = 12;
/** OWASP's figure of 2023 for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
export const SHORTEST_PASSPHRASE = 12;

export type Backup =
  | { readonly kind: 'rows'; readonly accountId: string; readonly rows: readonly BackupRow[] }
  /** No such file, or another version of it. */
  | { readonly kind: 'not-a-backup' }
  /** Another passphrase, or a changed file: they cannot be told apart. */
  | { readonly kind: 'not-opened' };

/** Without the number, which each device gives itself, and without what became of earlier tries. */
export type BackupRow = Pick<Waiting, 'lane' | 'path' | 'body' | 'about' | 'doneAt' | 'file'>;

interface Listed extends Omit<BackupRow, 'file'> {
  readonly file: { readonly bytes: number; readonly type: string } | null;
}

export async function sealBackup(rows: readonly Waiting[], accountId: string, passphrase: string): Promise<Blob> {
  const files = await Promise.all(rows.map(async ({ file }) => new Uint8Array((await file?.arrayBuffer()) ?? [])));
  const list = rows.map(({ lane, path, body, about, doneAt, file }): Listed => {
    return { lane, path, body, about, doneAt, file: file ? { bytes: file.size, type: file.type } : null };
  });
  const text = utf8(JSON.stringify({ accountId, rows: list }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  const salt = new Uint8Array(randomIds.bytes(SALT));
  const nonce = new Uint8Array(randomIds.bytes(NONCE));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: concatBytes(HEAD, salt) },
    await keyOf(passphrase, salt),
    concatBytes(length, text, ...files),
  );
  return new Blob([HEAD, salt, nonce, sealed], { type: 'application/octet-stream' });
}

/** Never throws on what a file contains. */
export async function openBackup(file: Blob, passphrase: string): Promise<Backup> {
  const all = new Uint8Array(await file.arrayBuffer());
  const start = HEAD.length + SALT + NONCE;
  if (all.length <= start || !equalBytes(all.subarray(0, HEAD.length), HEAD)) return { kind: 'not-a-backup' };
  const salt = all.slice(HEAD.length, HEAD.length + SALT);
  const nonce = all.slice(HEAD.length + SALT, start);
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: concatBytes(HEAD, salt) },
      await keyOf(passphrase, salt),
      all.subarray(start),
    );
    return contentOf(new Uint8Array(opened));
  } catch {
    return { kind: 'not-opened' };
  }
}

async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const typed = utf8(passphrase.normalize('NFKC').trim());
  const secret = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * Whoever knows a passphrase can make a file: nothing is taken from it but what this desk itself keeps to be sent, each act
 * under its own name, so that the person sees what will be sent.
 */
const RECORD = '^/api/assessment/records/ID/';
const APPLICATIONS = '^/api/assessment/applications';
const CANDIDATES = '^/api/assessment/candidates';
const ACTS: Readonly<Record<WaitingKind, string>> = {
  results: `${RECORD}(notes|results)$`,
  evidence: `${RECORD}evidence-files/ID\\?[^#]*$`,
  acknowledge: `${RECORD}acknowledge$`,
  sign: `${RECORD}sign$`,
  admit: `${APPLICATIONS}/admit$`,
  absent: `${APPLICATIONS}/mark-absent$`,
  register: `${CANDIDATES}$`,
  apply: `${APPLICATIONS}$`,
  photo: `${CANDIDATES}/ID/photo\\?[^#]*$`,
};

const isAct = (kind: unknown, path: string): boolean =>
  typeof kind === 'string' &&
  Object.hasOwn(ACTS, kind) &&
  new RegExp(ACTS[kind as WaitingKind].replaceAll('ID', '[0-9a-f-]{36}')).test(path);

/** Exactly what a device writes: a member more would decide over the number or the owner of the row. */
const MEMBERS = ['lane', 'path', 'body', 'about', 'doneAt', 'file'];
const MEMBERS_ABOUT = ['kind', 'recordId', 'sessionId', 'unitCode', 'itemId'];

const isListed = (row: unknown): row is Listed => {
  if (!isObject(row) || !isObject(row['about'])) return false;
  const { lane, path, about, doneAt, file } = row;
  return (
    Object.keys(row).every((member) => MEMBERS.includes(member)) &&
    typeof lane === 'string' &&
    typeof path === 'string' &&
    isAct(about['kind'], path) &&
    typeof about['recordId'] === 'string' &&
    Object.entries(about).every(([member, value]) => MEMBERS_ABOUT.includes(member) && typeof value === 'string') &&
    // Shown as a day: what is none would stop the page each time.
    typeof doneAt === 'string' &&
    !Number.isNaN(Date.parse(doneAt)) &&
    (file === null || isFile(file))
  );
};

const isFile = (file: unknown): boolean =>
  isObject(file) &&
  Number.isSafeInteger(file['bytes']) &&
  Number(file['bytes']) >= 0 &&
  typeof file['type'] === 'string';

function contentOf(bytes: Uint8Array<ArrayBuffer>): Backup {
  const length = new DataView(bytes.buffer).getUint32(0);
  const content: unknown = JSON.parse(fromUtf8(bytes.subarray(4, 4 + length)));
  const list: readonly unknown[] = isObject(content) && Array.isArray(content['rows']) ? content['rows'] : [];
  const accountId = isObject(content) ? content['accountId'] : null;
  if (typeof accountId !== 'string' || list.length === 0 || !list.every(isListed)) return { kind: 'not-a-backup' };
  let at = 4 + length;
  const rows = list.map(({ file, ...row }): BackupRow => {
    if (file === null) return row;
    at += file.bytes;
    return { ...row, file: new Blob([bytes.subarray(at - file.bytes, at)], { type: file.type }) };
  });
  return { kind: 'rows', accountId, rows };
}
