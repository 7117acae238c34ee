import { describe, expect, it } from '@jest/globals';
import type { DIDDocument } from 'did-resolver';
import { createDidResolver, resolutionAnswer, type ResolutionAnswer } from '../../../src/dids/index.js';
import type { FetchResult } from '../../../src/net/index.js';
import { fixedClock } from '../../../src/shared/index.js';

const multibase = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const did = `did:key:${multibase}`;
const own = 'did:web:tesda.example';
const ownDocument: DIDDocument = {
  '@context': 'https://www.w3.org/ns/did/v1',
  id: own,
  service: [
    { id: `${own}#files`, type: 'Files', serviceEndpoint: 'https://files.example/base/' },
    { id: '#map', type: 'Map', serviceEndpoint: { a: 'https://a.example' } },
  ],
};
const olderType = 'application/ld+json;profile="https://w3id.org/did-resolution"';

function ask(id: string, accept = '', options = {}, fetched: FetchResult = { ok: false, code: 'timeout' }) {
  const resolver = createDidResolver({
    fetch: async () => fetched,
    clock: fixedClock('2026-11-22T09:00:00Z'),
    localDocument: (asked) => (asked === own ? ownDocument : null),
  });
  return resolutionAnswer(resolver, { did: id, accept, options });
}
const body = (answer: ResolutionAnswer): Record<string, unknown> => JSON.parse(answer.body) as Record<string, unknown>;

describe('DID resolution over HTTP', () => {
  it.each(['', '*/*', 'application/did-resolution', 'text/html, application/did-resolution;q=0.9'])(
    'tells the whole result for Accept "%s"',
    async (accept) => {
      const answer = await ask(did, accept);
      expect(answer).toMatchObject({ status: 200, contentType: 'application/did-resolution' });
      expect(body(answer)).toMatchObject({
        didResolutionMetadata: { contentType: 'application/did-resolution' },
        didDocument: { id: did },
        didDocumentMetadata: {},
      });
    },
  );

  it.each(['application/did', 'application/did+json', 'application/did+ld+json', 'application/json'])(
    'tells the bare document for %s',
    async (accept) => {
      const answer = await ask(did, accept);
      expect(answer).toMatchObject({ status: 200, contentType: accept });
      expect(body(answer).id).toBe(did);
    },
  );

  it.each<[string, number, string]>([
    ['', 400, 'INVALID_DID'],
    ['not-a-did', 400, 'INVALID_DID'],
    ['did:key:zTjsVPtY', 400, 'INVALID_PUBLIC_KEY_LENGTH'],
    ['did:key:abc', 400, 'INVALID_DID'],
    ['did:web:127.0.0.1', 400, 'INVALID_DID'],
    ['did:example:123', 501, 'METHOD_NOT_SUPPORTED'],
    ['did:web:away.example', 502, 'INTERNAL_ERROR'],
    [`did:key:${'z'.repeat(3_000)}`, 400, 'INVALID_DID'],
  ])('%s fails with %i %s', async (id, status, code) => {
    const answer = await ask(id, 'application/did-resolution');
    expect(answer).toMatchObject({ status, contentType: 'application/did-resolution' });
    expect(body(answer)).toEqual({
      didResolutionMetadata: {
        contentType: 'application/did-resolution',
        error: { type: `https://www.w3.org/ns/did#${code}` },
      },
      didDocument: null,
      didDocumentMetadata: {},
    });
  });

  it('tells not found from unreachable', async () => {
    const gone = await ask('did:web:gone.example', '', {}, { ok: false, code: 'http-status', status: 404 });
    expect(gone.status).toBe(404);
    expect(gone.body).toContain('#NOT_FOUND');
  });

  it('answers 406 when it has no form the client takes', async () => {
    const answer = await ask(did, 'text/html');
    expect(answer.status).toBe(406);
    expect(answer.body).toContain('#REPRESENTATION_NOT_SUPPORTED');
  });

  it('never puts the input into an error', async () => {
    const answer = await ask('did:web:<script>alert(1)</script>');
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('script');
  });
});

