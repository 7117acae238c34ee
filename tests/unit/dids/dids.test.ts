import { describe, expect, it } from '@jest/globals';
import {
  buildIssuerDocument,
  createDidResolver,
  didForPath,
  didWebUrl,
  jwkOfMultikey,
  multikeyOfJwk,
  resolveVerificationKey,
  type DidWebDeps,
} from '../../../src/dids/index.js';
import type { PublicKeyRecord } from '../../../src/keys/index.js';
import type { FetchResult } from '../../../src/net/index.js';
import { base64urlEncode, fixedClock, utf8 } from '../../../src/shared/index.js';

const did = 'did:web:tesda.example:issuers:main';
const url = 'https://tesda.example/issuers/main/did.json';
const multibase = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const p256 = 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169';
const documentWith = (changes: object = {}): object => ({
  '@context': 'https://www.w3.org/ns/did/v1',
  id: did,
  verificationMethod: [{ id: `${did}#key-1`, type: 'Multikey', controller: did, publicKeyMultibase: multibase }],
  assertionMethod: [`${did}#key-1`],
  ...changes,
});
const served = (document: unknown): FetchResult => ({
  ok: true,
  body: utf8(typeof document === 'string' ? document : JSON.stringify(document)),
  contentType: 'application/did+json',
});

/** A resolver over answers given one by one; the last answer repeats. */
function setUp(...answers: FetchResult[]) {
  const clock = fixedClock('2026-11-22T09:00:00Z');
  const asked: string[] = [];
  const deps: DidWebDeps = {
    clock,
    localDocument: () => null,
    fetch: async (address, purpose) => {
      asked.push(`${purpose} ${address}`);
      return answers[Math.min(asked.length, answers.length) - 1] ?? { ok: false, code: 'unreachable' };
    },
  };
  return { clock, asked, deps, resolver: createDidResolver(deps) };
}
const errorOf = async (id: string, ...answers: FetchResult[]): Promise<string> => {
  const { didDocument, didResolutionMetadata } = await setUp(...answers).resolver.resolve(id);
  return didDocument === null ? String(didResolutionMetadata.error) : 'resolved';
};

describe('did:web addresses', () => {
  it.each([
    ['did:web:tesda.example', 'https://tesda.example/.well-known/did.json'],
    ['did:web:tesda.example%3A8443', 'https://tesda.example:8443/.well-known/did.json'],
    ['did:web:tesda.example%3a8443:a:b', 'https://tesda.example:8443/a/b/did.json'],
    [did, url],
    ['did:web:xn--r8jz45g.example', 'https://xn--r8jz45g.example/.well-known/did.json'],
  ])('%s is published at %s', (id, address) => {
    expect(didWebUrl(id)).toBe(address);
  });

  it.each([
    'did:web:',
    'did:web:127.0.0.1',
    'did:web:127.1',
    'did:web:2130706433',
    'did:web:0x7f000001',
    'did:web:0x7f.1',
    'did:web:[::1]',
    'did:web:user%40127.0.0.1',
    'did:web:user@tesda.example',
    'did:web:tesda.example%2Finside',
    'did:web:tesda.example%3F',
    'did:web:tesda.example%23',
    'did:web:tesda.example:%2F..%3F',
    'did:web:tesda.example:..:..',
    'did:web:tesda.example:.',
    'did:web:tesda.example::a',
    'did:web:tesda.example:a:',
    'did:web:tesda.example%3A0',
    'did:web:tesda.example%3A65536',
    'did:web:tesda.example%3A443%3A80',
    'did:web:tesda.example%3A',
    'did:web:TESDA.example',
    'did:web:tesda.example.',
    'did:web:tesda..example',
    'did:web:-tesda.example',
    'did:web:tesda',
    'did:web:tésda.example',
    'did:web:tesda.example:a b',
    `did:web:${'a'.repeat(64)}.example`,
    `did:web:tesda.example${':a'.repeat(11)}`,
    'did:key:tesda.example',
  ])('%s has no address', (id) => {
    expect(didWebUrl(id)).toBeNull();
  });

  it('names our own issuers, port and base path included', () => {
    expect(didForPath('https://passport.example', 'tesda')).toBe('did:web:passport.example:issuers:tesda');
    expect(didForPath('http://localhost:3000', 'tesda')).toBe('did:web:localhost%3A3000:issuers:tesda');
    expect(didForPath('https://passport.example/skills/', null)).toBe('did:web:passport.example:skills');
    expect(didWebUrl(didForPath('https://passport.example:8443', 'tesda'))).toBe(
      'https://passport.example:8443/issuers/tesda/did.json',
    );
  });
});

