import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as digitalBazaar from '@digitalbazaar/vc';
import * as digitalCredentials from '@digitalcredentials/vc';
import { createVerifiableCredentialJwt, createVerifiablePresentationJwt, type Issuer } from 'did-jwt-vc';
import { CompactSign, compactVerify, importJWK } from 'jose';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import sharp from 'sharp';
import request from 'supertest';
import { serve, type Running } from '../../src/app.js';
import { bakePng, bakeSvg } from '../../src/credentials/index.js';
import { changeCertificateStatus } from '../../src/issuance/index.js';
import { publicKeyObjectOf, type PublicKeyRecord, type Signer } from '../../src/keys/index.js';
import { envelope } from '../../src/proofs/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import { text } from '../support/conformance-client.js';
import { createDidKeyLoader } from '../support/did-key-loader.js';
import { created, credentialBy, formatNamed, freshSigner } from '../support/proofs.js';
import { certify, credentialOf, officers, openOffice, openTestService, type TestService } from '../support/service.js';

const V1 = 'https://www.w3.org/2018/credentials/v1';
/** The part of the two W3C libraries that they share. */
type CredentialLibrary = Pick<typeof digitalBazaar, 'issue' | 'verifyCredential'>;
const libraries: readonly [string, CredentialLibrary][] = [
  ['@digitalbazaar/vc', digitalBazaar],
  ['@digitalcredentials/vc', digitalCredentials],
];

let test: TestService;
let running: Running;
let http: ReturnType<typeof request>;
let stranger: { signer: Signer; record: PublicKeyRecord };
let ecdsa: { signer: Signer; record: PublicKeyRecord };

beforeAll(async () => {
  test = await openTestService('postgresql', '2026-03-02T08:00:00Z');
  stranger = await freshSigner();
  ecdsa = await freshSigner('P-256');
  running = await serve(test.service, { ...test.settings, port: 0 });
  http = request(`http://127.0.0.1:${running.port}`);
}, 60_000);
afterAll(async () => {
  await running.close();
});

const vcApi = async (path: string, body: object): Promise<{ status: number; body: JsonObject }> => {
  const answer = await http.post(path).send(body);
  return { status: answer.status, body: answer.body as JsonObject };
};
const verify = (verifiableCredential: unknown): ReturnType<typeof vcApi> =>
  vcApi('/credentials/verify', { verifiableCredential });
const report = async (input: unknown): Promise<JsonObject> =>
  (await http.post('/api/verify').send({ input })).body as JsonObject;
const integrityOf = (judged: JsonObject): unknown => (judged.checks as JsonObject[])[0]?.code;

const suiteOf = (signer?: Signer): DataIntegrityProof =>
  new DataIntegrityProof({
    cryptosuite,
    ...(signer
      ? { signer: { id: signer.id, algorithm: 'Ed25519', sign: ({ data }: { data: Uint8Array }) => signer.sign(data) } }
      : {}),
  });

