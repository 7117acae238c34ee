import { describe, expect, it } from '@jest/globals';
import { applyDisclosures } from '../../../src/proofs/disclosures.js';
import { sha256Base64url } from '../../../src/proofs/key-binding.js';
import type { JsonObject, JsonValue } from '../../../src/shared/index.js';

const disclose = (...parts: unknown[]): string => Buffer.from(JSON.stringify(['salt', ...parts])).toString('base64url');
const apply = (payload: JsonObject, ...disclosures: string[]) =>
  applyDisclosures(payload, disclosures, sha256Base64url);
const digests = (...disclosures: string[]): JsonValue[] => disclosures.map(sha256Base64url);

describe('applyDisclosures', () => {
  const name = disclose('name', 'Perera');
  const inner = disclose('level', 4);
  const outer = disclose('award', { title: 'NC II', _sd: digests(inner) });
  const element = disclose('Welding');

  it('puts members, list entries and nested disclosures where they belong', () => {
    const payload = {
      id: 1,
      _sd: digests(name, outer),
      units: [{ '...': digests(element)[0] ?? '' }, 'Cutting'],
      _sd_alg: 'sha-256',
    };
    expect(apply(payload, name, outer, inner, element)).toEqual({
      id: 1,
      units: ['Welding', 'Cutting'],
      name: 'Perera',
      award: { title: 'NC II', level: 4 },
    });
    expect(apply(payload)).toEqual({ id: 1, units: ['Cutting'] });
  });

  it.each<[string, JsonObject, string[]]>([
    ['a disclosure nothing refers to', { id: 1 }, [name]],
    ['an inner disclosure without its outer one', { _sd: digests(outer) }, [inner]],
    ['a digest in two places', { _sd: digests(name), other: { _sd: digests(name) } }, [name]],
    ['a name that is already there', { name: 'Silva', _sd: digests(name) }, [name]],
    ['a member in a list', { units: [{ '...': digests(name)[0] ?? '' }] }, [name]],
    ['a list entry among members', { _sd: digests(element) }, [element]],
    ['company beside a list digest', { units: [{ '...': digests(element)[0] ?? '', x: 1 }] }, [element]],
    ['a list digest outside a list', { '...': 'x' }, []],
    ['digests that are no list', { _sd: 'x' }, []],
    ['a digest that is no text', { _sd: [1] }, []],
    ['another hash', { _sd_alg: 'md5', _sd: digests(name) }, [name]],
    ['four parts', { _sd: digests(disclose('a', 'b', 'c')) }, [disclose('a', 'b', 'c')]],
    ['one part', { _sd: digests(disclose()) }, [disclose()]],
    ['a reserved name', { _sd: digests(disclose('_sd', [])) }, [disclose('_sd', [])]],
    ['a prototype', { _sd: digests(disclose('__proto__', {})) }, [disclose('__proto__', {})]],
  ])('refuses %s', (_what, payload, disclosures) => {
    expect(apply(payload, ...disclosures)).toBeNull();
  });

  it('refuses disclosures nested without end', () => {
    const chain = [disclose('a', 1)];
    for (let level = 0; level < 100; level++) chain.unshift(disclose('a', { _sd: digests(chain[0] ?? '') }));
    expect(apply({ _sd: digests(chain[90] ?? '') }, ...chain.slice(90))).not.toBeNull();
    expect(apply({ _sd: digests(chain[0] ?? '') }, ...chain)).toBeNull();
  });
});
