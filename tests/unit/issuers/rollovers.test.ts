import { describe, expect, it } from '@jest/globals';
import {
  buildTrustList,
  followRollovers,
  readUnsigned,
  signRootRollover,
  signTrustList,
  trustListDifferences,
  verifyTrustList,
  writeUnsigned,
  type RootRollover,
} from '../../../src/issuers/index.js';
import { sources } from './register.js';
import { crypto, root } from './root-keys.js';

const [a, b, c, thief] = [root('urn:a'), root('urn:b'), root('urn:c'), root('urn:thief')];
const first = { roots: [a.multibase, b.multibase], serial: 0 };
const statement = (serial: number, roots: readonly string[]): RootRollover => ({
  serial,
  operator: 'Operator',
  issuedAt: '2026-03-01T00:00:00Z',
  roots,
});
const toBC = await signRootRollover(statement(1, [b.multibase, c.multibase]), a.signer);
const toC = await signRootRollover(statement(2, [c.multibase]), c.signer);

const refusal = async (rollovers: readonly string[], from = first): Promise<string> => {
  const followed = await followRollovers(from, rollovers, crypto);
  return followed.ok ? 'ok' : `${followed.code} at ${followed.pinned.serial}`;
};

describe('changing the root keys', () => {
  it('is followed from key to key, from wherever the reader stands', async () => {
    const end = { ok: true, pinned: { roots: [c.multibase], serial: 2 } };
    expect(await followRollovers(first, [toBC, toC], crypto)).toEqual(end);
    expect(await followRollovers({ roots: [b.multibase, c.multibase], serial: 1 }, [toBC, toC], crypto)).toEqual(end);
    expect(await followRollovers(end.pinned, [toBC, toC], crypto)).toEqual(end);
  });

  it('never trusts a key that the key before it did not name', async () => {
    const stolen = statement(1, [thief.multibase]);
    expect(await refusal([await signRootRollover(stolen, thief.signer)])).toBe('unknown-root at 0');
    // The set replaced has no say any more.
    expect(await refusal([toBC, await signRootRollover(statement(2, [a.multibase]), a.signer)])).toBe(
      'unknown-root at 1',
    );
  });

  it('goes forward one statement at a time', async () => {
    expect(await refusal([await signRootRollover(statement(2, [c.multibase]), a.signer)])).toBe('out-of-order at 0');
    expect(await refusal([toBC, await signRootRollover(statement(1, [b.multibase]), b.signer)])).toBe(
      'out-of-order at 1',
    );
    expect(await refusal(Array.from({ length: 101 }, () => toBC))).toBe('too-many at 0');
  });

  it.each<[string, unknown]>([
    ['no key at all', { ...statement(1, []) }],
    ['five keys', { ...statement(1, ['1', '2', '3', '4', '5']) }],
    ['one key twice', { ...statement(1, [c.multibase, c.multibase]) }],
    ['a key that is none', { ...statement(1, ['z6Mkhello']) }],
    ['an early serial', { ...statement(0, [c.multibase]) }],
    ['a broken serial', { ...statement(1.5, [c.multibase]) }],
    ['a date that is none', { ...statement(1, [c.multibase]), issuedAt: 'soon' }],
    ['no operator', { serial: 1, issuedAt: '2026-03-01', roots: [c.multibase] }],
  ])('refuses %s', async (_name, content) => {
    expect(await refusal([await signRootRollover(content as RootRollover, a.signer)])).toBe('bad-content at 0');
  });

  it('is never taken for a trust list, nor a trust list for it', async () => {
    const list = buildTrustList(sources());
    const jws = await signTrustList(list, a.signer);
    expect(await refusal([jws])).toBe('wrong-type at 0');
    expect(await verifyTrustList(toBC, first.roots, crypto, 0)).toEqual({ ok: false, code: 'wrong-type' });
  });
});

describe('the file that is carried to the root key', () => {
  const list = buildTrustList(sources());

  it('comes back as it was, and nothing else is taken for it', () => {
    const files = [
      { format: 'skills-passport-trust-list/1', list },
      { format: 'skills-passport-root-statement/1', rollover: statement(1, [c.multibase]) },
    ] as const;
    for (const file of files) expect(readUnsigned(writeUnsigned(file))).toEqual(file);
    expect(readUnsigned('{}')).toBeNull();
    expect(readUnsigned('not json')).toBeNull();
    expect(
      readUnsigned(JSON.stringify({ format: 'skills-passport-trust-list/1', list: { ...list, version: -1 } })),
    ).toBeNull();
    expect(readUnsigned(JSON.stringify({ format: 'skills-passport-root-statement/1', rollover: list }))).toBeNull();
  });

  it('is shown as what came, went and changed', () => {
    const [issuer] = list.issuers;
    if (issuer === undefined) throw new Error('the register is empty');
    const [key, ...rest] = issuer.keys;
    if (key === undefined) throw new Error('the issuer has no key');
    const added = { ...key, id: `${issuer.did}#added` };
    const changed = rest.map((entry) => ({ ...entry, revokedAt: '2026-03-01' }));
    const after = { ...list, issuers: [{ ...issuer, keys: [added, ...changed] }, ...list.issuers.slice(1)] };
    expect(trustListDifferences(list, after)).toEqual([
      `new: key ${added.id}`,
      `gone: key ${key.id}`,
      ...rest.map(({ id }) => `changed: key ${id}`),
    ]);
    expect(trustListDifferences(list, list)).toEqual([]);
  });
});