describe('did:web', () => {
  it('fetches the document for its purpose', async () => {
    const { resolver, asked } = setUp(served(documentWith()));
    expect((await resolver.resolve(did)).didDocument).toEqual(documentWith());
    expect(asked).toEqual([`did-document ${url}`]);
  });

  it.each<[string, FetchResult, string]>([
    ['another id', served(documentWith({ id: 'did:web:other.example' })), 'invalidDidDocument'],
    ['an id that differs in case', served(documentWith({ id: did.toUpperCase() })), 'invalidDidDocument'],
    ['no JSON', served('<html>'), 'invalidDidDocument'],
    ['a list', served([documentWith()]), 'invalidDidDocument'],
    ['duplicate members', served(`{"id":"${did}","id":"${did}"}`), 'invalidDidDocument'],
    ['too much text', served(documentWith({ note: 'x'.repeat(70_000) })), 'invalidDidDocument'],
    [
      'too deep',
      served(documentWith({ note: JSON.parse('['.repeat(13) + ']'.repeat(13)) as unknown })),
      'invalidDidDocument',
    ],
    ['10,000 keys', served(documentWith({ verificationMethod: keys(10_000) })), 'invalidDidDocument'],
    ['51 keys', served(documentWith({ verificationMethod: keys(51) })), 'invalidDidDocument'],
    ['50 keys', served(documentWith({ verificationMethod: keys(50) })), 'resolved'],
    [
      'a key without controller',
      served(documentWith({ verificationMethod: [{ id: 'x', type: 'y' }] })),
      'invalidDidDocument',
    ],
    ['a relationship that is no list', served(documentWith({ assertionMethod: 'x' })), 'invalidDidDocument'],
    ['51 references', served(documentWith({ authentication: Array(51).fill('x') })), 'invalidDidDocument'],
    [
      'bytes that are no text',
      { ok: true, body: Uint8Array.of(0xff, 0xfe), contentType: 'application/json' },
      'invalidDidDocument',
    ],
    ['404', { ok: false, code: 'http-status', status: 404 }, 'notFound'],
    ['410', { ok: false, code: 'http-status', status: 410 }, 'notFound'],
    ['503', { ok: false, code: 'http-status', status: 503 }, 'unreachable'],
    ['a time-out', { ok: false, code: 'timeout' }, 'unreachable'],
    ['a redirect', { ok: false, code: 'redirect' }, 'unreachable'],
    ['a private address', { ok: false, code: 'refused-address' }, 'unreachable'],
    ['a bad address', { ok: false, code: 'bad-url' }, 'invalidDid'],
  ])('answers for %s', async (_name, answer, expected) => {
    expect(await errorOf(did, answer)).toBe(expected);
  });

  it('answers for its own issuers without a request', async () => {
    const { deps, asked } = setUp();
    const own = buildIssuerDocument(did, []);
    const resolver = createDidResolver({ ...deps, localDocument: (id) => (id === did ? own : null) });
    expect((await resolver.resolve(did)).didDocument).toEqual(own);
    expect(asked).toEqual([]);
  });

  it('asks again only after five minutes', async () => {
    const { resolver, clock, asked } = setUp(served(documentWith()));
    await resolver.resolve(did);
    clock.set('2026-11-22T09:05:00Z');
    await resolver.resolve(did);
    expect(asked).toHaveLength(1);
    clock.set('2026-11-22T09:05:01Z');
    await resolver.resolve(did);
    expect(asked).toHaveLength(2);
  });

  it('asks once for many at the same time', async () => {
    const { resolver, asked } = setUp(served(documentWith()));
    await Promise.all(Array.from({ length: 20 }, () => resolver.resolve(did)));
    expect(asked).toHaveLength(1);
  });

  it('uses an older copy while the host is away, for a day and no longer', async () => {
    const { resolver, clock } = setUp(served(documentWith()), { ok: false, code: 'timeout' });
    const outcome = async (at: string): Promise<string> => {
      clock.set(at);
      const { didDocument, didResolutionMetadata } = await resolver.resolve(did);
      return didDocument === null ? String(didResolutionMetadata.error) : 'resolved';
    };
    expect(await outcome('2026-11-22T09:00:00Z')).toBe('resolved');
    expect(await outcome('2026-11-22T10:00:00Z')).toBe('resolved');
    expect(await outcome('2026-11-22T10:00:10Z')).toBe('resolved');
    expect(await outcome('2026-11-23T09:00:00Z')).toBe('resolved');
    expect(await outcome('2026-11-23T09:00:31Z')).toBe('unreachable');
  });

  it('drops the copy when the document is gone or belongs to another', async () => {
    for (const answer of [
      { ok: false, code: 'http-status', status: 404 },
      served(documentWith({ id: 'did:web:x.example' })),
    ]) {
      const { resolver, clock } = setUp(served(documentWith()), answer as FetchResult);
      await resolver.resolve(did);
      clock.set('2026-11-22T10:00:00Z');
      expect((await resolver.resolve(did)).didDocument).toBeNull();
    }
  });

  it('does not hammer a host that failed', async () => {
    const { resolver, clock, asked } = setUp({ ok: false, code: 'timeout' });
    for (let count = 0; count < 10; count++) await resolver.resolve(did);
    expect(asked).toHaveLength(1);
    clock.set('2026-11-22T09:00:31Z');
    await resolver.resolve(did);
    expect(asked).toHaveLength(2);
  });

  it('keeps a bounded number of documents', async () => {
    const asked: string[] = [];
    const resolver = createDidResolver({
      ...setUp().deps,
      fetch: async (address) => {
        asked.push(address);
        const host = new URL(address).hostname;
        return served({ id: `did:web:${host}` });
      },
    });
    for (let count = 0; count <= 500; count++) await resolver.resolve(`did:web:h${count}.example`);
    await resolver.resolve('did:web:h500.example');
    expect(asked).toHaveLength(501);
    await resolver.resolve('did:web:h0.example');
    expect(asked).toHaveLength(502);
  });
});

