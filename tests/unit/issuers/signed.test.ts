import { describe, expect, it } from '@jest/globals';
import {
  buildTrustList,
  readTrustList,
  signTrustList,
  trustListFreshness,
  verifyTrustList,
  type SignedTrustListResult,
  type TrustList,
} from '../../../src/issuers/index.js';
import { base64urlEncode, ServiceError, utf8, type JsonValue } from '../../../src/shared/index.js';
import { sources, tesda } from './register.js';
import { crypto, root, type Root } from './root-keys.js';

const first = root('urn:root:1');
const spare = root('urn:root:2');
const list = buildTrustList(sources());
const pins = [first.multibase, spare.multibase];

async function forged(header: object, content: unknown = list, by: Root = first): Promise<string> {
  const input = `${base64urlEncode(utf8(JSON.stringify(header)))}.${base64urlEncode(utf8(JSON.stringify(content)))}`;
  return `${input}.${base64urlEncode(await by.signer.sign(utf8(input)))}`;
}
const code = (result: SignedTrustListResult): string => (result.ok ? 'ok' : result.code);
const verdict = async (jws: string, minVersion = 0): Promise<string> =>
  code(await verifyTrustList(jws, pins, crypto, minVersion));
const header = { alg: 'EdDSA', typ: 'trust-list+jwt' };

describe('the signed trust list', () => {
  it('reads back what was signed, under either pinned root', async () => {
    for (const { signer } of [first, spare]) {
      expect(await verifyTrustList(await signTrustList(list, signer), pins, crypto, 7)).toEqual({ ok: true, list });
    }
  });

  it('refuses a root that is not pinned, whatever kid says', async () => {
    const stranger = root('urn:root:1');
    expect(await verdict(await signTrustList(list, stranger.signer))).toBe('unknown-root');
    expect(code(await verifyTrustList(await signTrustList(list, first.signer), [], crypto, 0))).toBe('unknown-root');
    expect(code(await verifyTrustList(await signTrustList(list, first.signer), ['z6Mk', 'x'], crypto, 0))).toBe(
      'unknown-root',
    );
  });

  it('refuses rollback and accepts the version already held', async () => {
    const jws = await signTrustList(list, first.signer);
    expect(await verdict(jws, 7)).toBe('ok');
    expect(await verdict(jws, 8)).toBe('rollback');
  });

  it.each<[string, object, string]>([
    ['none', { ...header, alg: 'none' }, 'wrong-algorithm'],
    ['HS256', { ...header, alg: 'HS256' }, 'wrong-algorithm'],
    ['no algorithm', { typ: 'trust-list+jwt' }, 'wrong-algorithm'],
    ['a credential token type', { ...header, typ: 'vc+jwt' }, 'wrong-type'],
    ['no type', { alg: 'EdDSA' }, 'wrong-type'],
    ['an embedded key', { ...header, jwk: { kty: 'OKP' } }, 'foreign-header'],
    ['a key address', { ...header, jku: 'https://evil.example' }, 'foreign-header'],
    ['crit', { ...header, crit: ['b64'], b64: false }, 'foreign-header'],
    ['an array for a header', [], 'malformed'],
  ])('refuses %s in the header', async (_name, changed, expected) => {
    expect(await verdict(await forged(changed))).toBe(expected);
  });

  it('refuses every changed byte of the signed text', async () => {
    const jws = await forged(header, { ...list, issuers: [] });
    for (let position = 0; position < jws.length; position++) {
      const char = jws[position] === 'A' ? 'B' : 'A';
      if ((await verdict(jws.slice(0, position) + char + jws.slice(position + 1))) === 'ok') {
        throw new Error(`accepted with a change at ${position}`);
      }
    }
  });

  it.each(['', 'a', 'a.b', '..', 'a.b.c.d', `${'a'.repeat(17_000_000)}`])(
    'refuses text that is no JWS',
    async (text) => {
      expect(await verdict(text)).toBe('malformed');
    },
  );

  it('refuses a genuine signature over content that is not a trust list', async () => {
    expect(await verdict(await forged(header, { ...list, version: -1 }))).toBe('bad-content');
    expect(await verdict(await forged(header, 'text'))).toBe('bad-content');
  });

  it('is not signed with other algorithms or with a key it vouches for', async () => {
    for (const signer of [
      { ...first.signer, algorithm: 'P-256' as const },
      { ...first.signer, id: `${tesda}#key-2026-1` },
    ]) {
      const failure = await signTrustList(list, signer).catch((error: unknown) => error);
      expect((failure as ServiceError).code).toBe('trust-list-key');
    }
  });

  it('tells age and overdue apart from genuineness', () => {
    expect(trustListFreshness(list, new Date('2026-11-29T09:00:00Z'))).toEqual({ isOverdue: false, ageDays: 7 });
    expect(trustListFreshness(list, new Date('2026-11-29T09:00:01Z'))).toEqual({ isOverdue: true, ageDays: 7 });
    expect(trustListFreshness(list, new Date('2026-11-20T09:00:00Z'))).toEqual({ isOverdue: false, ageDays: 0 });
  });

  it('for 200 issuers with 2 keys stays small enough to carry', async () => {
    const [one] = list.issuers;
    if (one === undefined) throw new Error('no issuer');
    const issuers = Array.from({ length: 200 }, (_, index) => {
      const did = `did:web:office-${index}.example`;
      const keys = [1, 2].flatMap((n) => one.keys.map((key) => ({ ...key, id: `${did}#key-${n}` })));
      return { ...one, did, keys };
    });
    const jws = await signTrustList({ ...list, issuers }, first.signer);
    expect(await verdict(jws)).toBe('ok');
    expect(jws.length).toBeLessThan(400_000);
  });
});

