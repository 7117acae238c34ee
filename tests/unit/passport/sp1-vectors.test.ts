import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decodeBase10, unpackSp1 } from '../../../src/passport/browser.js';
import { base64urlDecode, canonicalJson, toHex, type JsonObject } from '../../../src/shared/index.js';

interface Vectors {
  readonly dictionaries: Readonly<Record<string, { base64url: string; sha256: string }>>;
  readonly reads: readonly { name: string; dictId: number; credential: JsonObject; payloadHex: string; text: string }[];
  readonly refused: readonly { name: string; text: string; code: string }[];
}
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/passport/sp1-vectors.json'), 'utf8'),
) as Vectors;
const dictionariesFor = (dictId: number): Uint8Array[] => {
  const dictionary = base64urlDecode(vectors.dictionaries[String(dictId)]?.base64url ?? '!');
  return dictionary ? [dictionary] : [];
};

describe('published SP1 vectors', () => {
  it.each(vectors.reads.map((vector) => [vector.name, vector] as const))('read: %s', async (_, vector) => {
    const decoded = decodeBase10(vector.text.slice(vector.text.indexOf('#') + 1));
    expect(decoded && toHex(decoded)).toBe(vector.payloadHex);
    expect(decoded?.[0]).toBe(vector.dictId);
    const result = await unpackSp1(vector.text, dictionariesFor);
    expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(vector.credential));
  });

  it.each(vectors.refused.map((vector) => [vector.name, vector] as const))('refused: %s', async (_, vector) => {
    const result = await unpackSp1(vector.text, dictionariesFor);
    expect(result).toMatchObject({ ok: false, code: vector.code });
  });

  it('state the hash of each dictionary', async () => {
    for (const { base64url, sha256 } of Object.values(vectors.dictionaries)) {
      const bytes = base64urlDecode(base64url) ?? new Uint8Array(0);
      expect(toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))).toBe(sha256);
    }
  });
});
