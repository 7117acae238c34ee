import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SDJwtInstance } from '@sd-jwt/core';
import { Tag, decode } from 'cbor2';
import { compactVerify, CompactSign, importJWK, type JWK } from 'jose';
import { joseCoseCommand } from '../../src/cli/jose-cose.js';
import type { JsonObject } from '../../src/shared/index.js';

/** Runs the real command over real files, as the suite's runner does. */
const folder = mkdtempSync(join(tmpdir(), 'jose-cose-'));
const curves = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', Ed25519: 'EdDSA' } as const;
type Curve = keyof typeof curves;
const features = [
  'credential_jose',
  'credential_sdjwt',
  'credential_cose',
  'presentation_jose',
  'presentation_sdjwt',
  'presentation_cose',
] as const;
type Feature = (typeof features)[number];
let runs = 0;
let counter = 0;

const file = (content: string): string => {
  const path = join(folder, `${counter++}`);
  writeFileSync(path, content);
  return path;
};

const keys = {} as Record<Curve, { path: string; publicJwk: JWK; secretJwk: JWK }>;
beforeAll(() => {
  for (const curve of Object.keys(curves) as Curve[]) {
    const { publicKey, privateKey } =
      curve === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
    const publicJwk = publicKey.export({ format: 'jwk' }) as JWK;
    const secretJwk = privateKey.export({ format: 'jwk' }) as JWK;
    const method = {
      id: `https://issuer.example/x#${curve}`,
      type: 'JsonWebKey',
      controller: 'https://issuer.example/x',
      publicKeyJwk: publicJwk,
      secretKeyJwk: secretJwk,
    };
    keys[curve] = { path: file(JSON.stringify(method)), publicJwk, secretJwk };
  }
});
afterAll(() => {
  expect(runs).toBeGreaterThanOrEqual(90);
});

interface Result {
  readonly result: string;
  readonly data: string;
}
async function run(
  action: 'issue' | 'verify',
  feature: string,
  input: unknown,
  more: { curve?: Curve; sd?: string[]; now?: string; key?: string } = {},
): Promise<Result> {
  runs++;
  const output = join(folder, `out-${counter++}.json`);
  const { curve = 'P-256', sd, now, key = keys[curve].path } = more;
  const args = [
    action,
    '--input',
    file(typeof input === 'string' ? input : JSON.stringify(input)),
    '--key',
    key,
    '--feature',
    feature,
    '--output',
    output,
  ];
  if (sd) args.push('--sd', JSON.stringify(sd));
  if (now) args.push('--now', now);
  expect(await joseCoseCommand.run(args)).toBe(0);
  return JSON.parse(readFileSync(output, 'utf8')) as Result;
}

const credential = (changes: JsonObject = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'http://university.example/credentials/1872',
  type: ['VerifiableCredential', 'ExampleAlumniCredential'],
  issuer: 'https://issuer.example/x',
  validFrom: '2010-01-01T19:23:24Z',
  credentialSubject: {
    id: 'did:example:123',
    address: { street: 'Main 1', city: 'Town' },
    phones: [{ n: 1 }, { n: 2 }],
  },
  ...changes,
});
const enveloped = (id = 'data:application/vc+jwt,eyJ.e30.x'): JsonObject => ({
  '@context': 'https://www.w3.org/ns/credentials/v2',
  type: 'EnvelopedVerifiableCredential',
  id,
});
const presentation = (changes: JsonObject = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: 'VerifiablePresentation',
  holder: 'https://issuer.example/x',
  verifiableCredential: [
    enveloped(),
    enveloped('data:application/vc+sd-jwt,eyJ.e30.x ~WyJ~'),
    enveloped('data:application/vc+cose;base64,0oRY'),
  ],
  ...changes,
});
const documentFor = (feature: Feature): JsonObject =>
  feature.startsWith('credential') ? credential() : presentation();