describe('reading trust list content', () => {
  type Change = (copy: Record<string, JsonValue> & { issuers: Record<string, JsonValue>[] }) => void;
  const changed = (change: Change): JsonValue => {
    const copy = structuredClone(list) as unknown as Parameters<Change>[0] & JsonValue;
    change(copy);
    return copy;
  };
  const issuer =
    (members: Record<string, JsonValue>): Change =>
    (copy) =>
      Object.assign(copy.issuers[0] ?? {}, members);
  const key = (members: Record<string, JsonValue>): Change =>
    issuer({ keys: [{ ...(list.issuers[0]?.keys[0] as unknown as Record<string, JsonValue>), ...members }] });
  const scope = (members: Record<string, JsonValue>): Change =>
    issuer({ scopes: [{ ...(list.issuers[0]?.scopes[0] as unknown as Record<string, JsonValue>), ...members }] });

  it.each<[string, Change]>([
    ['/version', (copy) => (copy.version = 1.5)],
    ['/version', (copy) => (copy.version = '7')],
    ['/operator', (copy) => delete copy.operator],
    ['/issuedAt', (copy) => (copy.issuedAt = '2026-02-31T00:00:00Z')],
    ['/nextUpdate', (copy) => (copy.nextUpdate = 5)],
    ['/issuers', (copy) => (copy.issuers = {} as never)],
    ['/issuers', (copy) => copy.issuers.push(copy.issuers[0] ?? {})],
    ['/issuers', (copy) => (copy.issuers = Array.from({ length: 1_001 }, () => ({})))],
    ['/issuers/0', (copy) => (copy.issuers = ['x' as never])],
    ['/issuers/0/did', issuer({ did: 'https://x.example' })],
    ['/issuers/0/did', issuer({ did: `${tesda}#key` })],
    ['/issuers/0/name', issuer({ name: 'x'.repeat(501) })],
    ['/issuers/0/name', issuer({ name: '' })],
    ['/issuers/0/keys', issuer({ keys: Array.from({ length: 51 }, () => ({})) })],
    ['/issuers/0/keys/0/id', key({ id: 'did:web:other.example#key' })],
    ['/issuers/0/keys/0/id', key({ id: `${tesda}:more#key` })],
    ['/issuers/0/keys/0/role', key({ role: 'root' })],
    ['/issuers/0/keys/0/publicKeyMultibase', key({ publicKeyMultibase: 'z0' })],
    ['/issuers/0/keys/0/validFrom', key({ validFrom: null })],
    ['/issuers/0/keys/0/revokedAt', key({ revokedAt: 'never' })],
    ['/issuers/0/scopes/0/until', scope({ until: 3 })],
    ['/issuers/0/scopes/0/qualification', scope({ qualification: '' })],
    ['/issuers/0/places/0/country', issuer({ places: [{ id: 'a', name: 'b' }] })],
    ['/issuers/0/qualifications/0/title', issuer({ qualifications: [{ id: 'a' }] })],
    ['/issuers/0/statusLists/1', issuer({ statusLists: ['https://a.example', 5] })],
    ['/dictionaries/0/sha256', (copy) => (copy.dictionaries = [{ dictId: 1, sha256: 'A'.repeat(64) }])],
    ['/dictionaries/0/dictId', (copy) => (copy.dictionaries = [{ dictId: -1, sha256: 'a'.repeat(64) }])],
  ])('refuses a wrong %s', (_at, change) => {
    expect(readTrustList(changed(() => undefined))).toEqual(list);
    expect(readTrustList(changed(change))).toBeNull();
  });

  it('takes only the members it knows', () => {
    const reading = readTrustList(changed(issuer({ isAdmin: true })));
    expect(reading).toEqual(list satisfies TrustList);
  });
});