function keys(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${did}#${index}`, type: 'Multikey', controller: did }));
}

describe('did:key and did:jwk', () => {
  const jwkDid = (jwk: unknown): string => `did:jwk:${base64urlEncode(utf8(JSON.stringify(jwk)))}`;
  const publicJwk = jwkOfMultikey(p256);

  it.each<[string, string]>([
    [`did:key:${multibase}`, 'resolved'],
    [`did:key:1:${multibase}`, 'resolved'],
    [`did:key:1.1:${multibase}`, 'resolved'],
    [`did:key:-4:${multibase}`, 'invalidDid'],
    [`did:key:0:${multibase}`, 'invalidDid'],
    [`did:key:invalid:${multibase}`, 'invalidDid'],
    [`did:key:${multibase.slice(1)}`, 'invalidDid'],
    ['did:key:z', 'invalidDid'],
    ['did:key:z0OIl', 'invalidDid'],
    ['did:key:', 'invalidDid'],
    ['not:key:z', 'invalidDid'],
    ['', 'invalidDid'],
    ['did:key:zTjsVPtY', 'invalidPublicKeyLength'],
    [`did:key:${multibase}1`, 'unsupportedPublicKeyType'],
    [`did:key:z${'2'.repeat(5_000)}`, 'unsupportedPublicKeyType'],
    ['did:constructor:x', 'unsupportedDidMethod'],
    ['did:ion:x', 'unsupportedDidMethod'],
    [jwkDid(publicJwk), 'resolved'],
    [jwkDid({ kty: 'OKP', crv: 'Ed25519', x: '_eT7oDCtAC98L31MMx9J0T-w7HR-zuvsY08f9MvKne8' }), 'resolved'],
    [jwkDid({ ...publicJwk, d: 'AAAA' }), 'invalidDid'],
    [jwkDid({ ...publicJwk, x: publicJwk?.y }), 'invalidPublicKey'],
    [jwkDid({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }), 'invalidPublicKey'],
    [jwkDid({ kty: 'OKP', crv: 'X25519', x: 'AAAA' }), 'unsupportedPublicKeyType'],
    [jwkDid({ kty: 'oct', k: 'AAAA' }), 'unsupportedPublicKeyType'],
    [jwkDid('text'), 'invalidDid'],
    ['did:jwk:e30=', 'invalidDid'],
    ['did:jwk:____', 'invalidDid'],
    [`did:jwk:${'A'.repeat(1_025)}`, 'invalidDid'],
  ])('%s: %s', async (id, expected) => {
    expect(await errorOf(id)).toBe(expected);
  });

  it('refuses keys that are not points of their curve', async () => {
    expect(jwkOfMultikey(p256)).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect(
      multikeyOfJwk({
        kty: 'EC',
        crv: 'P-256',
        x: base64urlEncode(new Uint8Array(32)),
        y: base64urlEncode(new Uint8Array(32)),
      }),
    ).toBeNull();
    expect(multikeyOfJwk({ ...publicJwk, crv: 'P-384' })).toBeNull();
    expect(multikeyOfJwk({ ...publicJwk, y: undefined })).toBeNull();
    expect(multikeyOfJwk('key')).toBeNull();
  });
});