describe('our own certificate', () => {
  let certificateId: string;
  let certificate: JsonObject;
  beforeAll(async () => {
    const office = await openOffice(test.service);
    [certificateId = ''] = await certify(test, office, { day: '2026-03-02', count: 1 });
    certificate = await credentialOf(test.service, certificateId);
  }, 60_000);

  it('verifies for the world, changed it does not', async () => {
    expect(await verify(certificate)).toMatchObject({
      status: 200,
      body: { verified: true, proofs: ['eddsa-jcs-2022'], errors: [] },
    });
    expect(await verify({ ...certificate, name: 'Another award' })).toMatchObject({
      status: 400,
      body: { code: 'signature-invalid' },
    });
  });

  it('revoked it is refused, whatever the client asks to be checked', async () => {
    const two = { actorId: officers.administrator, secondActorId: officers.release };
    await changeCertificateStatus(
      { ...two, certificateId, event: 'revoke', reasonClass: 'holder-request' },
      test.service.issuance,
    );
    for (const options of [{}, { checks: ['proof'] }, { checks: [] }]) {
      const answer = await vcApi('/credentials/verify', { verifiableCredential: certificate, options });
      expect(answer).toMatchObject({ status: 400, body: { code: 'revoked', verified: false } });
    }
    expect(await report(certificate)).toMatchObject({ verdict: 'revoked', foreign: false });
  });

  it('a challenge of the service is good once, also for the database', async () => {
    const { challenge, domain } = (await http.post('/presentations/challenge')).body as {
      challenge: string;
      domain: string;
    };
    const document = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: stranger.record.controller,
    };
    const options = { signer: stranger.signer, created, proofPurpose: 'authentication' as const, challenge, domain };
    const verifiablePresentation = await formatNamed('eddsa-jcs-2022').sign(document, options);
    const show = (): ReturnType<typeof vcApi> =>
      vcApi('/presentations/verify', { verifiablePresentation, options: { challenge, domain } });
    const both = await Promise.all([show(), show()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await show()).toMatchObject({ status: 400, body: { code: 'challenge-used' } });
  });
});

describe.each(libraries)('%s on the other side', (_name, library) => {
  it('a stranger’s Open Badge verifies here and is reported as foreign', async () => {
    const credential = credentialBy(stranger.record.controller);
    const badge = await library.issue({
      credential,
      suite: suiteOf(stranger.signer),
      documentLoader: createDidKeyLoader(),
    });
    expect(await verify(badge)).toMatchObject({ status: 200, body: { verified: true, proofs: ['eddsa-rdfc-2022'] } });
    const judged = await report(badge);
    expect(judged).toMatchObject({ foreign: true, verdict: 'cannot-confirm', claims: { kind: 'foreign' } });
    expect(integrityOf(judged)).toBe('I00');
    const changed = { ...badge, name: 'National Certificate IV' };
    expect(await verify(changed)).toMatchObject({ status: 400, body: { code: 'signature-invalid' } });
    expect(await report(changed)).toMatchObject({ verdict: 'altered' });
  });

  it('ours verifies there, changed it does not', async () => {
    const ours = (await formatNamed('eddsa-rdfc-2022').sign(credentialBy(stranger.record.controller), {
      signer: stranger.signer,
      created,
    })) as JsonObject;
    const judge = (credential: JsonObject): Promise<{ verified: boolean }> =>
      library.verifyCredential({
        credential,
        suite: suiteOf(),
        documentLoader: createDidKeyLoader(),
        now: new Date('2026-03-02T08:00:00Z'),
      });
    expect((await judge(ours)).verified).toBe(true);
    expect((await judge({ ...ours, name: 'Another award' })).verified).toBe(false);
  });
});

describe('jose on the other side', () => {
  it('a stranger’s vc+jwt verifies here and is reported as foreign; ours verifies there', async () => {
    const signer = { sign: (data: Uint8Array) => ecdsa.signer.sign(data) };
    const credential = credentialBy(ecdsa.record.controller);
    const input = [{ alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: ecdsa.record.id }, credential]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const token = `${input}.${Buffer.from(await signer.sign(Buffer.from(input))).toString('base64url')}`;
    expect(await verify(envelope(token, 'vc+jwt'))).toMatchObject({ status: 200, body: { proofs: ['vc+jwt'] } });
    const judged = await report(token);
    expect(judged).toMatchObject({ foreign: true, input: 'jwt' });
    expect(integrityOf(judged)).toBe('I00');
    const ours = text(await formatNamed('vc+jwt').sign(credential, { signer: ecdsa.signer, created }));
    const key = publicKeyObjectOf(ecdsa.record.publicKeyMultibase);
    const { payload } = await compactVerify(ours, key ?? new Uint8Array(), { algorithms: ['ES256'] });
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual({
      ...credential,
      iat: Date.parse(created) / 1000,
    });
  });

  it('a token signed with a shared secret or another key is not taken', async () => {
    const payload = Buffer.from(JSON.stringify(credentialBy(ecdsa.record.controller)));
    const header = { typ: 'vc+jwt', cty: 'vc', kid: ecdsa.record.id };
    const mac = await new CompactSign(payload)
      .setProtectedHeader({ alg: 'HS256', ...header })
      .sign(Buffer.from(ecdsa.record.publicKeyMultibase.padEnd(64)));
    expect(await verify(envelope(mac, 'vc+jwt'))).toMatchObject({ status: 400, body: { code: 'token-header' } });
    const other = await importJWK(
      {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
      },
      'ES256',
    );
    const forged = await new CompactSign(payload).setProtectedHeader({ alg: 'ES256', ...header }).sign(other);
    expect(await verify(envelope(forged, 'vc+jwt'))).toMatchObject({
      status: 400,
      body: { code: 'signature-invalid' },
    });
  });
});

