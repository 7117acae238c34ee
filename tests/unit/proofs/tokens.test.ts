import { SDJwtInstance } from '@sd-jwt/core';
import { CompactSign, compactVerify } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  multikeyOf,
  publicKeyObjectOf,
  type KeyAlgorithm,
  type PublicKeyRecord,
  type Signer,
} from '../../../src/keys/index.js';
import {
  bindToHolder,
  documentOfToken,
  envelope,
  presentSdJwt,
  unwrapEnvelope,
  verifyProofs,
} from '../../../src/proofs/index.js';
import { jwsAlgorithms } from '../../../src/proofs/jws.js';
import { sdHasher } from '../../../src/proofs/key-binding.js';
import type { JsonObject } from '../../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner, now } from '../../support/proofs.js';

const algorithms: KeyAlgorithm[] = ['Ed25519', 'P-256', 'P-384'];
const tokenFormats = ['vc+jwt', 'vc+sd-jwt', 'dc+sd-jwt', 'vc+cose'];
const judge = async (token: string, options = {}) => {
  const { outcome, reason } = await verifyProofs(token, formats, { ...expected, ...options });
  return [outcome, reason];
};

describe.each(tokenFormats)('%s', (id) => {
  it.each(algorithms)('signs and verifies with %s, and refuses a changed payload', async (algorithm) => {
    const { signer, record } = await freshSigner(algorithm);
    const token = (await formatNamed(id).sign(credentialBy(record.controller), { signer, created })) as string;
    expect(await verifyProofs(token, formats, { ...expected, expectedController: record.controller })).toMatchObject({
      outcome: 'verified',
      proofs: [{ format: id, result: { verificationMethod: record.id } }],
    });
    const middle = Math.floor(token.length / 3);
    const changed = `${token.slice(0, middle)}${token[middle] === 'A' ? 'B' : 'A'}${token.slice(middle + 1)}`;
    expect((await judge(changed))[0]).not.toBe('verified');
  });

  it('tells missing keys from wrong ones', async () => {
    const { signer, record } = await freshSigner();
    const other = await freshSigner();
    const token = (await formatNamed(id).sign(credentialBy(record.controller), { signer, created })) as string;
    expect(await judge(token, { lookupKey: async () => null })).toEqual(['unknown', 'key-unknown']);
    expect(await judge(token, { lookupKey: async () => 'unreachable' })).toEqual(['unknown', 'key-unreachable']);
    expect(await judge(token, { lookupKey: async () => other.record })).toEqual(['broken', 'signature-invalid']);
  });
});

describe('vc+jwt beside other software', () => {
  it.each(algorithms)('jose verifies ours and we verify its own, %s', async (algorithm) => {
    const { signer, record } = await freshSigner(algorithm);
    const document = credentialBy(record.controller);
    const token = (await formatNamed('vc+jwt').sign(document, { signer, created })) as string;
    const key = publicKeyObjectOf(record.publicKeyMultibase);
    const { payload, protectedHeader } = await compactVerify(token, key ?? new Uint8Array(), {
      algorithms: [jwsAlgorithms[algorithm]],
    });
    const iat = Date.parse(created) / 1000;
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ ...document, iat });
    expect(protectedHeader).toEqual({ alg: jwsAlgorithms[algorithm], typ: 'vc+jwt', cty: 'vc', kid: record.id });
    expect(documentOfToken(token)).toEqual(document);
  });

  it('verifies what jose signed', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const multibase = multikeyOf(privateKey) ?? '';
    const payload = new TextEncoder().encode(JSON.stringify(credentialBy(`did:key:${multibase}`)));
    const token = await new CompactSign(payload)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: `did:key:${multibase}#${multibase}` })
      .sign(privateKey);
    expect(await judge(token)).toEqual(['verified', null]);
  });
});

