import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decodeMultikey, encodeMultikey, multikeyOf, publicKeyObjectOf } from '../../../src/keys/index.js';
import { fromHex } from '../../../src/shared/index.js';

const folder = join(import.meta.dirname, '..', '..', 'conformance', 'vectors', 'did-key', 'test-vectors');
const identifiers = (file: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object).map((did) => did.replace('did:key:', ''));

describe('multikey', () => {
  const known = [...identifiers('ed25519-x25519.json'), ...identifiers('nist-curves.json')];
  const supported = known.filter((key) => /^z(6Mk|Dn|82)/.test(key));

  it('reads, imports and writes back every official key of a supported kind', () => {
    expect(supported.length).toBeGreaterThanOrEqual(9);
    for (const multibase of supported) {
      const key = decodeMultikey(multibase);
      const imported = publicKeyObjectOf(multibase);
      expect(key && encodeMultikey(key)).toBe(multibase);
      expect(imported && multikeyOf(imported)).toBe(multibase);
    }
  });

  it('refuses every official key of another kind', () => {
    const others = [...identifiers('secp256k1.json'), ...identifiers('bls12381.json'), ...identifiers('x25519.json')];
    expect(others.length).toBeGreaterThanOrEqual(5);
    expect(others.filter((key) => decodeMultikey(key) !== null)).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['another base', 'u7QGo'],
    ['characters outside base58', 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ0'],
    ['one character too few', 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ'],
    ['a text of any length', `z${'6'.repeat(100_000)}`],
  ])('refuses %s', (_what, text) => {
    expect(decodeMultikey(text)).toBeNull();
    expect(publicKeyObjectOf(text)).toBeNull();
  });

  it('refuses points that are not on the curve', () => {
    const raw = Uint8Array.from({ length: 33 }, () => 0xff);
    raw[0] = 2;
    expect(publicKeyObjectOf(encodeMultikey({ algorithm: 'P-256', raw }))).toBeNull();
  });

  it.each([
    `01${'00'.repeat(31)}`,
    `01${'00'.repeat(30)}80`,
    '00'.repeat(32),
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    `ec${'ff'.repeat(31)}`,
  ])('refuses the small-order Ed25519 key %s, under which one signature fits everything', (hex) => {
    const raw = fromHex(hex) ?? new Uint8Array();
    expect(decodeMultikey(encodeMultikey({ algorithm: 'Ed25519', raw }))).toBeNull();
  });
});