describe('@sd-jwt/sd-jwt-vc on the other side', () => {
  const hasher = (data: string | ArrayBuffer): Uint8Array =>
    new Uint8Array(
      createHash('sha256')
        .update(typeof data === 'string' ? data : Buffer.from(data))
        .digest(),
    );
  const claims = (): JsonObject => ({
    iss: ecdsa.record.controller,
    iat: 1_767_225_600,
    vct: 'https://issuer.example/certificate',
    given_name: 'Ana',
    trade: 'Welding',
  });

  it('a stranger’s SD-JWT VC is read here as foreign and genuine', async () => {
    const instance = new SDJwtVcInstance({
      hasher,
      hashAlg: 'sha-256',
      saltGenerator: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
      signAlg: 'ES256',
      signer: async (data: string) => Buffer.from(await ecdsa.signer.sign(Buffer.from(data))).toString('base64url'),
    });
    const token = await instance.issue(claims() as never, { _sd: ['given_name'] } as never, {
      header: { kid: ecdsa.record.id },
    });
    const judged = await report(token);
    expect(judged).toMatchObject({ foreign: true, input: 'sd-jwt' });
    expect(integrityOf(judged)).toBe('I00');
    const [jws = ''] = token.split('~');
    expect(await report(`${jws.slice(0, -8)}AAAAAAAA~`)).toMatchObject({ verdict: 'altered' });
  });

  it('ours verifies there, with what was disclosed', async () => {
    const token = text(
      await formatNamed('dc+sd-jwt').sign(claims(), { signer: ecdsa.signer, created, disclosable: ['/given_name'] }),
    );
    const key = publicKeyObjectOf(ecdsa.record.publicKeyMultibase);
    const instance = new SDJwtVcInstance({
      hasher,
      hashAlg: 'sha-256',
      verifier: async (data: string, signature: string) =>
        compactVerify(`${data}.${signature}`, key ?? new Uint8Array()).then(() => true),
    });
    expect((await instance.verify(token)).payload).toMatchObject({ given_name: 'Ana', trade: 'Welding' });
  });
});