describe('token claims', () => {
  let signer: Signer;
  let record: PublicKeyRecord;
  const sign = async (extra: JsonObject): Promise<string> =>
    (await formatNamed('vc+jwt').sign({ ...credentialBy(record.controller), ...extra }, { signer, created })) as string;
  beforeAll(async () => ({ signer, record } = await freshSigner()));
  const at = now.getTime() / 1000;

  it.each<[string, JsonObject, string | null]>([
    ['iat now', { iat: at }, null],
    ['iat as text', { iat: '2026-02-01T00:00:00Z' }, null],
    ['iat within the skew', { iat: at + 300 }, null],
    ['iat a year ahead', { iat: at + 31_536_000 }, 'token-claims'],
    ['iat as nonsense', { iat: 'yesterday' }, 'token-claims'],
    ['nbf ahead', { nbf: at + 301 }, 'token-claims'],
    ['exp ahead', { exp: at + 1 }, null],
    ['exp now', { exp: at }, 'token-expired'],
  ])('%s', async (_what, extra, reason) => {
    expect(await judge(await sign(extra))).toEqual([reason === null ? 'verified' : 'broken', reason]);
  });

  it('does not judge dates without a clock', async () => {
    expect(await judge(await sign({ exp: at + 1 }), { now: undefined })).toEqual(['unknown', 'unsupported-format']);
  });

  it.each<[string, JsonObject]>([
    ['another issuer', { iss: 'did:web:ministry.example' }],
    ['another id', { jti: 'urn:uuid:1' }],
    ['another subject', { sub: 'urn:uuid:1' }],
    ['a vc claim', { vc: {} }],
    ['a vp claim', { vp: {} }],
  ])('is neither made nor accepted with %s', async (_what, extra) => {
    await expect(sign(extra)).rejects.toThrow(TypeError);
    const payload = btoa(
      unescape(encodeURIComponent(JSON.stringify({ ...credentialBy(record.controller), ...extra }))),
    );
    const [head = '', , signature = ''] = (await sign({})).split('.');
    const token = `${head}.${payload.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}.${signature}`;
    expect(await judge(token)).toEqual(['broken', 'token-claims']);
  });
});

describe.each(['vp+jwt', 'vp+sd-jwt', 'vp+cose'])('%s', (id) => {
  it('carries enveloped credentials and answers challenge and domain', async () => {
    const issuer = await freshSigner();
    const holder = await freshSigner('P-256');
    const vc = (await formatNamed('vc+jwt').sign(credentialBy(issuer.record.controller), {
      signer: issuer.signer,
      created,
    })) as string;
    const presentation: JsonObject = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: holder.record.controller,
      verifiableCredential: [envelope(vc, 'vc+jwt')],
    };
    const format = formatNamed(id);
    const signing = { signer: holder.signer, created, challenge: 'n1', domain: 'https://v.example' };
    const token = (await format.sign(presentation, signing)) as string;
    const asked = { expectedPurpose: 'authentication', challenge: 'n1', domain: 'https://v.example' };
    expect(await judge(token, asked)).toEqual(['verified', null]);
    expect(await judge(token, { ...asked, challenge: 'n2' })).toEqual(['broken', 'challenge-mismatch']);
    expect(await judge(token, { ...asked, domain: 'https://w.example' })).toEqual(['broken', 'domain-mismatch']);
    expect(documentOfToken(token)).toEqual(presentation);
    await expect(format.sign({ ...presentation, verifiableCredential: [{ id: 'x' }] }, signing)).rejects.toThrow(
      TypeError,
    );
  });
});

describe('envelopes', () => {
  it('are exact', () => {
    const good = envelope('a.b.c', 'vc+jwt');
    expect(unwrapEnvelope(good)).toEqual({ mediaType: 'vc+jwt', token: 'a.b.c' });
    for (const bad of [
      { ...good, issuer: 'did:web:x' },
      { ...good, '@context': [] },
      { ...good, type: 'VerifiableCredential' },
      { ...good, type: ['EnvelopedVerifiableCredential', 'VerifiableCredential'] },
      { ...good, id: 'https://x.example/vc.jwt' },
      { ...good, id: 'data:text/html,<b>' },
    ]) {
      expect(unwrapEnvelope(bad)).toBeNull();
    }
  });
});

describe('a credential token asked to prove its holder', () => {
  it.each(tokenFormats)('%s without the challenge is refused', async (id) => {
    const { signer, record } = await freshSigner();
    const token = (await formatNamed(id).sign(credentialBy(record.controller), { signer, created })) as string;
    expect(await judge(token, { challenge: 'n1' })).toEqual(['broken', 'challenge-mismatch']);
  });
});

