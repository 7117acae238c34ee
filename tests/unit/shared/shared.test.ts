import { describe, expect, it } from '@jest/globals';
import {
  addMonths,
  base32Encode,
  base58Decode,
  base58Encode,
  base64urlDecode,
  base64urlEncode,
  canonicalJson,
  checkJsonValue,
  equalBytes,
  fixedClock,
  fromHex,
  isoDay,
  isoSeconds,
  parseIso,
  parseJson,
  randomIds,
  seededIds,
  shortCode,
  toHex,
  utf8,
} from '../../../src/shared/index.js';

describe('encodings', () => {
  it('base58 matches the published examples and keeps leading zeros', () => {
    expect(base58Encode(utf8('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U');
    expect(base58Encode(Uint8Array.from([0, 0, 0x28, 0x7f, 0xb4, 0xcd]))).toBe('11233QC4');
    expect(base58Decode('11233QC4')).toEqual(Uint8Array.from([0, 0, 0x28, 0x7f, 0xb4, 0xcd]));
    expect(base58Decode('0OIl')).toBeNull();
  });

  it('base64url is strict: one value has one spelling', () => {
    expect(base64urlDecode('_-8')).toEqual(Uint8Array.from([0xff, 0xef]));
    for (const other of ['_-9', '_-8=', '+/8', '_-8 ', '_']) expect(base64urlDecode(other)).toBeNull();
  });

  it('round trips random bytes in every encoding', () => {
    const ids = seededIds(7);
    for (let size = 0; size < 80; size++) {
      const bytes = ids.bytes(size);
      expect(base58Decode(base58Encode(bytes))).toEqual(bytes);
      expect(base64urlDecode(base64urlEncode(bytes))).toEqual(bytes);
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }
    expect(fromHex('abc')).toBeNull();
    expect(fromHex('zz')).toBeNull();
  });

  it('base32 matches RFC 4648 in lower case without padding', () => {
    expect(base32Encode(utf8('foobar'))).toBe('mzxw6ytboi');
    expect(shortCode(randomIds)).toMatch(/^[a-z2-7]{26}$/);
  });

  it('compares bytes', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  });
});

describe('dates', () => {
  it('refuses days that do not exist', () => {
    expect(parseIso('2026-02-31')).toBeNull();
    expect(parseIso('2025-02-29')).toBeNull();
    expect(parseIso('2024-02-29')).not.toBeNull();
    expect(parseIso('03/04/1988')).toBeNull();
    expect(parseIso('2026-11-22T10:00:00+03:00')?.toISOString()).toBe('2026-11-22T07:00:00.000Z');
  });

  it('adds months without running over the end of a month', () => {
    expect(isoDay(addMonths(new Date('2024-01-31'), 1))).toBe('2024-02-29');
    expect(isoDay(addMonths(new Date('2017-05-08'), 60))).toBe('2022-05-08');
  });

  it('a fixed clock stands still until it is set', () => {
    const clock = fixedClock('2017-05-04T06:00:00Z');
    expect(isoSeconds(clock.now())).toBe('2017-05-04T06:00:00Z');
    clock.set('2017-05-05T06:00:00Z');
    expect(isoDay(clock.now())).toBe('2017-05-05');
  });
});

describe('identifiers', () => {
  it('seeded ones repeat, random ones do not', () => {
    expect(seededIds(1).uuid()).toBe(seededIds(1).uuid());
    expect(randomIds.uuid()).not.toBe(randomIds.uuid());
    expect(seededIds(1).uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('draws every number below the bound and none above', () => {
    const ids = seededIds(3);
    const drawn = new Set(Array.from({ length: 500 }, () => ids.integer(7)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it.each([0, 2 ** 32 + 1, Number.NaN])('draws nothing below %d, instead of drawing for ever', (below) => {
    expect(() => seededIds(3).integer(below)).toThrow(RangeError);
  });
});

describe('JSON from outside', () => {
  const reasonOf = (text: string): string => {
    const result = parseJson(text, { maxLength: 1_000, maxDepth: 5, maxNodes: 20 });
    return result.ok ? 'ok' : result.reason;
  };

  it.each([
    ['{"a":1,"a":2}', 'duplicate-key'],
    ['{"a":{"b":1,"\\u0062":2}}', 'duplicate-key'],
    ['{"__proto__":{}}', 'reserved-key'],
    ['{"\\u005f_proto__":{}}', 'reserved-key'],
    ['[{"constructor":1}]', 'reserved-key'],
    ['[[[[[[1]]]]]]', 'too-deep'],
    [`[${'1,'.repeat(30)}1]`, 'too-many-values'],
    [`"${'x'.repeat(2_000)}"`, 'too-long'],
    ['{"a":', 'not-json'],
    ['{"a":"', 'not-json'],
    ['', 'not-json'],
    ['NaN', 'not-json'],
    ['{"a":1} x', 'not-json'],
    ['{"a":["b","a"],"b":"a,{}"}', 'ok'],
    ['{"a":{"x":1},"b":{"x":1}}', 'ok'],
    ['[{"x":1},{"x":2}]', 'ok'],
  ])('%s is %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('survives ten thousand levels without running out of stack', () => {
    expect(reasonOf('['.repeat(900))).toBe('not-json');
    const deep = parseJson('['.repeat(10_000) + ']'.repeat(10_000), { maxLength: 1e6, maxDepth: 24, maxNodes: 1e6 });
    expect(deep).toEqual({ ok: false, reason: 'too-deep' });
  });

  it('judges parsed values by the same limits', () => {
    expect(checkJsonValue(JSON.parse('{"__proto__":1}'))).toBe('reserved-key');
    expect(checkJsonValue(Array.from({ length: 5_000 }, () => 1))).toBe('too-many-values');
    expect(checkJsonValue({ a: [1, { b: 2 }] })).toBeNull();
  });

  it('canonical form follows RFC 8785', () => {
    expect(canonicalJson({ b: 1, a: '\u20ac', c: [1e21, 0.000001, -0] })).toBe(
      '{"a":"€","b":1,"c":[1e+21,0.000001,0]}',
    );
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
  });
});
