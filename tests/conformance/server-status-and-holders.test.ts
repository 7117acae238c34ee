import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConformanceServer, ProfileName } from '../../src/conformance/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import { ask, closeConnections, post, startForTest, text, type Answer } from '../support/conformance-client.js';
import { createDidKeyLoader } from '../support/did-key-loader.js';

const V2 = 'https://www.w3.org/ns/credentials/v2';
let server: ConformanceServer;
let asserted = 0;

beforeAll(async () => {
  server = await startForTest();
});
afterAll(async () => {
  await server.close();
  closeConnections();
  expect(asserted).toBe(48);
});

function expectAnswer(answer: Answer, status: number, code?: string): void {
  asserted++;
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
}

const credential = (changes: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject' },
  ...changes,
});
const verify = (verifiableCredential: unknown, options?: JsonObject): Promise<Answer> =>
  post(server.addresses.verify, { verifiableCredential, ...(options ? { options } : {}) });

async function issued(profile: ProfileName, document = credential()): Promise<JsonObject> {
  const answer = await post(server.addresses.issuers[profile].endpoint, { credential: document });
  expectAnswer(answer, 201);
  return answer.body.verifiableCredential as JsonObject;
}

describe('status', () => {
  it('is added by the issuer, published as a signed list, and stands against a revoked credential whatever is asked', async () => {
    const secured = await issued('status-list');
    const status = secured.credentialStatus as JsonObject;
    expect(status).toEqual({
      id: `${text(status.statusListCredential)}#${text(status.statusListIndex)}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: expect.stringMatching(/^\d+$/),
      statusListCredential: `${server.addresses.base}/status/revocation`,
    });
    const published = await ask(text(status.statusListCredential));
    expect(published.status).toBe(200);
    const { type, issuer, credentialSubject } = published.body;
    expect(type).toContain('BitstringStatusListCredential');
    expect(issuer).toBe(server.addresses.issuers['status-list'].id);
    const encoded = text((credentialSubject as JsonObject).encodedList);
    expect(encoded[0]).toBe('u');
    expect(gunzipSync(Buffer.from(encoded.slice(1), 'base64url')).length).toBeGreaterThanOrEqual(16_384);
    expectAnswer(await verify(published.body), 200);
    expectAnswer(await verify(secured), 200);
    const change = (value: unknown): Promise<Answer> =>
      post(`${server.addresses.base}/credentials/status`, { credentialStatus: status, status: value });
    expectAnswer(await change(true), 200);
    expectAnswer(await verify(secured), 400, 'revoked');
    expectAnswer(await verify(secured, { checks: ['proof'] }), 400, 'revoked');
    expectAnswer(await change(false), 200);
    expectAnswer(await verify(secured), 200);
    expectAnswer(await change('yes'), 400, 'request-malformed');
    expectAnswer(
      await post(`${server.addresses.base}/credentials/status`, { credentialStatus: {}, status: true }),
      400,
      'status-malformed',
    );
    expect((await ask(`${server.addresses.base}/status/other`)).status).toBe(404);
  });

  it('that cannot be had refuses, unless only the proof is asked about', async () => {
    const credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: 'https://nowhere.example/1',
    };
    const secured = await issued('eddsa-rdfc-2022', credential({ credentialStatus }));
    const answer = await verify(secured);
    expectAnswer(answer, 400, 'status-unreachable');
    expect(answer.body.outcome).toBe('could-not-be-checked');
    expectAnswer(await verify(secured, { checks: ['proof', 'credentialStatus'] }), 400, 'status-unreachable');
    const proofOnly = await verify(secured, { checks: ['proof'] });
    expectAnswer(proofOnly, 200);
    expect(proofOnly.body.warnings).toMatchObject([{ code: 'status-unreachable' }]);
  });
});

describe('identifiers', () => {
  const resolve = (did: string, accept: string, query = ''): Promise<Answer> =>
    ask(`${server.addresses.resolver}/${encodeURIComponent(did)}${query}`, { headers: { accept } });
  const NEW = 'application/did-resolution';
  const OLD = 'application/ld+json;profile="https://w3id.org/did-resolution"';

  it('answers in both forms', async () => {
    const { id } = server.addresses.issuers['ecdsa-rdfc-2019-p384'];
    const result = await resolve(id, NEW);
    expect(result).toMatchObject({
      status: 200,
      contentType: NEW,
      body: { didDocument: { id }, didResolutionMetadata: { contentType: NEW } },
    });
    const older = await resolve(id, OLD);
    expect(older).toMatchObject({ status: 200, body: { didDocument: { id }, didResolutionMetadata: {} } });
    const method = await resolve(`${id}#${id.slice('did:key:'.length)}`, OLD);
    expect(method.body.didDocument).toMatchObject({ controller: id, type: 'Multikey' });
    asserted += 3;
  });

  it.each([
    ['', 400, 'INVALID_DID', 'invalidDid'],
    ['did:key:zTjsVPtY', 400, 'INVALID_PUBLIC_KEY_LENGTH', 'invalidPublicKeyLength'],
    ['did:key:-4:z6Mk', 400, 'INVALID_DID', 'invalidDid'],
    ['did:nope:x', 501, 'METHOD_NOT_SUPPORTED', 'methodNotSupported'],
  ])('%s is refused with %i in both forms', async (did, status, type, name) => {
    const result = await resolve(did, NEW);
    expect(result).toMatchObject({
      status,
      body: { didDocument: null, didResolutionMetadata: { error: { type: `https://www.w3.org/ns/did#${type}` } } },
    });
    expect(await resolve(did, OLD)).toMatchObject({
      status,
      body: { didDocument: {}, didResolutionMetadata: { error: name } },
    });
    asserted += 2;
  });

  it('options and types it does not know', async () => {
    const { id } = server.addresses.issuers['vc-jwt'];
    expect((await resolve(id, 'text/html')).status).toBe(406);
    expect((await resolve(id, OLD, '?publicKeyFormat=NoSuchFormat')).body).toMatchObject({
      didResolutionMetadata: { error: 'unsupportedPublicKeyType' },
    });
    const method = `${id}#${id.slice('did:key:'.length)}`;
    const experimental = '?publicKeyFormat=Ed25519VerificationKey2018&enableExperimentalPublicKeyTypes=false';
    expect((await resolve(method, OLD, experimental)).body).toMatchObject({
      didDereferencingMetadata: { error: 'invalidPublicKeyType' },
    });
    expect((await resolve(`${id}/^bar^/?query=\`#${id.slice('did:key:'.length)}`, OLD)).body).toMatchObject({
      didDereferencingMetadata: { error: 'invalidDidUrl' },
    });
    asserted += 4;
  });
});

describe('presentations', () => {
  it('bound to challenge and domain, with every credential inside judged', async () => {
    const { formatNamed, freshSigner } = await import('../support/proofs.js');
    const { signer, record } = await freshSigner();
    const { challenge, domain } = (await post(`${server.addresses.base}/presentations/challenge`, {})).body as Record<
      string,
      string
    >;
    const sign = async (
      changes: JsonObject = {},
      given = { challenge: challenge ?? '', domain: domain ?? '' },
    ): Promise<JsonObject> => {
      const document = {
        '@context': [V2],
        type: ['VerifiablePresentation'],
        holder: record.controller,
        verifiableCredential: [await issued('vc-jwt'), await issued('eddsa-rdfc-2022')],
        ...changes,
      };
      const options = { signer, created: '2026-01-01T00:00:00Z', proofPurpose: 'authentication' as const, ...given };
      return (await formatNamed('eddsa-rdfc-2022').sign(document, options)) as JsonObject;
    };
    const present = (verifiablePresentation: unknown, options: JsonObject): Promise<Answer> =>
      post(server.addresses.presentations, { verifiablePresentation, options });
    const good = await sign();
    expectAnswer(await present(good, { challenge: 'another' }), 400, 'challenge-mismatch');
    expectAnswer(await present(good, { challenge: challenge ?? '', domain: 'another' }), 400, 'domain-mismatch');
    expectAnswer(await present({ ...good, holder: 'did:example:other' }, {}), 400, 'signature-invalid');
    expectAnswer(await present(await sign({ holder: 'did:example:other' }), {}), 400, 'unexpected-signer');
    expectAnswer(
      await present(
        await sign({
          verifiableCredential: [{ ...(await issued('eddsa-jcs-2022')), validFrom: '2020-01-01T00:00:00Z' }],
        }),
        {},
      ),
      400,
      'signature-invalid',
    );
    expectAnswer(await present('eyJ', {}), 400, 'request-malformed');
    expectAnswer(await present({ ...good, verifiableCredential: ['eyJ'] }, {}), 400, 'credential-not-object');
    const once = await present(good, { challenge: challenge ?? '' });
    expectAnswer(once, 200);
    expect(once.body).toMatchObject({
      verified: true,
      holder: record.controller,
      credentialResults: [{ verified: true }, { verified: true }],
    });
    expectAnswer(await present(good, { challenge: challenge ?? '' }), 400, 'challenge-used');
    expectAnswer(await present(good, { challenge: `${(challenge ?? '').slice(0, -2)}AA` }), 400, 'challenge-foreign');
  });

  it('a stranger’s presentation made with the library of the suites', async () => {
    const { signPresentation } = await import('@digitalbazaar/vc');
    const { DataIntegrityProof } = await import('@digitalbazaar/data-integrity');
    const { cryptosuite } = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
    const { freshSigner } = await import('../support/proofs.js');
    const { signer } = await freshSigner();
    const suite = new DataIntegrityProof({
      cryptosuite,
      signer: { id: signer.id, algorithm: 'Ed25519', sign: ({ data }: { data: Uint8Array }) => signer.sign(data) },
    });
    const presentation = {
      '@context': [V2],
      type: ['VerifiablePresentation'],
      verifiableCredential: [await issued('ecdsa-rdfc-2019-p256')],
    };
    const signed = await signPresentation({
      presentation,
      suite,
      documentLoader: createDidKeyLoader(),
      challenge: 'uSomeNonce',
      domain: 'suite.example',
    });
    expectAnswer(
      await post(server.addresses.presentations, {
        verifiablePresentation: signed,
        options: { challenge: 'uSomeNonce', domain: 'suite.example', checks: [] },
      }),
      200,
    );
  });
});
