import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFileKeyStore, type FileKeyStore } from '../../../src/keys/index.js';
import { fixedClock } from '../../../src/shared/index.js';

const clock = fixedClock('2026-03-01T00:00:00Z');

describe('secrets of the instance in the key folder', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const open = (passphrase = 'correct horse', throwaway = false): FileKeyStore =>
    createFileKeyStore({ dir, passphrase, clock, throwaway });
  const file = (): string => join(dir, 'storage.secret.json');

  it('are made once, differ by name and are found again after a restart', async () => {
    const secret = await open().openSecret('storage');
    expect(secret).toHaveLength(32);
    expect(await open().openSecret('storage')).toEqual(secret);
    expect(await open().openSecret('other')).not.toEqual(secret);
    expect(statSync(file()).mode & 0o077).toBe(0);
    expect(readFileSync(file(), 'utf8')).not.toContain(Buffer.from(secret).toString('base64url'));
  });

  it('come out the same for processes that start at once', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => open().openSecret('storage')));
    expect(new Set(made.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(readdirSync(dir)).toEqual(['storage.secret.json']);
  });

  it('do not open with another passphrase, and neither key nor secret can be added with one', async () => {
    await open().openSecret('storage');
    await expect(open('wrong').openSecret('storage')).rejects.toMatchObject({ code: 'wrong-key-passphrase' });
    await expect(open('wrong').openSecret('other')).rejects.toMatchObject({ code: 'wrong-key-passphrase' });
    const wish = { controller: 'did:key', role: 'issuer', algorithm: 'Ed25519', validUntil: null } as const;
    const create = open('wrong').create({ ...wish, validFrom: clock.now() });
    await expect(create).rejects.toMatchObject({ code: 'wrong-key-passphrase' });
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['renamed', (text: string) => text.replace('"name": "storage"', '"name": "storage2"')],
    ['unmarked as throwaway', (text: string) => text.replace('"throwaway": true', '"throwaway": false')],
  ])('are refused when the file was %s', async (_, damage) => {
    await open('correct horse', true).openSecret('storage');
    const text = readFileSync(file(), 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(file(), damage(text));
    await expect(open().openSecret('storage')).rejects.toMatchObject({ code: 'damaged-key-file' });
  });

  it('of a demonstration are refused by a store of real keys', async () => {
    await open('correct horse', true).openSecret('storage');
    await expect(open().openSecret('storage')).rejects.toMatchObject({ code: 'example-keys-in-production' });
    await expect(open().openSecret('../storage')).rejects.toThrow(TypeError);
  });
});
