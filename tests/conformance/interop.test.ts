import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as digitalBazaar from '@digitalbazaar/vc';
import * as digitalCredentials from '@digitalcredentials/vc';
import { createVerifiableCredentialJwt, createVerifiablePresentationJwt, type Issuer } from 'did-jwt-vc';
import { CompactSign, compactVerify, importJWK } from 'jose';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import request from 'supertest';
import { serve, type Running } from '../../src/app.js';
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
  test = await openTestService('embedded', '2026-03-02T08:00:00Z');
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
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual(credential);
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
