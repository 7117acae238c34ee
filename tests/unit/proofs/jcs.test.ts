import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, jcs } from '../../../src/shared/index.js';

describe('jcs', () => {
  it('writes the same text as the reference implementation, whatever the JSON', () => {
    const seed = 20260301;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(jcs(value)).toBe(canonicalJson(value));
      }),
      { seed, numRuns: 500 },
    );
  });

  it.each([
    [
      'the example of RFC 8785, section 3.2.3',
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
    ],
    ['numbers', [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0, 1e21, 9007199254740992]],
  ])('agrees on %s', (_what, value) => {
    expect(jcs(value)).toBe(canonicalJson(value));
  });

  it('leaves out undefined members and keeps an own __proto__ member visible', () => {
    expect(jcs({ b: undefined, a: 1 })).toBe('{"a":1}');
    expect(jcs(JSON.parse('{"a":1,"__proto__":{"level":5}}'))).toBe('{"__proto__":{"level":5},"a":1}');
  });

  it.each([
    ['half a character', ['\ud83d']],
    ['half a character in a key', { '\udc00': 1 }],
    ['no number', [Number.NaN]],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a function', [() => 1]],
    ['a hole', [undefined]],
  ])('refuses %s', (_what, value) => {
    expect(() => jcs(value)).toThrow(TypeError);
  });

  it('refuses depth before the stack ends', () => {
    const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(jcs(nested(64))).toHaveLength(128);
    expect(() => jcs(nested(65))).toThrow(TypeError);
    expect(() => jcs(nested(5_000))).toThrow(TypeError);
  });
});
