import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createImportReading } from '../../src/composition/federation-reading.js';
import { createImportRenewal } from '../../src/composition/federation-renewal.js';
import { isReadable } from '../../src/composition/trust-register.js';
import type { TrustedIssuer, TrustImport } from '../../src/issuers/index.js';
import { utf8 } from '../../src/shared/index.js';
import { codeOf } from '../support/code-of.js';
import { otherOperator, type Stranger } from '../support/other-operator.js';
import { openOffice, openTestService, type TestService } from '../support/service.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

describe('what another operator may not do with its list', () => {
  let test: TestService;
  let ours: TrustedIssuer;

  const stranger = (operator: string): Promise<Stranger> => otherOperator(test.service, operator, ours);
  const propose = (jws: string, roots: readonly string[]) =>
    test.service.federation.propose({ source: { jws }, roots, actorId: 'admin-1' });
  async function recognise(jws: string, roots: readonly string[]): Promise<string> {
    const { id } = await propose(jws, roots);
    await test.service.federation.consent(id, 'admin-2');
    return id;
  }
  async function change(id: string, to: Partial<TrustImport>): Promise<void> {
    const { store } = test.service.instance.storage;
    const row = await store.read.trustImports.get(id);
    if (row === null) throw new Error('no such import');
    await store.transaction((tx) => tx.trustImports.update({ ...row, ...to }));
  }
  /** The list is fetched again and now says this; what could not be renewed. */
  async function renew(id: string, jws: string): Promise<readonly string[]> {
    const fetch = async () => ({ ok: true, body: utf8(jws), contentType: 'application/jose' }) as const;
    const instance = { ...test.service.instance, fetch };
    await change(id, { url: 'https://elsewhere.example/trust-list' });
    const renewal = createImportRenewal(instance, createImportReading(instance), test.service.dictionaries);
    return (await renewal.refresh()).map(({ problem }) => problem);
  }
  const recognised = async (): Promise<readonly string[]> =>
    (await test.service.federation.recognised(new Set()))
      .flatMap(({ issuers }) => issuers)
      .map(({ did, recognisedThrough }) => `${did} through ${recognisedThrough?.operator}`);

  beforeAll(async () => {
    test = await openTestService();
    await openOffice(test.service);
    const [first] = (await test.service.trust.current({ fresh: true })).list.issuers;
    if (first === undefined) throw new Error('nobody issues');
    ours = first;
  });
  afterAll(() => test.close());

  it('date it ahead', async () => {
    const { roots, sign } = await stranger('ahead');
    const ahead = await sign(['did:web:ahead.example'], { issuedAt: '2099-01-01T00:00:00Z' });
    expect(await codeOf(propose(ahead, roots))).toBe('trust-list-from-the-future');
    const id = await recognise(await sign(['did:web:ahead.example']), roots);
    expect(await recognised()).toEqual(['did:web:ahead.example through ahead']);
    expect(await renew(id, ahead)).toEqual(['trust-list-from-the-future']);
    expect(await recognised()).toEqual(['did:web:ahead.example through ahead']);
    // Taken before this was looked at, or written by somebody else.
    await change(id, { jws: ahead });
    expect(await recognised()).toEqual([]);
    expect(await test.service.trust.warnings()).toEqual(['ahead: its list is dated ahead; it is not recognised.']);
    await test.service.federation.withdraw(id, 'admin-1');
  });

  it("take another one's issuer by naming it later, or by naming it at all", async () => {
    const { federation, trust } = test.service;
    const [first, second] = [await stranger('first'), await stranger('second')];
    const elder = await recognise(await first.sign(['did:web:a.example']), first.roots);
    const younger = await recognise(await second.sign(['did:web:b.example']), second.roots);
    const both = ['did:web:a.example through first', 'did:web:b.example through second'];
    expect(await recognised()).toEqual(both);
    const grown = await first.sign(['did:web:a.example', 'did:web:b.example'], { version: 2 });
    expect(await renew(elder, grown)).toEqual([]);
    expect(await recognised()).toEqual(both);
    expect((await federation.list()).find(({ id }) => id === elder)?.waiting).toEqual(['did:web:b.example']);
    expect(await trust.warnings()).toEqual([
      'first: its list names issuers that nobody here agreed to: did:web:b.example.',
    ]);
    // Agreed to by two, it is a claim like the other one, and the elder agreement is over.
    const again = await recognise(grown, first.roots);
    expect((await federation.list()).find(({ id }) => id === elder)?.state).toBe('withdrawn');
    expect(await recognised()).toEqual(['did:web:a.example through first']);
    expect(await trust.warnings()).toEqual([
      'did:web:b.example: claimed by second and first; it is recognised through neither.',
    ]);
    const { id: old } = await propose(await first.sign(['did:web:a.example']), first.roots);
    expect(await codeOf(federation.consent(old, 'admin-2'))).toBe('trust-list-rollback');
    for (const id of [again, younger, old]) await federation.withdraw(id, 'admin-1');
  });

  it('fill the list that every verifier carries', async () => {
    const { roots, sign } = await stranger('large');
    const dids = (count: number) => Array.from({ length: count }, (_, index) => `did:web:x${index}.example`);
    const named = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ dictId: 100, sha256: index.toString(16).padStart(64, '0') }));
    const large = 'trust-list-too-large';
    expect(await codeOf(propose(await sign(dids(101)), roots))).toBe(large);
    expect(await codeOf(propose(await sign(dids(1), { dictionaries: named(65) }), roots))).toBe(large);
    const wordy = [{ ...ours, did: 'did:web:w.example', keys: [], statusLists: Array(1_000).fill('x'.repeat(2_000)) }];
    expect(await codeOf(propose(await sign([], { issuers: wordy }), roots))).toBe(large);
    const id = await recognise(await sign(dids(100), { dictionaries: named(64) }), roots);
    expect(await renew(id, await sign(dids(101), { version: 2 }))).toEqual([large]);
    expect(await recognised()).toHaveLength(100);
    await test.service.federation.withdraw(id, 'admin-1');
  });

  it('make our own list unreadable by being many: the last ones are left out, by name', async () => {
    const { federation, trust } = test.service;
    const before = (await trust.current({ fresh: true })).list.issuers;
    const ids: string[] = [];
    for (let index = 0; index < 10; index++) {
      const { roots, sign } = await stranger(`many-${index}`);
      const dids = Array.from({ length: 100 }, (_, number) => `did:web:m${index}-${number}.example`);
      ids.push(await recognise(await sign(dids), roots));
    }
    const { list } = await trust.current({ fresh: true });
    expect(isReadable(list)).toBe(true);
    expect(list.issuers.slice(0, before.length)).toEqual(before);
    const heard = new Set(list.issuers.flatMap(({ recognisedThrough }) => recognisedThrough?.operator ?? []));
    expect([...heard]).toEqual(Array.from({ length: 9 }, (_, index) => `many-${index}`));
    expect(await trust.warnings()).toEqual([expect.stringMatching(/^many-9: .*too large for verifiers/)]);
    await federation.withdraw(ids[0] ?? '', 'admin-1');
    expect((await trust.current({ fresh: true })).list.issuers).toHaveLength(900 + before.length);
    expect(await trust.warnings()).toEqual([]);
    for (const id of ids.slice(1)) await federation.withdraw(id, 'admin-1');
  });

  it('be recognised without its issuers having been named to both administrators', async () => {
    const { federation, trust } = test.service;
    const { roots, sign } = await stranger('unnamed');
    const jws = await sign(['did:web:u.example']);
    const { id: proposed } = await propose(jws, roots);
    await change(proposed, { dids: null });
    expect(await codeOf(federation.consent(proposed, 'admin-2'))).toBe('trust-import-names-nobody');
    await federation.withdraw(proposed, 'admin-1');
    // Agreed to before issuers were recorded one by one; a file is never fetched again.
    const id = await recognise(jws, roots);
    await change(id, { dids: null });
    expect(await recognised()).toEqual([]);
    expect((await federation.list()).find((each) => each.id === id)?.waiting).toEqual(['did:web:u.example']);
    expect(await trust.warnings()).toEqual([
      'unnamed: its list names issuers that nobody here agreed to: did:web:u.example.',
    ]);
    expect(await renew(id, await sign(['did:web:u.example'], { version: 2 }))).toEqual([]);
    expect(await recognised()).toEqual([]);
    await federation.withdraw(id, 'admin-1');
  });
});