describe('SD-JWT disclosure and key binding', () => {
  const algorithmsOf = { issuer: 'P-256', holder: 'Ed25519' } as const;
  let issuer: Awaited<ReturnType<typeof freshSigner>>;
  let holder: Awaited<ReturnType<typeof freshSigner>>;
  beforeAll(async () => {
    issuer = await freshSigner(algorithmsOf.issuer);
    holder = await freshSigner(algorithmsOf.holder);
  });
  const issue = async (id = 'dc+sd-jwt', extra = {}): Promise<string> =>
    (await formatNamed(id).sign(credentialBy(issuer.record.controller), {
      signer: issuer.signer,
      created,
      holderPublicKeyMultibase: holder.record.publicKeyMultibase,
      ...extra,
    })) as string;
  const asked = { expectedPurpose: 'authentication', challenge: 'n1', domain: 'https://v.example' };
  const bind = (presented: string, change = {}): Promise<string> =>
    bindToHolder(presented, {
      signer: holder.signer,
      audience: 'https://v.example',
      nonce: 'n1',
      issuedAt: now,
      ...change,
    });

  it.each(['vc+sd-jwt', 'dc+sd-jwt'])('%s hides the holder and still verifies', async (id) => {
    const token = await issue(id);
    const presented = presentSdJwt(token, ['achievement']) ?? '';
    expect(await judge(presented)).toEqual(['verified', null]);
    const subject = documentOfToken(presented)?.credentialSubject as JsonObject;
    expect(Object.keys(subject).sort()).toEqual(['achievement', 'id', 'type']);
    expect(presented).not.toContain(token.split('~')[1]);
    expect(Object.keys(documentOfToken(token)?.credentialSubject as JsonObject)).toContain('identifier');
  });

  it('maps a credential to registered claims for dc+sd-jwt', async () => {
    expect(documentOfToken(await issue())).toMatchObject({
      iss: issuer.record.controller,
      vct: 'urn:credential:OpenBadgeCredential',
      jti: 'urn:uuid:6f2c1a52-7b1e-4b5e-9d3a-0c6a1f0b7a11',
      iat: now.getTime() / 1000,
      nbf: Date.parse('2026-02-01T00:00:00Z') / 1000,
      exp: Date.parse('2031-02-01T00:00:00Z') / 1000,
    });
  });

  it('the library verifies ours', async () => {
    const key = publicKeyObjectOf(issuer.record.publicKeyMultibase) ?? new Uint8Array();
    const library = new SDJwtInstance({
      hasher: sdHasher,
      verifier: async (data: string, signature: string) =>
        compactVerify(`${data}.${signature}`, key, { algorithms: ['ES256'] }).then(
          () => true,
          () => false,
        ),
    });
    const { payload } = await library.verify(await issue('vc+sd-jwt'), { currentDate: now.getTime() / 1000 });
    expect(payload).toMatchObject(credentialBy(issuer.record.controller));
  });

  it('proves the holder with a fresh signature over exactly this presentation', async () => {
    const presented = presentSdJwt(await issue(), ['achievement']) ?? '';
    expect(await judge(await bind(presented), asked)).toEqual(['verified', null]);
    expect(await judge(presented, asked)).toEqual(['broken', 'challenge-mismatch']);
    expect(await judge(await bind(presented), { ...asked, challenge: 'n2' })).toEqual(['broken', 'challenge-mismatch']);
    expect(await judge(await bind(presented), { ...asked, domain: 'x' })).toEqual(['broken', 'domain-mismatch']);
    const more = presentSdJwt(await issue(), ['achievement', 'identifier']) ?? '';
    const moved = more + ((await bind(presented)).split('~').at(-1) ?? '');
    expect(await judge(moved, asked)).toEqual(['broken', 'token-claims']);
    const old = await bind(presented, { issuedAt: new Date(now.getTime() - 301_000) });
    expect(await judge(old, asked)).toEqual(['broken', 'token-expired']);
    const thief = await freshSigner('Ed25519');
    expect(await judge(await bind(presented, { signer: thief.signer }), asked)).toEqual([
      'broken',
      'signature-invalid',
    ]);
    const otherKind = await freshSigner('P-256');
    expect(await judge(await bind(presented, { signer: otherKind.signer }), asked)).toEqual(['broken', 'key-mismatch']);
  });

  it('refuses disclosures that do not belong', async () => {
    const token = await issue();
    const [head = '', first = ''] = token.split('~');
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const cases = {
      invented: [head, encode(['salt', 'level', 5]), ''],
      twice: [head, first, first, ''],
      reserved: [head, encode(['salt', '__proto__', {}]), ''],
      garbage: [head, 'AAAA', ''],
      padded: [head, `${first}=`, ''],
      many: [head, ...Array.from({ length: 300 }, (_, index) => encode([`salt${index}`, `claim${index}`, 1])), ''],
    };
    for (const parts of Object.values(cases)) {
      expect(await judge(parts.join('~'))).toEqual(['broken', 'token-malformed']);
    }
  });

  it('does not hide what must be seen, and points only at what is there', async () => {
    await expect(issue('dc+sd-jwt', { disclosable: ['/credentialSubject/shoeSize'] })).rejects.toThrow(TypeError);
    await expect(issue('dc+sd-jwt', { disclosable: ['/iss'] })).rejects.toThrow();
  });
});
