import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publicKeyObjectOf, type KeyAlgorithm } from '../../src/keys/index.js';
import { verifyProofs } from '../../src/proofs/index.js';
import { base64urlEncode, utf8, type JsonObject } from '../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner } from '../support/proofs.js';

const algs = [
  'none',
  'None',
  '',
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'PS256',
  'ES256',
  'ES384',
  'ES512',
  'ES256K',
  'EdDSA',
  'Ed448',
];
const typs = [
  'vc+jwt',
  'vp+jwt',
  'vc+sd-jwt',
  'dc+sd-jwt',
  'kb+jwt',
  'JWT',
  'at+jwt',
  'application/vc+jwt',
  'VC+JWT',
  undefined,
];
const keys: readonly KeyAlgorithm[] = ['Ed25519', 'P-256', 'P-384'];
const text = (value: unknown): string => base64urlEncode(utf8(JSON.stringify(value)));
const judge = async (token: string): Promise<unknown[]> => {
  const { outcome, reason } = await verifyProofs(token, formats, expected);
  return [outcome, reason];
};

async function forge(algorithm: KeyAlgorithm, header: JsonObject, edit: (payload: string) => string = (same) => same) {
  const { signer, record } = await freshSigner(algorithm);
  const payload = base64urlEncode(utf8(edit(JSON.stringify(credentialBy(record.controller)))));
  const input = `${text({ kid: signer.id, ...header })}.${payload}`;
  return { input, record, token: `${input}.${base64urlEncode(await signer.sign(utf8(input)))}` };
}

describe('JWT confusion: algorithm x key x type', () => {
  it('of 420 tokens with genuine signatures only the three listed cells pass', async () => {
    const passed: string[] = [];
    let tried = 0;
    for (const alg of algs) {
      for (const key of keys) {
        for (const typ of typs) {
          tried++;
          const { token } = await forge(key, { alg, ...(typ === undefined ? {} : { typ }) });
          if ((await judge(token))[0] === 'verified') passed.push(`${alg} ${key} ${typ ?? 'no type'}`);
        }
      }
    }
    expect(tried).toBe(420);
    expect(passed.sort()).toEqual(['ES256 P-256 vc+jwt', 'ES384 P-384 vc+jwt', 'EdDSA Ed25519 vc+jwt']);
  });

  it('a public key is no HMAC secret', async () => {
    for (const key of keys) {
      const { input, record } = await forge(key, { alg: 'HS256', typ: 'vc+jwt' });
      const object = publicKeyObjectOf(record.publicKeyMultibase);
      const secrets = [
        object?.export({ format: 'pem', type: 'spki' }) ?? '',
        object?.export({ format: 'der', type: 'spki' }) ?? '',
        record.publicKeyMultibase,
      ];
      for (const secret of secrets) {
        const mac = createHmac('sha256', secret).update(input).digest('base64url');
        expect(await judge(`${input}.${mac}`)).toEqual(['broken', 'token-header']);
      }
    }
  });

  it('unsigned tokens are refused however they are spelled', async () => {
    const { input } = await forge('Ed25519', { alg: 'none', typ: 'vc+jwt' });
    expect(await judge(`${input}.`)).toEqual(['broken', 'token-malformed']);
    expect(await judge(`${input}.AA`)).toEqual(['broken', 'token-header']);
    expect(await judge(input)).toEqual(['broken', 'token-malformed']);
  });
});

describe('JWT headers', () => {
  const good = { alg: 'EdDSA', typ: 'vc+jwt' };

  it.each<[string, JsonObject]>([
    ['jwk', { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } }],
    ['jku', { jku: 'https://evil.example/keys' }],
    ['x5c', { x5c: ['AA'] }],
    ['x5u', { x5u: 'https://evil.example/cert' }],
    ['crit', { crit: ['exp'], exp: 1 }],
    ['b64', { b64: false }],
    ['zip', { zip: 'DEF' }],
    ['enc', { enc: 'A128GCM' }],
    ['another cty', { cty: 'JWT' }],
  ])('refuses %s even when everything else is genuine', async (_name, extra) => {
    const { token } = await forge('Ed25519', { ...good, ...extra });
    expect(await judge(token)).toEqual(['broken', 'token-header']);
  });

  it('does not take the key from an embedded jwk when kid names another', async () => {
    const victim = await freshSigner();
    const { token } = await forge('Ed25519', { ...good, kid: victim.record.id });
    expect(await judge(token)).toEqual(['broken', 'signature-invalid']);
  });

  it.each([
    ['no kid', { kid: null }],
    ['a kid that is a list', { kid: ['did:key:z1#z1'] }],
    ['a kid on the web', { kid: 'https://evil.example/key' }],
    ['a path', { kid: '../../etc/passwd' }],
  ])('%s names no key', async (_what, extra) => {
    const { token } = await forge('Ed25519', { ...good, ...(extra as JsonObject) });
    expect(await judge(token)).toEqual(['unknown', 'key-unknown']);
  });
});

describe('JWT spelling', () => {
  let token = '';
  beforeAll(async () => {
    ({ token } = await forge('Ed25519', { alg: 'EdDSA', typ: 'vc+jwt' }));
  });

  it('the last character has one spelling (a lenient reader accepts four)', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    expect(await judge(token)).toEqual(['verified', null]);
    const others = [...alphabet].filter((char) => char !== token.at(-1));
    for (const char of others) expect((await judge(token.slice(0, -1) + char))[0]).toBe('broken');
    expect(others).toHaveLength(63);
  });

  it.each<[string, (good: string) => string]>([
    ['padding', (good) => `${good}=`],
    ['white space', (good) => `${good}\n`],
    ['a fourth part', (good) => `${good}.AA`],
    ['the standard alphabet', (good) => `${good}+`],
    ['more than any credential', (good) => good + 'A'.repeat(140_000)],
  ])('refuses %s', async (_what, edit) => {
    expect(await judge(edit(token))).toEqual(['broken', 'token-malformed']);
  });

  it('refuses duplicate keys that two readers would read differently', async () => {
    const twice = await forge('Ed25519', { alg: 'EdDSA', typ: 'vc+jwt' }, (json) =>
      json.replace('{', '{"level":2,"level":4,'),
    );
    const proto = await forge('Ed25519', { alg: 'EdDSA', typ: 'vc+jwt' }, (json) =>
      json.replace('{', '{"__proto__":{},'),
    );
    for (const { token: bad } of [twice, proto]) {
      expect(await judge(bad)).toEqual(['broken', 'token-malformed']);
    }
  });

  it('a token is not a document and a document is not a token', async () => {
    const { signer, record } = await freshSigner();
    const secured = await formatNamed('eddsa-jcs-2022').sign(credentialBy(record.controller), { signer, created });
    expect(await judge(JSON.stringify(secured))).toEqual(['unknown', 'unsupported-format']);
    expect(await formatNamed('vc+jwt').verify(secured, null, expected)).toEqual({
      outcome: 'broken',
      reason: 'token-malformed',
    });
    expect(await formatNamed('eddsa-jcs-2022').verify(token, null, expected)).toEqual({
      outcome: 'broken',
      reason: 'proof-malformed',
    });
  });
});
