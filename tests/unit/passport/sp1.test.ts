import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  buildDictionary,
  encodeBase10,
  packSmallest,
  packSp1,
  parseSp1Text,
  unpackSp1,
  type Dictionary,
  type UnpackResult,
} from '../../../src/passport/index.js';
import { canonicalJson, concatBytes, seededIds, utf8, type JsonObject } from '../../../src/shared/index.js';
import { qualification, sampleCredential, withProof } from './sample-awards.js';

const HOST = 'verify.example.org';
const domesticWork = qualification('tesda:domestic-work-nc2');
const credential = sampleCredential(domesticWork, { seed: 7 });
const dictionary = buildDictionary({ dictId: 1, skeletons: [sampleCredential(domesticWork, { seed: 8 })] });
const known =
  (...dictionaries: Dictionary[]) =>
  (dictId: number): Uint8Array[] =>
    dictionaries.filter((each) => each.dictId === dictId).map((each) => each.bytes);

const pack = (of: JsonObject, with_: Dictionary = dictionary): { payload: Uint8Array; digits: string; url: string } => {
  const packed = packSp1(of, with_, HOST);
  if (!packed.ok) throw new Error(packed.reason);
  return packed;
};
const packed = pack(credential);
const codeOf = (result: UnpackResult): string => (result.ok ? 'ok' : result.code);
const textOf = (payload: Uint8Array): string => `https://${HOST}/#${encodeBase10(payload)}`;
const payloadWith = (body: Uint8Array, dictId = 1): Uint8Array =>
  concatBytes(Uint8Array.of(dictId), new Uint8Array(64), Uint8Array.of(0), body);
const deflated = (text: string): Uint8Array => deflateRawSync(utf8(text), { level: 9, dictionary: dictionary.bytes });

describe('SP1 round trip', () => {
  it('gives exactly the issued credential back, signature included', async () => {
    const result = await unpackSp1(packed.url, known(dictionary));
    expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(credential));
    expect(result.ok && result.host).toBe(HOST);
  });

  it('reads what zlib wrote with no dictionary at all', async () => {
    const empty: Dictionary = { dictId: 9, sha256: '', bytes: new Uint8Array(0) };
    const small = withProof(
      { '@context': ['https://www.w3.org/ns/credentials/v2'] },
      'did:web:x',
      seededIds(1).bytes(64),
    );
    const result = await unpackSp1(pack(small, empty).digits, known(empty));
    expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(small));
  });

  it('reads a dictionary of the whole 32 KB window', async () => {
    const ids = seededIds(3);
    const noise = Array.from(ids.bytes(32_768 - dictionary.bytes.length), (byte) => 32 + (byte % 90));
    const full: Dictionary = { dictId: 4, sha256: '', bytes: concatBytes(Uint8Array.from(noise), dictionary.bytes) };
    const result = await unpackSp1(pack(credential, full).digits, known(full));
    expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(credential));
  });

  it('keeps the host out of the decision and reports it', async () => {
    for (const [prefix, host] of [
      ['https://evil.example/#', 'evil.example'],
      ['HTTPS://EVIL.EXAMPLE/#', 'evil.example'],
      ['https://good.example@evil.example:8443/verify?x=1#', 'evil.example:8443'],
    ] as const) {
      const result = await unpackSp1(prefix + packed.digits, known(dictionary));
      expect(result.ok && result.host).toBe(host);
    }
    const bare = await unpackSp1(`  ${packed.digits}\n`, known(dictionary));
    expect(bare.ok && bare.host).toBeNull();
  });

  it('is not confused by a credential that carries the reader’s own words', async () => {
    const odd = { ...credential, ok: false, code: 'E11', reason: 'x' };
    const result = await unpackSp1(pack(odd).digits, known(dictionary));
    expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(odd));
  });
});