describe('the older form of the result', () => {
  it('tells the document with its context', async () => {
    const answer = await ask(did, olderType);
    expect(answer).toMatchObject({ status: 200, contentType: olderType });
    expect(body(answer)).toMatchObject({
      '@context': 'https://w3id.org/did-resolution/v1',
      didDocument: { id: did },
      didDocumentMetadata: {},
    });
  });

  it.each<[string, number, string]>([
    ['not:key:z6Mk', 400, 'invalidDid'],
    [`did:key:-4:${multibase}`, 400, 'invalidDid'],
    [`did:notkey:${multibase}`, 501, 'methodNotSupported'],
    ['did:key:zTjsVPtY', 400, 'invalidPublicKeyLength'],
    ['did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F', 400, 'unsupportedPublicKeyType'],
  ])('%s fails with %i %s and an empty document', async (id, status, error) => {
    const answer = await ask(id, 'application/ld+json; profile="https://w3id.org/did-resolution"');
    expect(answer.status).toBe(status);
    expect(body(answer)).toMatchObject({ didDocument: {}, didResolutionMetadata: { error } });
  });

  it('gives a verification method as the document, with its controller', async () => {
    const answer = await ask(`${did}#${multibase}`, olderType);
    expect(answer.status).toBe(200);
    expect(body(answer).didDocument).toMatchObject({ id: `${did}#${multibase}`, type: 'Multikey', controller: did });
  });

  it('says invalidDidUrl for a broken DID URL', async () => {
    for (const id of [
      `${did}/^bar^/?query=\`#${multibase}`,
      `${did}?a=%zz`,
      `${did}##`,
      `${did}#`,
      `${did}#a b`,
      `${did}#a#b`,
    ]) {
      const answer = await ask(id, olderType);
      expect(answer.status).toBe(400);
      expect(body(answer)).toMatchObject({ didDocument: {}, didDereferencingMetadata: { error: 'invalidDidUrl' } });
    }
  });

  it.each([
    ['Unknown2030', 'unsupportedPublicKeyType'],
    ['JsonWebKey2020', 'invalidPublicKeyType'],
    ['Ed25519VerificationKey2018', 'invalidPublicKeyType'],
    ['X25519KeyAgreementKey2020', 'invalidPublicKeyType'],
    [['Multikey', 'Multikey'], 'unsupportedPublicKeyType'],
  ])('refuses the key format %s', async (publicKeyFormat, error) => {
    const answer = await ask(did, olderType, { publicKeyFormat });
    expect(answer.status).toBe(400);
    expect(body(answer)).toMatchObject({ didResolutionMetadata: { error } });
    expect((await ask(did, olderType, { publicKeyFormat: 'Multikey' })).status).toBe(200);
  });
});

describe('resolution options', () => {
  const type = 'application/did-resolution';

  it.each([
    ['service', 'Привет'],
    ['serviceType', 'foo\u200Bbar'],
    ['relativeRef', 'こんにちは'],
    ['relativeRef', 'my path/file'],
    ['relativeRef', 'file#section'],
    ['relativeRef', 'dir/with?query=value'],
    ['versionId', ['1', '2']],
    ['accept', '🔥'],
    ['versionTime', '2025-10-07 12:30:45'],
    ['versionTime', '2025-13-07T12:30:45Z'],
    ['versionTime', '2025-10-07T12:30:60Z'],
    ['versionTime', '2025-10-07T00:00:00'],
    ['versionTime', '2025-10-07T00:00:00+02:00'],
    ['versionTime', '2025-10-07T00:00:00.123Z'],
    ['versionTime', '2025-10-07'],
  ])('refuses %s "%s"', async (name, value) => {
    const answer = await ask(did, type, { [name]: value });
    expect(answer.status).toBe(400);
    expect(body(answer)).toMatchObject({
      didDocument: null,
      didResolutionMetadata: { error: { type: 'https://www.w3.org/ns/did#INVALID_OPTIONS' } },
    });
  });

  it.each([
    ['service', 'linkedDomain'],
    ['relativeRef', 'my%20path/file'],
    ['versionTime', '2025-10-07T14:30:00Z'],
    ['enableExperimentalPublicKeyTypes', 'false'],
  ])('takes %s "%s"', async (name, value) => {
    expect((await ask(did, type, { [name]: value })).status).toBe(200);
  });
});

describe('DID URL dereferencing', () => {
  const type = 'application/did-url-dereferencing';

  it('gives the method, the service and the document', async () => {
    const method = await ask(`${did}#${multibase}`, type);
    expect(method).toMatchObject({ status: 200, contentType: type });
    expect(body(method)).toMatchObject({
      dereferencingMetadata: { contentType: type },
      contentStream: { id: `${did}#${multibase}`, type: 'Multikey' },
      contentMetadata: {},
    });
    expect(body(await ask(`${own}#files`, type)).contentStream).toMatchObject({ type: 'Files' });
    expect(body(await ask(own, type)).contentStream).toMatchObject({ id: own });
    expect(body(await ask(`${did}#${multibase}`, 'application/did+json')).id).toBe(`${did}#${multibase}`);
  });

  it('selects a service address and keeps relative references inside it', async () => {
    const selected = await ask(`${own}?service=files&relativeRef=a%2Fb`, type);
    expect(body(selected).contentStream).toBe('https://files.example/base/a/b');
    expect(await ask(`${own}?service=files`, 'application/did+json')).toEqual({
      status: 200,
      contentType: 'text/uri-list',
      body: 'https://files.example/base/',
    });
  });

  it.each<[string, number, string]>([
    [`${did}#other`, 404, 'NOT_FOUND'],
    [`${did}/path`, 404, 'NOT_FOUND'],
    [`${own}?service=none`, 404, 'NOT_FOUND'],
    [`${own}?service=map`, 404, 'NOT_FOUND'],
    [`${own}?service=files&relativeRef=%2F%2Fevil.example`, 400, 'INVALID_DID_URL'],
    [`${own}?service=files&relativeRef=javascript:alert(1)`, 400, 'INVALID_DID_URL'],
    [`${did}#${'a'.repeat(3_000)}`, 400, 'INVALID_DID_URL'],
    ['did:key:abc#x', 400, 'INVALID_DID'],
  ])('%s fails with %i %s', async (id, status, code) => {
    const answer = await ask(id, type);
    expect(answer).toMatchObject({ status, contentType: type });
    expect(body(answer)).toEqual({
      dereferencingMetadata: { contentType: type, error: { type: `https://www.w3.org/ns/did#${code}` } },
      contentStream: null,
      contentMetadata: {},
    });
  });
});