describe('looking a verification key up', () => {
  const id = `${did}#key-1`;
  const look = (document: unknown, method = id, purpose = 'assertionMethod') =>
    resolveVerificationKey(setUp(served(document)).resolver)(method, purpose);
  const method = (changes: object): object =>
    documentWith({
      verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase, ...changes }],
    });

  it('gives the key that is listed for the purpose', async () => {
    expect(await look(documentWith())).toEqual({ id, controller: did, publicKeyMultibase: multibase });
  });

  it('reads relative references and embedded methods', async () => {
    const relative = documentWith({
      verificationMethod: [{ id: '#key-1', type: 'Multikey', controller: did, publicKeyMultibase: multibase }],
      assertionMethod: ['#key-1'],
    });
    expect(await look(relative)).toMatchObject({ id, publicKeyMultibase: multibase });
    const embedded = documentWith({
      verificationMethod: [],
      assertionMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase }],
    });
    expect(await look(embedded)).toMatchObject({ publicKeyMultibase: multibase });
  });

  it.each<[string, unknown, string?, string?]>([
    ['is listed for another purpose', documentWith(), id, 'authentication'],
    ['is asked for an unknown purpose', documentWith(), id, 'keyAgreement'],
    ['is asked for a purpose out of the prototype', documentWith(), id, 'constructor'],
    ['is not listed', documentWith({ assertionMethod: [] })],
    ['is not in the document', documentWith(), `${did}#key-2`],
    ['is controlled by another', method({ controller: 'did:web:other.example' })],
    ['is revoked', method({ revoked: '2026-01-01T00:00:00Z' })],
    ['has a type nobody knows', method({ type: 'Whatever2030' })],
    ['carries no key', method({ publicKeyMultibase: undefined })],
    ['appears twice', documentWith({ verificationMethod: [...keysNamed(id), ...keysNamed(id)] })],
    ['has no fragment', documentWith(), did],
    ['has two fragments', documentWith(), `${id}#x`],
    ['has a query', documentWith(), `${did}?x#key-1`],
    ['is longer than any real one', documentWith(), `${did}#${'a'.repeat(2_000)}`],
  ])('gives nothing when the method %s', async (_name, document, ...asked) => {
    expect(await look(document, ...asked)).toBeNull();
  });

  it.each<[string, object, string]>([
    ['Ed25519VerificationKey2020', { publicKeyMultibase: multibase }, multibase],
    [
      'Ed25519VerificationKey2018',
      { publicKeyBase58: '4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS' },
      'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp',
    ],
    ['JsonWebKey2020', { publicKeyJwk: jwkOfMultikey(p256) }, p256],
    ['JsonWebKey', { publicKeyJwk: jwkOfMultikey(multibase) }, multibase],
  ])('reads %s as a Multikey', async (type, members, expected) => {
    const document = method({ type, publicKeyMultibase: undefined, ...members });
    expect(await look(document)).toMatchObject({ publicKeyMultibase: expected });
  });

  it('says unreachable when the document could not be had, and null when there is none', async () => {
    const answer = (code: FetchResult) => resolveVerificationKey(setUp(code).resolver)(id, 'assertionMethod');
    expect(await answer({ ok: false, code: 'timeout' })).toBe('unreachable');
    expect(await answer({ ok: false, code: 'http-status', status: 404 })).toBeNull();
  });

  it('works for did:key and did:jwk', async () => {
    const lookup = resolveVerificationKey(setUp().resolver);
    expect(await lookup(`did:key:${multibase}#${multibase}`, 'assertionMethod')).toMatchObject({
      publicKeyMultibase: multibase,
    });
    const jwk = `did:jwk:${base64urlEncode(utf8(JSON.stringify(jwkOfMultikey(p256))))}`;
    expect(await lookup(`${jwk}#0`, 'authentication')).toMatchObject({ controller: jwk, publicKeyMultibase: p256 });
  });
});