describe('SP1 packing refuses', () => {
  it.each([
    ['no proof', { ...credential, proof: undefined }],
    ['two proofs', { ...credential, proof: [credential['proof'] ?? null, credential['proof'] ?? null] }],
    ['a signature of another length', withProof({ id: 'x', '@context': [] }, 'did:web:x', new Uint8Array(63))],
    ['a proof value without its multibase letter', { ...credential, proof: { proofValue: '11' } }],
    ['an endless proof value', { ...credential, proof: { proofValue: `z${'1'.repeat(5000)}` } }],
  ])('%s', (_, document) => {
    expect(packSp1(document as JsonObject, dictionary, HOST).ok).toBe(false);
  });

  it('a credential too long for any code', () => {
    const noise = Array.from(seededIds(5).bytes(3000), (byte) => byte.toString(16)).join('');
    expect(packSp1({ ...credential, name: noise }, dictionary, HOST).ok).toBe(false);
    expect(packSp1({ ...credential, name: 'a'.repeat(40_000) }, dictionary, HOST).ok).toBe(false);
  });

  it('the number set aside for packed tokens', () => {
    expect(packSp1(credential, { ...dictionary, dictId: 2 }, HOST).ok).toBe(false);
  });

  it('to pack without a dictionary', () => {
    expect(packSmallest(credential, [], HOST)).toEqual({ ok: false, reason: 'No dictionary is loaded.' });
  });
});

describe('SP1 candidates', () => {
  const other = buildDictionary({
    dictId: 1,
    skeletons: [sampleCredential(qualification('tesda:cookery-nc2'), { seed: 9 })],
  });

  it('tries every dictionary of the number, in order', async () => {
    const result = await unpackSp1(packed.url, known(other, dictionary));
    expect(result.ok && canonicalJson(result.candidates[0])).toBe(canonicalJson(credential));
    const all = result.ok ? result.candidates.map((candidate) => canonicalJson(candidate)) : [];
    expect(all).toEqual([canonicalJson(credential)]);
  });

  it('offers two credentials when two dictionaries both make sense', async () => {
    const text = '{"proof":{},"word":"aaaa"}';
    const twin = (letter: string): Dictionary => ({ dictId: 7, sha256: '', bytes: utf8(text.replace(/a/g, letter)) });
    const body = deflateRawSync(utf8(text), { level: 9, dictionary: twin('a').bytes });
    const result = await unpackSp1(textOf(payloadWith(body, 7)), known(twin('b'), twin('a')));
    const words = result.ok ? result.candidates.map((candidate) => candidate['word']) : [];
    expect(words).toEqual(['bbbb', 'aaaa']);
  });

  it('answers "update needed" for a wrong dictionary, an unknown number, packed tokens and photos', async () => {
    expect(codeOf(await unpackSp1(packed.url, known(other)))).toBe('I21');
    expect(codeOf(await unpackSp1(packed.url, () => []))).toBe('I21');
    expect(codeOf(await unpackSp1(textOf(payloadWith(deflated('{}'), 2)), () => [dictionary.bytes]))).toBe('I21');
    const photo = payloadWith(deflated('{}'));
    photo[65] = 3;
    expect(codeOf(await unpackSp1(textOf(photo), known(dictionary)))).toBe('I21');
  });
});