describe('issue and verify', () => {
  it.each(features.flatMap((feature) => (Object.keys(curves) as Curve[]).map((curve) => [feature, curve] as const)))(
    '%s with a %s key',
    async (feature, curve) => {
      const issued = await run('issue', feature, documentFor(feature), { curve });
      expect(issued.result).toBe('success');
      const verified = await run('verify', feature, `${issued.data}\n`, { curve });
      expect(verified.result).toBe('success');
      expect(JSON.parse(verified.data)).toEqual(documentFor(feature));
      const otherCurve = curve === 'P-256' ? 'P-384' : 'P-256';
      expect((await run('verify', feature, issued.data, { curve: otherCurve })).result).toBe('failure');
      const other = features.find((candidate) => candidate !== feature) ?? feature;
      expect((await run('verify', other, issued.data, { curve })).result).toBe('failure');
    },
  );

  it('other libraries read what it issues: jose, @sd-jwt/core, CBOR', async () => {
    const jws = (await run('issue', 'credential_jose', credential(), { curve: 'P-521' })).data;
    const { protectedHeader, payload } = await compactVerify(jws, await importJWK(keys['P-521'].publicJwk, 'ES512'));
    expect(protectedHeader).toEqual({ alg: 'ES512', typ: 'vc+jwt', cty: 'vc', kid: 'https://issuer.example/x#P-521' });
    expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual(credential());

    const sd = ['credentialSubject.address.street', 'credentialSubject.phones[1]', 'type'];
    const token = (await run('issue', 'credential_sdjwt', credential(), { curve: 'P-384', sd })).data;
    const instance = new SDJwtInstance({
      hashAlg: 'sha-256',
      hasher: (data: string | ArrayBuffer) =>
        new Uint8Array(
          createHash('sha256')
            .update(typeof data === 'string' ? data : Buffer.from(data))
            .digest(),
        ),
      verifier: async (data: string, signature: string) =>
        compactVerify(`${data}.${signature}`, await importJWK(keys['P-384'].publicJwk, 'ES384')).then(() => true),
    });
    const { payload: claims } = await instance.verify(token);
    expect(claims).toMatchObject(credential());
    expect(token.split('~')).toHaveLength(5);
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain('Main 1');

    const cose = (await run('issue', 'credential_cose', credential(), { curve: 'Ed25519' })).data;
    const tagged = decode<Tag>(Buffer.from(cose, 'base64'));
    expect(Number(tagged.tag)).toBe(18);
    const [header] = tagged.contents as [Uint8Array];
    expect(decode(header, { preferMap: true })).toEqual(
      new Map<number, unknown>([
        [1, -8],
        [3, 'application/vc'],
        [4, new TextEncoder().encode('https://issuer.example/x#Ed25519')],
        [16, 'application/vc+cose'],
      ]),
    );
  });

  it('what a holder hides stays hidden, at any depth, even the type', async () => {
    const sd = ['credentialSubject.address', 'credentialSubject.address.street', 'type'];
    const { data } = await run('issue', 'credential_sdjwt', credential(), { sd });
    const [jws = ''] = data.split('~');
    const shown = await run('verify', 'credential_sdjwt', `${jws}~`);
    expect(shown.result).toBe('success');
    const { type, credentialSubject } = JSON.parse(shown.data) as JsonObject;
    expect(type).toBeUndefined();
    expect(credentialSubject).not.toHaveProperty('address');
    expect(JSON.parse((await run('verify', 'credential_sdjwt', data)).data)).toEqual(credential());
  });
});

describe('issue refuses', () => {
  it.each<[string, Feature, JsonObject | string, string[]]>([
    ['an unknown member', 'credential_jose', credential({ badExtension: { huh: 'what?' } }), []],
    [
      'no issuer',
      'credential_cose',
      Object.fromEntries(Object.entries(credential()).filter(([name]) => name !== 'issuer')),
      [],
    ],
    ['a date that is none', 'credential_jose', credential({ validFrom: 'soon' }), []],
    ['text that is no JSON', 'credential_jose', '{"a":', []],
    ['duplicate members', 'credential_jose', '{"issuer":"did:a:b","issuer":"did:a:c"}', []],
    [
      'a bare credential in a presentation',
      'presentation_jose',
      presentation({ verifiableCredential: [credential()] }),
      [],
    ],
    [
      'an envelope without data: URL',
      'presentation_cose',
      presentation({ verifiableCredential: [enveloped('bad-credential')] }),
      [],
    ],
    ['a path that leads nowhere', 'credential_sdjwt', credential(), ['credentialSubject.none']],
    ['a path that is none', 'credential_sdjwt', credential(), ['a..b']],
  ])('%s', async (_what, feature, input, sd) => {
    expect(await run('issue', feature, input, { sd })).toEqual({ result: 'failure', data: '' });
  });
});