describe('did-jwt-vc on the other side', () => {
  const issuer = (): Issuer => ({
    did: stranger.record.controller,
    alg: 'EdDSA',
    signer: async (data: string | Uint8Array) =>
      Buffer.from(await stranger.signer.sign(Buffer.from(data))).toString('base64url'),
  });
  const payload = {
    sub: 'did:example:holder',
    nbf: 1_767_225_600,
    vc: { '@context': [V1], type: ['VerifiableCredential'], credentialSubject: { id: 'did:example:holder' } },
  };

  it('a stranger’s JWT credential and presentation of the older kind verify, without a kid', async () => {
    const credential = await createVerifiableCredentialJwt(payload, issuer());
    expect(await verify(envelope(credential, 'jwt'))).toMatchObject({
      status: 200,
      body: { verified: true, proofs: ['jwt'] },
    });
    const presentation = await createVerifiablePresentationJwt(
      {
        vp: {
          '@context': [V1],
          type: ['VerifiablePresentation'],
          verifiableCredential: [credential],
        },
      },
      issuer(),
      { challenge: 'n-1', domain: 'v.example' },
    );
    const show = (options: object): ReturnType<typeof vcApi> =>
      vcApi('/presentations/verify', {
        verifiablePresentation: envelope(presentation, 'jwt', 'EnvelopedVerifiablePresentation'),
        options,
      });
    expect(await show({ challenge: 'n-1', domain: 'v.example' })).toMatchObject({
      status: 200,
      body: { holder: stranger.record.controller },
    });
    expect(await show({ challenge: 'n-2' })).toMatchObject({ status: 400, body: { code: 'challenge-mismatch' } });
  });

  it('its claims are not taken for the newer format, and contradictions are refused', async () => {
    const credential = await createVerifiableCredentialJwt(payload, issuer());
    expect((await verify(envelope(credential, 'vc+jwt'))).status).toBe(400);
    const twoSubjects = await createVerifiableCredentialJwt(
      { ...payload, vc: { ...payload.vc, credentialSubject: { id: 'did:example:other' } } },
      issuer(),
    );
    expect(await verify(envelope(twoSubjects, 'jwt'))).toMatchObject({ status: 400, body: { code: 'token-claims' } });
    const expired = await createVerifiableCredentialJwt({ ...payload, exp: 1_767_312_000 }, issuer());
    expect(await verify(envelope(expired, 'jwt'))).toMatchObject({ status: 400, body: { code: 'token-expired' } });
  });
});

