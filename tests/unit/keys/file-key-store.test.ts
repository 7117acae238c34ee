import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  assertProductionKeys,
  createFileKeyStore,
  createMemoryKeyStore,
  publicKeyObjectOf,
  type KeyAlgorithm,
  type KeyStore,
} from '../../../src/keys/index.js';
import { fixedClock, isoSeconds, utf8 } from '../../../src/shared/index.js';

const controller = 'did:web:awards.example';
const clock = fixedClock('2026-03-01T00:00:00Z');
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const wish = {
  controller,
  role: 'issuer',
  algorithm: 'Ed25519',
  validFrom: day('2026-01-01'),
  validUntil: null,
} as const;

describe('file key store', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'keys-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const open = (passphrase = 'correct horse'): KeyStore => createFileKeyStore({ dir, passphrase, clock });
  const onlyFile = (): string => join(dir, readdirSync(dir)[0] ?? '');

  it.each<[KeyAlgorithm, string | null, number]>([
    ['Ed25519', null, 64],
    ['P-256', 'sha256', 64],
    ['P-384', 'sha384', 96],
  ])('%s keys sign after a restart and verify with the public part', async (algorithm, hash, length) => {
    const record = await open().create({ ...wish, algorithm });
    const signer = await open().signer(controller, 'issuer', clock.now());
    const signature = await signer.sign(utf8('hello'));
    const key = publicKeyObjectOf(record.publicKeyMultibase);
    expect(signer).toMatchObject({ id: `${controller}#key-2026-1`, algorithm });
    expect(signature).toHaveLength(length);
    expect(key && verify(hash, utf8('hello'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(key && verify(hash, utf8('hullo'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(false);
  });

  it('opens a window on a whole second: what is signed in the first second is not dated before its key', async () => {
    const made = new Date('2026-02-01T10:00:25.331Z');
    const record = await open().create({ ...wish, validFrom: made });
    expect(record.validFrom).toBe('2026-02-01T10:00:25.000Z');
    expect(Date.parse(isoSeconds(made))).toBeGreaterThanOrEqual(Date.parse(record.validFrom));
  });

  it('keeps the private key out of the readable file and the file from other users', async () => {
    await open().create(wish);
    const text = readFileSync(onlyFile(), 'utf8');
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['format', 'public', 'createdAt', 'secret']);
    expect(statSync(onlyFile()).mode & 0o077).toBe(0);
    expect(readdirSync(dir)).toHaveLength(1);
  });

  it('lists public parts without the right passphrase but signs nothing with a wrong one', async () => {
    await open().create(wish);
    const wrong = open('incorrect donkey');
    expect(await wrong.list()).toHaveLength(1);
    await expect(wrong.signer(controller, 'issuer', clock.now())).rejects.toMatchObject({
      code: 'wrong-key-passphrase',
      whatToDo: expect.stringContaining('passphrase with which the keys were created'),
    });
    await expect(wrong.create(wish)).rejects.toMatchObject({ code: 'wrong-key-passphrase' });
    expect(readdirSync(dir)).toHaveLength(1);
  });

  it.each([
    ['half a file', (text: string) => text.slice(0, 200)],
    [
      'a flipped ciphertext',
      (text: string) =>
        text.replace(
          /("ciphertext": ".)(.)/,
          (_, head: string, digit: string) => `${head}${digit === '-' ? '_' : '-'}`,
        ),
    ],
    ['another owner', (text: string) => text.replaceAll('awards.example', 'thieves.example')],
    ['a role it was not made for', (text: string) => text.replace('"issuer"', '"root"')],
    ['no throwaway mark', (text: string) => text.replace('"throwaway": true', '"throwaway": false')],
    ['a cost that eats all memory', (text: string) => text.replace('32768', '1073741824')],
  ])('names the damaged file: %s', async (_what, damage) => {
    const store = createFileKeyStore({ dir, passphrase: 'p', clock, throwaway: true });
    await store.create(wish);
    const name = readdirSync(dir)[0] ?? '';
    const text = readFileSync(join(dir, name), 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(join(dir, name), damage(text));
    const again = createFileKeyStore({ dir, passphrase: 'p', clock });
    const use = async (): Promise<unknown> => {
      const [record] = await again.list();
      return record && again.signer(record.controller, record.role, clock.now());
    };
    await expect(use()).rejects.toMatchObject({
      code: 'damaged-key-file',
      title: expect.stringContaining(name),
    });
  });

  it('signs with the newest key in its window and says so when there is none', async () => {
    const store = open();
    await store.create({ ...wish, validUntil: day('2026-07-01') });
    await store.create({ ...wish, validFrom: day('2026-06-01') });
    const idAt = async (date: string): Promise<string> => (await store.signer(controller, 'issuer', day(date))).id;
    expect(await idAt('2026-05-31')).toBe(`${controller}#key-2026-1`);
    expect(await idAt('2026-06-01')).toBe(`${controller}#key-2026-2`);
    await expect(store.signer(controller, 'issuer', day('2025-12-31'))).rejects.toMatchObject({
      code: 'no-signing-key',
    });
    await expect(store.signer(controller, 'status', day('2026-05-31'))).rejects.toMatchObject({
      code: 'no-signing-key',
    });
    await expect(store.signer('did:web:other.example', 'issuer', day('2026-05-31'))).rejects.toMatchObject({
      code: 'no-signing-key',
    });
  });

  it('retires for good: another process sees it, a window is never made longer', async () => {
    const store = open();
    const other = open();
    const { id } = await store.create(wish);
    expect(await other.list()).toHaveLength(1);
    expect(await store.retire(id, day('2026-02-01'), false)).toMatchObject({ revokedAt: null });
    const later = await other.retire(id, day('2026-09-01'), true);
    expect(later).toMatchObject({ validUntil: '2026-02-01T00:00:00.000Z', revokedAt: '2026-09-01T00:00:00.000Z' });
    await expect(other.signer(controller, 'issuer', day('2026-01-15'))).rejects.toMatchObject({
      code: 'no-signing-key',
    });
    await expect(store.retire('did:web:x#y', day('2026-02-01'), false)).rejects.toMatchObject({ code: 'key-unknown' });
  });

  it.each<[string, (file: { public: Record<string, unknown>; format: string }) => void]>([
    ['a longer window', (file) => (file.public['validUntil'] = '2036-01-01T00:00:00.000Z')],
    ['an open end', (file) => (file.public['validUntil'] = null)],
    ['no mark of compromise', (file) => (file.public['revokedAt'] = null)],
    ['a later mark of compromise', (file) => (file.public['revokedAt'] = '2030-01-01T00:00:00.000Z')],
    ['another role', (file) => (file.public['role'] = 'root')],
    [
      'an open end, as an older version would have sealed it',
      (file) => {
        file.public['validUntil'] = null;
        file.format = 'skills-passport-key/1';
      },
    ],
  ])('is not given %s by whoever can write the folder', async (_name, change) => {
    const store = open();
    const { id } = await store.create(wish);
    await store.retire(id, day('2026-02-01'), true);
    expect(await open().list()).toHaveLength(1);
    const path = onlyFile();
    const file = JSON.parse(readFileSync(path, 'utf8')) as { public: Record<string, unknown>; format: string };
    change(file);
    writeFileSync(path, JSON.stringify(file));
    // The folder is not read again before it changes.
    writeFileSync(join(dir, 'touched'), '');
    for (const each of [store, open()]) await expect(each.list()).rejects.toMatchObject({ code: 'damaged-key-file' });
  });

  it('never overwrites a key', async () => {
    const store = open();
    await store.create({ ...wish, fragment: 'main' });
    const before = readFileSync(onlyFile(), 'utf8');
    await expect(store.create({ ...wish, fragment: 'main' })).rejects.toMatchObject({ code: 'key-exists' });
    expect(readFileSync(onlyFile(), 'utf8')).toBe(before);
  });

  it('opens and uses many keys with one derivation: every file has the same salt', async () => {
    const store = open();
    for (let count = 0; count < 40; count++) await store.create({ ...wish, controller: `${controller}:${count}` });
    const again = open();
    const records = await again.list();
    for (const record of records) {
      const signer = await again.signer(record.controller, 'issuer', clock.now());
      expect(await signer.sign(utf8(record.id))).toHaveLength(64);
    }
    expect(records).toHaveLength(40);
    const salts = readdirSync(dir).flatMap((name) => [
      ...readFileSync(join(dir, name), 'utf8').matchAll(/"salt":\s*"([^"]+)"/g),
    ]);
    expect(salts).toHaveLength(40);
    expect(new Set(salts.map(([, salt]) => salt)).size).toBe(1);
  });
});

describe('production keys', () => {
  it('refuses throwaway keys and keys whose secret is printed in public', async () => {
    const throwaway = await createMemoryKeyStore().create(wish);
    const real = { ...throwaway, throwaway: false };
    const published = { ...real, publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' };
    expect(() => assertProductionKeys([real])).not.toThrow();
    for (const unfit of [throwaway, published]) {
      expect(() => assertProductionKeys([real, unfit])).toThrow(
        expect.objectContaining({ code: 'example-keys-in-production' }),
      );
    }
  });

  it('a memory store makes did:key owners out of the key itself', async () => {
    const record = await createMemoryKeyStore().create({ ...wish, controller: 'did:key' });
    expect(record.controller).toBe(`did:key:${record.publicKeyMultibase}`);
    expect(record.id).toBe(`${record.controller}#${record.publicKeyMultibase}`);
  });
});

describe('memory key store', () => {
  it('rotates, retires and refuses like the file store', async () => {
    const store = createMemoryKeyStore();
    const { id } = await store.create({ ...wish, fragment: 'a' });
    await expect(store.create({ ...wish, fragment: 'a' })).rejects.toMatchObject({ code: 'key-exists' });
    expect((await store.list()).map((record) => [record.id, record.throwaway])).toEqual([[id, true]]);
    expect(await store.retire(id, day('2026-02-01'), true)).toMatchObject({ revokedAt: '2026-02-01T00:00:00.000Z' });
    await expect(store.signer(controller, 'issuer', day('2026-01-15'))).rejects.toMatchObject({
      code: 'no-signing-key',
    });
    await expect(store.retire('did:web:x#y', day('2026-02-01'), false)).rejects.toMatchObject({ code: 'key-unknown' });
  });
});

describe('keys.example', () => {
  const dir = join(import.meta.dirname, '..', '..', '..', 'keys.example');
  const passphrase = 'example-passphrase-not-secret';

  it('opens with the printed passphrase and is refused in production, even with the mark removed', async () => {
    const store = createFileKeyStore({ dir, passphrase, clock });
    const records = await store.list();
    expect(records.map((record) => record.role).sort()).toEqual(['audit', 'issuer', 'root', 'status']);
    expect((await store.signer('did:web:awards.example', 'issuer', clock.now())).algorithm).toBe('Ed25519');
    for (const record of records) {
      expect(() => assertProductionKeys([{ ...record, throwaway: false }])).toThrow(
        expect.objectContaining({ code: 'example-keys-in-production' }),
      );
    }
  });
});