function keysNamed(id: string): object[] {
  return [{ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase }];
}

describe('the document of our own issuer', () => {
  const record = (changes: Partial<PublicKeyRecord>): PublicKeyRecord => ({
    id: `${did}#key-1`,
    controller: did,
    role: 'issuer',
    algorithm: 'Ed25519',
    publicKeyMultibase: multibase,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    revokedAt: null,
    throwaway: false,
    ...changes,
  });
  const ids = (document: ReturnType<typeof buildIssuerDocument>): string[] =>
    (document.verificationMethod ?? []).map(({ id }) => id);

  it('shows each issuing and status key as Multikey and as JsonWebKey', () => {
    const document = buildIssuerDocument(did, [
      record({}),
      record({ id: `${did}#status-1`, role: 'status', algorithm: 'P-256', publicKeyMultibase: p256 }),
    ]);
    expect(ids(document)).toEqual(['key-1', 'key-1-jwk', 'status-1', 'status-1-jwk'].map((name) => `${did}#${name}`));
    expect(document.assertionMethod).toEqual(ids(document));
    expect(document.verificationMethod?.[3]).toEqual({
      id: `${did}#status-1-jwk`,
      type: 'JsonWebKey',
      controller: did,
      publicKeyJwk: jwkOfMultikey(p256),
    });
    expect(document).not.toHaveProperty('service');
  });

  it('keeps retired keys and takes the vouching from compromised ones', () => {
    const document = buildIssuerDocument(did, [
      record({ validUntil: '2026-02-01T00:00:00Z' }),
      record({ id: `${did}#key-2`, revokedAt: '2026-03-01T00:00:00Z' }),
    ]);
    expect(ids(document)).toHaveLength(4);
    expect(document.assertionMethod).toEqual([`${did}#key-1`, `${did}#key-1-jwk`]);
    expect(document.verificationMethod?.[2]).toMatchObject({ id: `${did}#key-2`, revoked: '2026-03-01T00:00:00Z' });
  });

  it('leaves out root, audit and other issuers keys', () => {
    const document = buildIssuerDocument(did, [
      record({ role: 'root' }),
      record({ role: 'audit' }),
      record({ controller: 'did:web:x.example' }),
    ]);
    expect(document.verificationMethod).toEqual([]);
  });

  it('is found valid by our own lookup', async () => {
    const services = [
      { id: `${did}#trust-list`, type: 'TrustList', serviceEndpoint: 'https://tesda.example/trust-list' },
    ];
    const document = buildIssuerDocument(
      did,
      [record({}), record({ id: `${did}#key-2`, revokedAt: '2026-03-01T00:00:00Z' })],
      services,
    );
    const lookup = resolveVerificationKey(setUp(served(document)).resolver);
    expect(await lookup(`${did}#key-1`, 'assertionMethod')).toMatchObject({ publicKeyMultibase: multibase });
    expect(await lookup(`${did}#key-1-jwk`, 'assertionMethod')).toMatchObject({ publicKeyMultibase: multibase });
    expect(await lookup(`${did}#key-2`, 'assertionMethod')).toBeNull();
  });
});
