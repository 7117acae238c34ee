import { describe, expect, it } from '@jest/globals';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { inflateByPlatform } from '../../../src/passport/codec/inflate-by-platform.js';
import { inflateRaw } from '../../../src/passport/codec/inflate.js';
import { seededIds, utf8 } from '../../../src/shared/index.js';

const none = new Uint8Array(0);
const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE];

/** A little generator of texts that compress in different ways, the same in every run. */
function* samples(count: number): Generator<{ text: Uint8Array; dictionary: Uint8Array; options: object }> {
  const ids = seededIds(20261122);
  for (let round = 0; round < count; round++) {
    const noise = ids.bytes(400);
    const spread = 1 + ((noise[0] ?? 0) % 90);
    const text = Uint8Array.from({ length: 4 * (noise[1] ?? 0) }, (_, at) => ((noise[at % 390] ?? 0) * at) % spread);
    const options = { level: round % 10, strategy: strategies[round % strategies.length] };
    yield { text, dictionary: noise.map((byte) => byte % spread), options };
  }
}

describe('inflateRaw', () => {
  it('gives back what zlib packed, at every level and strategy, with and without a dictionary', () => {
    for (const { text, dictionary, options } of samples(300)) {
      expect(inflateRaw(deflateRawSync(text, options), none, 2_000)).toEqual(text);
      expect(inflateRaw(deflateRawSync(text, { ...options, dictionary }), dictionary, 2_000)).toEqual(text);
    }
  });

  it('never reads another text than zlib out of a damaged stream, and accepts no damage that zlib refuses', () => {
    let refused = 0;
    for (const { text, dictionary, options } of samples(300)) {
      const packed = deflateRawSync(text, { ...options, dictionary });
      for (const at of [0, packed.length >> 1, packed.length - 1]) {
        const damaged = Uint8Array.from(packed, (byte, index) => (index === at ? byte ^ 0x24 : byte));
        const found = inflateRaw(damaged, dictionary, 2_000);
        if (typeof found === 'string') refused++;
        else expect(found).toEqual(new Uint8Array(inflateRawSync(damaged, { dictionary })));
      }
    }
    expect(refused).toBeGreaterThan(300);
  });

  it('tells a cut stream from a damaged one', () => {
    const packed = deflateRawSync(utf8('competent in every unit '.repeat(9)), { level: 9 });
    for (let length = 0; length < packed.length; length++) {
      expect(inflateRaw(packed.subarray(0, length), none, 2_000)).toBe('truncated');
    }
    expect(inflateRaw(Uint8Array.of(0x07, 0), none, 10)).toBe('damaged');
    expect(inflateRaw(Uint8Array.of(1, 1, 0, 1, 0, 65), none, 10)).toBe('damaged');
  });

  it('takes exactly one stream: no byte after it, no spare bit', () => {
    const packed = deflateRawSync(utf8('a'), { strategy: constants.Z_FIXED });
    expect(inflateRaw(packed, none, 10)).toEqual(utf8('a'));
    expect(inflateRaw(Uint8Array.of(...packed, 0), none, 10)).toBe('damaged');
    const spare = Uint8Array.from(packed, (byte, at) => (at === packed.length - 1 ? byte | 0x80 : byte));
    expect(inflateRaw(spare, none, 10)).toBe('damaged');
  });

  it('refuses what needs a longer dictionary and what unpacks to more than allowed', () => {
    const dictionary = utf8('Domestic Work NC II, Caregiving NC II');
    const packed = deflateRawSync(dictionary, { level: 9, dictionary });
    expect(inflateRaw(packed, dictionary, 100)).toEqual(dictionary);
    expect(inflateRaw(packed, dictionary.subarray(20), 100)).toBe('distance');
    const bomb = deflateRawSync(new Uint8Array(1_000_000), { level: 9 });
    expect(inflateRaw(bomb, none, 32_767)).toBe('too-long');
    expect(inflateRaw(deflateRawSync(dictionary), none, dictionary.length)).toEqual(dictionary);
    expect(inflateRaw(deflateRawSync(dictionary), none, dictionary.length - 1)).toBe('too-long');
  });
});

describe('inflateByPlatform', () => {
  it('gives the text that inflateRaw gives, and nothing where that refuses', async () => {
    let refused = 0;
    for (const { text, dictionary, options } of samples(100)) {
      const packed = deflateRawSync(text, { ...options, dictionary });
      expect(new Uint8Array((await inflateByPlatform(packed, dictionary, 2_000)) ?? [])).toEqual(text);
      for (const at of [0, packed.length >> 1, packed.length - 1]) {
        const damaged = Uint8Array.from(packed, (byte, index) => (index === at ? byte ^ 0x24 : byte));
        const expected = inflateRaw(damaged, dictionary, 2_000);
        const found = await inflateByPlatform(damaged, dictionary, 2_000);
        if (typeof expected === 'string') refused++;
        expect(found && new Uint8Array(found)).toEqual(typeof expected === 'string' ? null : expected);
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  it('takes exactly one stream: not a cut one, no byte after it, no spare bit, nothing longer than allowed', async () => {
    const dictionary = utf8('Domestic Work NC II, Caregiving NC II');
    for (const strategy of strategies) {
      const packed = deflateRawSync(dictionary, { level: 9, dictionary, strategy });
      const { length } = dictionary;
      expect(await inflateByPlatform(packed, dictionary, length)).toEqual(dictionary);
      expect(await inflateByPlatform(packed, dictionary, length - 1)).toBeNull();
      for (let cut = 0; cut < packed.length; cut++) {
        expect(await inflateByPlatform(packed.subarray(0, cut), dictionary, length)).toBeNull();
      }
      for (const after of [[0], [255], [0, 0], [1, 0]]) {
        expect(await inflateByPlatform(Uint8Array.of(...packed, ...after), dictionary, length)).toBeNull();
      }
      const spare = Array.from({ length: 8 }, (_, bit) =>
        Uint8Array.from(packed, (byte, at) => (at === packed.length - 1 ? byte | (1 << bit) : byte)),
      );
      for (const touched of spare.filter((one) => one.at(-1) !== packed.at(-1))) {
        const expected = inflateRaw(touched, dictionary, length);
        expect(await inflateByPlatform(touched, dictionary, length)).toEqual(
          typeof expected === 'string' ? null : expected,
        );
      }
    }
    const bomb = deflateRawSync(new Uint8Array(1_000_000), { level: 9 });
    expect(await inflateByPlatform(bomb, new Uint8Array(0), 32_767)).toBeNull();
  });
});