describe('badges of others in the shapes that 1EdTech knows', () => {
  const file = async (name: string, bytes: Uint8Array): Promise<JsonObject> =>
    (await http.post('/api/verify').attach('file', Buffer.from(bytes), name)).body as JsonObject;
  const foreignAndIntact = { foreign: true, verdict: 'cannot-confirm', claims: { kind: 'foreign' } };
  const times = { nbf: 1_769_904_000, iat: 1_769_904_000 };

  async function token(payload: JsonObject, header: JsonObject, key = privateKey): Promise<string> {
    const body = new TextEncoder().encode(JSON.stringify(payload));
    return new CompactSign(body).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
  }
  let privateKey: KeyObject;
  let did: string;
  let badge: JsonObject;
  beforeAll(() => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    ({ privateKey } = pair);
    const jwk = pair.publicKey.export({ format: 'jwk' });
    did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
    badge = credentialBy(did);
  });
  const claims = (): JsonObject => ({ ...badge, iss: did, jti: badge.id ?? null, sub: subjectId(badge), ...times });
  const subjectId = ({ credentialSubject }: JsonObject): string => text((credentialSubject as JsonObject).id);

  it.each<[string, JsonObject]>([
    ['typ JWT', { typ: 'JWT' }],
    ['no typ', {}],
  ])('Open Badges 3.0 as a JWT of its own claims, %s', async (_what, header) => {
    const signed = await token(claims(), { ...header, kid: `${did}#0` });
    const judged = await report(signed);
    expect([judged, integrityOf(judged)]).toMatchObject([foreignAndIntact, 'I00']);
    expect(judged.sentence).toContain('Open Badges 3.0');
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(await report(await token(claims(), { ...header, kid: `${did}#0` }, other))).toMatchObject({
      verdict: 'altered',
      claims: null,
    });
  });

  it('its key comes by name, never in the token, and its claims must agree', async () => {
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as JsonObject;
    expect(integrityOf(await report(await token(claims(), { typ: 'JWT', jwk })))).not.toBe('I00');
    for (const changes of [{ iss: 'did:example:other' }, { jti: 'urn:x:other' }, { sub: 'did:example:other' }]) {
      const signed = await token({ ...claims(), ...changes }, { typ: 'JWT', kid: `${did}#0` });
      expect(integrityOf(await report(signed))).not.toBe('I00');
    }
    const both = await token({ ...claims(), vc: badge }, { typ: 'JWT', kid: `${did}#0` });
    expect(integrityOf(await report(both))).not.toBe('I00');
    // As the newer format it would need its type.
    expect((await verify(envelope(await token(claims(), { typ: 'JWT', kid: `${did}#0` }), 'vc+jwt'))).status).toBe(400);
  });

  it('Open Badges 3.0 in the claim vc, made by did-jwt-vc', async () => {
    const { '@context': _context, validFrom: _from, validUntil: _until, issuer: _issuer, ...rest } = badge;
    const vc = { ...rest, '@context': [V1, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'] };
    const signer = async (data: string | Uint8Array) =>
      Buffer.from(await stranger.signer.sign(Buffer.from(data))).toString('base64url');
    const signed = await createVerifiableCredentialJwt(
      { sub: subjectId(badge), nbf: times.nbf, vc: vc as never },
      { did: stranger.record.controller, alg: 'EdDSA', signer },
    );
    const judged = await report(signed);
    expect([judged, integrityOf(judged)]).toMatchObject([foreignAndIntact, 'I00']);
    const [head = '', , signature = ''] = signed.split('.');
    const forged = Buffer.from(JSON.stringify({ vc, iss: stranger.record.controller, nbf: 1 })).toString('base64url');
    expect((await report(`${head}.${forged}.${signature}`)).verdict).toBe('altered');
  });

  it('a badge baked into a PNG or an SVG, as JSON or as a token', async () => {
    const png = new Uint8Array(
      await sharp({ create: { width: 60, height: 60, channels: 3, background: '#246' } })
        .png()
        .toBuffer(),
    );
    const svg =
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>';
    const signed = await formatNamed('eddsa-rdfc-2022').sign(credentialBy(stranger.record.controller), {
      signer: stranger.signer,
      created,
    });
    for (const text of [JSON.stringify(signed), await token(claims(), { typ: 'JWT', kid: `${did}#0` })]) {
      for (const [name, bytes] of [
        ['badge.png', bakePng(png, text)],
        ['badge.svg', new TextEncoder().encode(bakeSvg(svg, text))],
      ] as const) {
        const judged = await file(name, bytes);
        expect([name, judged, integrityOf(judged)]).toMatchObject([name, foreignAndIntact, 'I00']);
      }
    }
    // Without a badge a picture is still looked at for a code.
    expect(await file('plain.png', png)).toMatchObject({ code: 'E10' });
    expect(await file('plain.svg', new TextEncoder().encode(svg))).toMatchObject({ code: 'E12' });
  });

  it.each(libraries)('a Comprehensive Learner Record 2.0 made with %s', async (_name, library) => {
    const issuer = stranger.record.controller;
    const inner = await library.issue({
      credential: credentialBy(issuer),
      suite: suiteOf(stranger.signer),
      documentLoader: createDidKeyLoader(),
    });
    const record = await library.issue({
      credential: {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
          'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        ],
        id: 'urn:uuid:6f2c1a52-7b1e-4b5e-9d3a-0c6a1f0b7a99',
        type: ['VerifiableCredential', 'ClrCredential'],
        name: 'Learner record',
        issuer: { id: issuer, type: ['Profile'], name: 'Skills Authority' },
        validFrom: '2026-02-01T00:00:00Z',
        credentialSubject: {
          id: 'urn:uuid:0d4f6a11-57e1-4b6e-9a4e-8a1f7f8f2b10',
          type: ['ClrSubject'],
          verifiableCredential: [inner],
        },
      },
      suite: suiteOf(stranger.signer),
      documentLoader: createDidKeyLoader(),
    });
    expect(await verify(record)).toMatchObject({ status: 200, body: { verified: true } });
    const judged = await report(record);
    expect([judged, integrityOf(judged)]).toMatchObject([foreignAndIntact, 'I00']);
    expect(judged.sentence).toContain('Comprehensive Learner Record 2.0');
    expect((await verify({ ...record, name: 'Another' })).status).toBe(400);
  });
});
