import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import {
  bitsOf,
  checkTokenStatus,
  emptyBits,
  readTokenStatusClaim,
  signTokenStatusList,
  streamInflate,
  tokenStatusBytes,
  tokenStatusClaim,
  zlibDeflate,
  zlibInflate,
  type TokenSigner,
} from '../../../src/credentials/status/index.js';

const uri = 'https://passport.example/status/tesda-1-token';
const now = new Date('2026-11-22T09:00:00Z');
const ed = generateKeyPairSync('ed25519');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edSigner: TokenSigner = {
  id: 'did:web:passport.example#key-1',
  algorithm: 'Ed25519',
  sign: async (data) => new Uint8Array(sign(null, data, ed.privateKey)),
};
const ecSigner: TokenSigner = {
  id: 'did:web:passport.example#key-2',
  algorithm: 'P-256',
  sign: async (data) => new Uint8Array(sign('sha256', data, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })),
};
const content = { uri, revoked: bitsOf([7, 8]), suspended: bitsOf([8, 9]), now, deflate: zlibDeflate };
const edKey = { key: ed.publicKey, algorithm: 'EdDSA', inflate: zlibInflate };
const read = (index: number, token: string, key: typeof edKey = edKey, at = now) =>
  checkTokenStatus({ index, uri }, token, key, at);
/** A list as another issuer might sign it. */
const foreign = (payload: object, typ = 'statuslist+jwt', key: KeyObject = ed.privateKey): Promise<string> =>
  new SignJWT({ sub: uri, iat: Math.floor(now.getTime() / 1_000), ...payload })
    .setProtectedHeader({ alg: 'EdDSA', typ })
    .sign(key);

describe('Token Status List', () => {
  it('reads the examples of the specification', async () => {
    const values = async (bits: number, lst: string, count: number): Promise<unknown[]> => {
      const token = await foreign({ status_list: { bits, lst } });
      const answers = await Promise.all(Array.from({ length: count }, (_, index) => read(index, token)));
      return answers.map((answer) => (answer.kind === 'value' ? answer.value : answer.kind));
    };
    expect(await values(1, 'eNrbuRgAAhcBXQ', 17)).toEqual([
      1,
      0,
      0,
      1,
      1,
      1,
      0,
      1,
      1,
      1,
      0,
      0,
      0,
      1,
      0,
      1,
      'out-of-range',
    ]);
    expect(await values(2, 'eNo76fITAAPfAgc', 13)).toEqual([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3, 'out-of-range']);
  });

  it.each([
    ['Ed25519', edSigner, edKey],
    ['P-256', ecSigner, { key: ec.publicKey, algorithm: 'ES256', inflate: streamInflate }],
  ])('reads back revocation and suspension signed with %s', async (_name, signer, key) => {
    const token = await signTokenStatusList(content, signer);
    const value = async (index: number): Promise<unknown> => read(index, token, key);
    const told = { kind: 'value', issuedAt: 1_795_338_000, expiresAt: 1_795_338_000 + 86_400 };
    expect(await value(6)).toEqual({ ...told, value: 0 });
    expect(await value(7)).toEqual({ ...told, value: 1 });
    expect(await value(8)).toEqual({ ...told, value: 1 });
    expect(await value(9)).toEqual({ ...told, value: 2 });
    expect(await value(131_071)).toEqual({ ...told, value: 0 });
    expect(await value(131_072)).toEqual({ kind: 'out-of-range' });
  });

  it('is stale from exp on', async () => {
    const token = await signTokenStatusList(content, edSigner);
    expect((await read(7, token, edKey, new Date('2026-11-23T08:59:59Z'))).kind).toBe('value');
    expect((await read(7, token, edKey, new Date('2026-11-23T09:00:00Z'))).kind).toBe('stale');
  });

  it('is not read under another address, type, key or algorithm', async () => {
    const token = await signTokenStatusList(content, edSigner);
    const list = { status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' } };
    expect(await checkTokenStatus({ index: 7, uri: `${uri}2` }, token, edKey, now)).toEqual({ kind: 'mismatch' });
    expect(await read(0, await foreign(list, 'JWT'))).toEqual({ kind: 'mismatch' });
    expect(await read(0, await foreign(list, 'statuslist+jwt', generateKeyPairSync('ed25519').privateKey))).toEqual({
      kind: 'broken',
    });
    expect(await read(7, token, { ...edKey, algorithm: 'ES256' })).toEqual({ kind: 'unreadable' });
    expect(await read(7, 'a.b.c')).toEqual({ kind: 'unreadable' });
    expect(await read(7, 'a'.repeat(3_000_000))).toEqual({ kind: 'unreadable' });
  });

  it.each<[string, unknown]>([
    ['no list', undefined],
    ['a width of three', { bits: 3, lst: 'eNrbuRgAAhcBXQ' }],
    ['a list that is no zlib data', { bits: 1, lst: 'AAAA' }],
    ['a list that is no base64url', { bits: 1, lst: 'eN==' }],
    ['a bomb', { bits: 1, lst: deflateSync(new Uint8Array(16 * 1_048_576), { level: 9 }).toString('base64url') }],
  ])('cannot read %s', async (_name, status_list) => {
    const token = await foreign({ status_list });
    expect(await read(0, token)).toEqual({ kind: 'unreadable' });
    expect(await read(0, token, { ...edKey, inflate: streamInflate })).toEqual({ kind: 'unreadable' });
  });

  it('refuses lists of different sizes', () => {
    expect(() => tokenStatusBytes(emptyBits(), emptyBits(262_144))).toThrow(RangeError);
  });

  it('reads its own claim and nothing else', () => {
    expect(readTokenStatusClaim({ status: tokenStatusClaim(uri, 42) })).toEqual({ index: 42, uri });
    for (const list of [
      { idx: -1, uri },
      { idx: 1.5, uri },
      { idx: '1', uri },
      { idx: 1, uri: 'x' },
      { idx: 1 },
      'x',
      null,
    ]) {
      expect(readTokenStatusClaim({ status: { status_list: list } })).toBeNull();
    }
    expect(readTokenStatusClaim({})).toBeNull();
    expect(readTokenStatusClaim('x')).toBeNull();
  });
});