describe('SP1 damage', () => {
  it('never yields anything from a text cut at any length', async () => {
    for (let length = 0; length < packed.digits.length; length++) {
      const result = await unpackSp1(`https://${HOST}/#${packed.digits.slice(0, length)}`, known(dictionary));
      expect(['E11', 'E18', 'I21']).toContain(codeOf(result));
    }
  });

  it('never yields the issued credential when one digit is altered', async () => {
    const issued = canonicalJson(credential);
    const codes = new Map<string, number>();
    for (let index = 0; index < packed.digits.length; index++) {
      for (const step of [1, 4, 7]) {
        const digit = (Number(packed.digits[index]) + step) % 10;
        const altered = packed.digits.slice(0, index) + String(digit) + packed.digits.slice(index + 1);
        const result = await unpackSp1(altered, known(dictionary));
        codes.set(codeOf(result), (codes.get(codeOf(result)) ?? 0) + 1);
        if (result.ok) expect(canonicalJson(result.candidates[0])).not.toBe(issued);
      }
    }
    expect([...codes.keys()].sort()).toEqual(['E11', 'E18', 'I10', 'I21', 'ok']);
    // What can still be read, the signature refuses. "Update" is left to the dictionary number and the next bytes.
    const changed = (codes.get('I10') ?? 0) + (codes.get('ok') ?? 0);
    const update = codes.get('I21') ?? 0;
    expect([changed > update * 10, update < packed.digits.length * 3 * 0.05]).toEqual([true, true]);
  });

  it('never calls a code changed that was made with a dictionary this reader does not have', async () => {
    const all = ['tesda:cookery-nc2', 'tesda:caregiving-nc2', 'tesda:housekeeping-nc2', 'tesda:massage-therapy-nc2'];
    const dictionaries = all.map((id, seed) =>
      buildDictionary({ dictId: 1, skeletons: [sampleCredential(qualification(id), { seed })] }),
    );
    for (const [at, made] of dictionaries.entries()) {
      const code = packSp1(sampleCredential(qualification(all[at] ?? ''), { seed: 77 }), made, HOST);
      if (!code.ok) throw new Error(code.reason);
      const others = [dictionary, ...dictionaries.filter((one) => one !== made)];
      expect(['E11', 'E18', 'I21']).toContain(codeOf(await unpackSp1(code.url, known(...others))));
    }
  });

  it('refuses bits and bytes after the end of the stream', async () => {
    const trailing = concatBytes(packed.payload, Uint8Array.of(0));
    expect(codeOf(await unpackSp1(textOf(trailing), known(dictionary)))).toBe('E11');
    expect(codeOf(await unpackSp1(textOf(concatBytes(packed.payload, Uint8Array.of(255))), known(dictionary)))).toBe(
      'E11',
    );
  });

  it('refuses another spelling of the same JSON', async () => {
    const spaced = textOf(payloadWith(deflated('{ "proof":{}}')));
    expect(codeOf(await unpackSp1(spaced, known(dictionary)))).toBe('I21');
    const twice = textOf(payloadWith(deflated('{"a":1,"a":2,"proof":{}}')));
    expect(codeOf(await unpackSp1(twice, known(dictionary)))).toBe('I21');
    const proto = textOf(payloadWith(deflated('{"__proto__":{},"proof":{}}')));
    expect(codeOf(await unpackSp1(proto, known(dictionary)))).toBe('I21');
  });

  it('refuses a body that brings its own signature or no proof', async () => {
    for (const body of ['{"proof":{"proofValue":"z1"}}', '{"a":1}', '{"proof":[]}']) {
      expect(codeOf(await unpackSp1(textOf(payloadWith(deflated(body))), known(dictionary)))).toBe('E11');
    }
  });

  it('refuses bombs: a text that fills the buffer is not unpacked', async () => {
    for (const size of [32_768, 200_000]) {
      const bomb = textOf(payloadWith(deflated(`{"proof":{},"x":"${'0'.repeat(size)}"}`)));
      expect(codeOf(await unpackSp1(bomb, known(dictionary)))).toBe('E14');
    }
    expect(codeOf(await unpackSp1('1'.repeat(3073), known(dictionary)))).toBe('E14');
    expect(codeOf(await unpackSp1('1'.repeat(1_000_000), known(dictionary)))).toBe('E14');
  });
});

describe('SP1 text', () => {
  it.each([
    ['VC1-RABC', 'data'],
    ['HC1:6BF', 'health'],
    ['shc:/5676', 'health'],
    ['eyJhbGciOiJFZERTQSJ9.e30.c2ln', 'data'],
    ['eyJhbGciOiJFZERTQSJ9.e30.c2ln~d~', 'data'],
    ['{"a":1}', 'data'],
    ['https://example.org/page', 'address'],
    ['https://example.org/s/abc#key-of-a-share-link', 'address'],
    ['26130502017345', 'number'],
    ['hello', 'text'],
    ['', 'text'],
  ])('names what it saw: %s', (text, kind) => {
    expect(parseSp1Text(text)).toMatchObject({ ok: false, code: 'E12', kind });
  });

  it('tells a cut code from a damaged one', () => {
    expect(parseSp1Text(`https://${HOST}/#`)).toMatchObject({ ok: false, code: 'E18', host: HOST });
    expect(parseSp1Text('1'.repeat(100))).toMatchObject({ ok: false, code: 'E18' });
    expect(parseSp1Text(`https://${HOST}/#${packed.digits.slice(0, 300)}O${packed.digits.slice(301)}`)).toMatchObject({
      ok: false,
      code: 'E11',
    });
  });
});