describe('verify refuses', () => {
  const sign = async (payload: JsonObject, header: JsonObject = {}): Promise<string> =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc', ...header })
      .sign(await importJWK(keys['P-256'].secretJwk, 'ES256'));

  it('accepts iat as ISO text, iss that agrees, and an end that is past while no clock is given', async () => {
    const token = await sign({
      ...credential(),
      iat: '2010-01-01T19:23:24Z',
      iss: 'https://issuer.example/x',
      jti: credential().id ?? '',
      exp: 1_734_397_450,
    });
    expect((await run('verify', 'credential_jose', token)).result).toBe('success');
    expect((await run('verify', 'credential_jose', token, { now: '2024-12-01T00:00:00Z' })).result).toBe('success');
    expect((await run('verify', 'credential_jose', token, { now: '2025-01-01T00:00:00Z' })).result).toBe('failure');
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a vc claim', { ...credential(), vc: {} }, {}],
    ['a vp claim', { ...credential(), vp: {} }, {}],
    ['another issuer in iss', { ...credential(), iss: 'https://other.example/' }, {}],
    ['another id in jti', { ...credential(), jti: 'urn:other' }, {}],
    ['no VerifiableCredential type', credential({ type: 'Other' }), {}],
    ['another typ', credential(), { typ: 'JWT' }],
    ['another cty', credential(), { cty: 'json' }],
    ['another typ in another spelling', credential(), { typ: 'application/vc+jwt' }],
  ])('%s', async (_what, payload, header) => {
    expect((await run('verify', 'credential_jose', await sign(payload, header))).result).toBe('failure');
  });

  it('presentations whose credentials are bare or not in a data: URL', async () => {
    for (const verifiableCredential of [[credential()], [enveloped('bad-credential')], ['eyJ.x.y']] as JsonObject[][]) {
      const token = await sign(presentation({ verifiableCredential }), { typ: 'vp+jwt', cty: 'vp' });
      expect((await run('verify', 'presentation_jose', token)).result).toBe('failure');
    }
  });

  it('unsecured documents, alg none, hex instead of base64, broken signatures, foreign disclosures', async () => {
    const unsecured = `${Buffer.from('{"alg":"none","typ":"vc+jwt","cty":"vc"}').toString('base64url')}.${Buffer.from(JSON.stringify(credential())).toString('base64url')}.`;
    const cose = (await run('issue', 'credential_cose', credential())).data;
    const jose = (await run('issue', 'credential_jose', credential())).data;
    const sdjwt = (await run('issue', 'credential_sdjwt', credential(), { sd: ['credentialSubject.id'] })).data;
    const refused: [Feature, string][] = [
      ['credential_jose', unsecured],
      ['credential_jose', JSON.stringify(credential())],
      ['credential_jose', ''],
      ['credential_jose', `${jose.slice(0, -6)}AAAAAA`],
      ['credential_cose', Buffer.from(cose, 'base64').toString('hex')],
      ['credential_cose', `${cose.slice(0, -8)}AAAAAAAA`],
      ['credential_sdjwt', sdjwt.slice(0, -1)],
      ['credential_sdjwt', `${sdjwt}${Buffer.from('["salt","name","x"]').toString('base64url')}~`],
    ];
    for (const [feature, token] of refused)
      expect([feature, (await run('verify', feature, token)).result]).toEqual([feature, 'failure']);
  });
});

describe('nothing is judged', () => {
  it('when the feature or the key is not understood', async () => {
    expect((await run('issue', 'credential_pdf', credential())).result).toBe('indeterminate');
    expect((await run('verify', 'credential_jose', 'x', { key: file('{"id":"x"}') })).result).toBe('indeterminate');
    expect((await run('verify', 'credential_jose', 'x', { key: file('not json') })).result).toBe('indeterminate');
  });

  it('when the command line is wrong', async () => {
    const wrong = [
      ['issue'],
      ['sign', '--input', 'a', '--key', 'b', '--feature', 'c', '--output', 'd'],
      ['issue', '--input', 'a', '--key', 'b', '--feature', 'c', '--output', 'd', '--sd', '{}'],
    ];
    for (const args of wrong)
      await expect(joseCoseCommand.run(args)).rejects.toMatchObject({ name: expect.stringMatching(/Error$/) });
  });
});
