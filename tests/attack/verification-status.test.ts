import { beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { bitsOf, streamGunzip, zlibGunzip } from '../../src/credentials/status/index.js';
import { signTrustList, verifyTrustList } from '../../src/issuers/index.js';
import { createMemoryKeyStore } from '../../src/keys/index.js';
import { createNodeCrypto } from '../../src/proofs/node-crypto.js';
import { base64urlEncode, isObject, type JsonObject } from '../../src/shared/index.js';
import { verify, type VerifyDeps } from '../../src/verification/index.js';
import { createOffice, depsFor, today, trustListOf, type Office } from '../support/issue-fixture.js';
import { reportOf } from '../support/report-of.js';

/** Whoever serves or swaps a status list must not turn "cancelled" or "not checked" into "genuine". */
let tesda: Office;
let certificate: JsonObject;
beforeAll(async () => {
  tesda = await createOffice();
  certificate = await tesda.award();
});

async function answerWith(list: JsonObject, changes: Partial<VerifyDeps> = {}) {
  const deps = await depsFor(tesda, { [tesda.listUrl('revocation')]: list }, changes);
  const { verdict, checks } = await reportOf(certificate, deps);
  return { verdict, code: checks.find(({ answer }) => answer === 'status')?.code };
}
const notConfirmed = { verdict: 'cannot-confirm', code: 'S22' };

describe('a status list is believed only when', () => {
  it('this office signed it, not another listed one', async () => {
    const tvec = await createOffice('tvec', 'TVEC');
    const trustList = trustListOf([tesda.issuer, tvec.issuer]);
    const id = tesda.listUrl('revocation');
    expect(await answerWith(await tvec.statusList('revocation', { id }), { trustList })).toEqual(notConfirmed);
    const disguised = await tvec.statusList('revocation', { id, issuer: tesda.did });
    expect(await answerWith(disguised, { trustList })).toEqual(notConfirmed);
  });

  it('its bits are the ones signed', async () => {
    const revoked = await tesda.statusList('revocation', { bits: bitsOf([94567]) });
    const clean = await tesda.statusList('revocation');
    expect(await answerWith(revoked)).toEqual({ verdict: 'revoked', code: 'S10' });
    expect(await answerWith({ ...revoked, credentialSubject: clean['credentialSubject'] })).toEqual(notConfirmed);
    expect(await answerWith({ ...clean, validUntil: '2030-01-01T00:00:00Z' })).toEqual(notConfirmed);
  });

  it('it carries a signature at all', async () => {
    const { proof: _proof, ...unsigned } = await tesda.statusList('revocation');
    expect(await answerWith(unsigned)).toEqual(notConfirmed);
  });

  it('it serves the purpose and is the list asked for', async () => {
    const id = tesda.listUrl('revocation');
    expect(await answerWith(await tesda.statusList('suspension', { id }))).toEqual(notConfirmed);
    expect(await answerWith(await tesda.statusList('suspension'))).toEqual(notConfirmed);
    expect(await answerWith(await tesda.statusList('revocation', { id: `${id}0` }))).toEqual(notConfirmed);
  });

  it('the key that signed it was not compromised', async () => {
    const keys = tesda.issuer.keys.map((key) => (key.role === 'status' ? { ...key, revokedAt: '2026-11-01' } : key));
    const trustList = trustListOf([{ ...tesda.issuer, keys }]);
    expect(await answerWith(await tesda.statusList('revocation'), { trustList })).toEqual(notConfirmed);
  });

  it('the key that signed it is one for lists, in use on that day', async () => {
    const edit = (change: object) => tesda.issuer.keys.map((key) => ({ ...key, ...change }));
    const only = (keys: typeof tesda.issuer.keys) => ({ trustList: trustListOf([{ ...tesda.issuer, keys }]) });
    const list = await tesda.statusList('revocation');
    const { proof: _proof, ...unsigned } = list;
    expect(await answerWith(await tesda.sign(unsigned, 'issuer'))).toEqual(notConfirmed);
    const retired = edit({}).map((key) => (key.role === 'status' ? { ...key, validUntil: '2026-11-01' } : key));
    expect(await answerWith(list, only(retired))).toEqual(notConfirmed);
  });

  it('it is fresh and not from the future', async () => {
    const list = (iso: string) => tesda.statusList('revocation', { validFrom: new Date(iso) });
    expect(await answerWith(await list('2026-11-19T00:00:00Z'))).toEqual({ verdict: 'cannot-confirm', code: 'S21' });
    expect(await answerWith(await list('2026-12-19T00:00:00Z'))).toEqual(notConfirmed);
  });

  it.each([
    ['zlib', zlibGunzip],
    ['the browser', streamGunzip],
  ])('it is no bomb (%s)', async (_where, gunzip) => {
    const list = await tesda.statusList('revocation');
    const { proof: _proof, ...unsigned } = list;
    const encodedList = `u${base64urlEncode(gzipSync(Buffer.alloc(64 * 1_048_576)))}`;
    const inside = isObject(unsigned['credentialSubject']) ? unsigned['credentialSubject'] : {};
    const bomb = await tesda.sign({ ...unsigned, credentialSubject: { ...inside, encodedList } }, 'status');
    const unpacked: number[] = [];
    const counted: typeof gunzip = async (bytes, limit) => {
      const out = await gunzip(bytes, limit);
      unpacked.push(out?.length ?? 0);
      return out;
    };
    expect(await answerWith(bomb, { gunzip: counted })).toEqual(notConfirmed);
    // Given up while unpacking: nothing of the 64 MiB comes out.
    expect(unpacked).toContain(0);
    expect(Math.max(...unpacked)).toBeLessThan(4 * 1_048_576);
  });

  it('a message nobody here understands is not "clear"', async () => {
    const edit = (document: JsonObject): JsonObject =>
      JSON.parse(
        JSON.stringify(document).replace('"message":"replaced"', '"message":"eaten by the dog"'),
      ) as JsonObject;
    const odd = await tesda.award(undefined, {}, { edit });
    const list = await tesda.statusList('message', { bits: bitsOf([94567]) });
    const result = await verify(odd, await depsFor(tesda, { [tesda.listUrl('message')]: list }));
    expect(result.ok && result.report.verdict).toBe('cannot-confirm');
  });
});

describe('the trust list', () => {
  it('an older version, a changed one and one of another root are refused', async () => {
    const store = createMemoryKeyStore();
    const controller = 'did:web:passport.example.org';
    const validFrom = new Date('2026-01-01T00:00:00Z');
    const make = { controller, role: 'root', algorithm: 'Ed25519', validFrom, validUntil: null } as const;
    const { publicKeyMultibase } = await store.create(make);
    const jws = await signTrustList(trustListOf([tesda.issuer]), await store.signer(controller, 'root', today));
    const crypto = createNodeCrypto();
    const [header = '', payload = '', signature = ''] = jws.split('.');
    expect((await verifyTrustList(jws, [publicKeyMultibase], crypto, 7)).ok).toBe(true);
    expect(await verifyTrustList(jws, [publicKeyMultibase], crypto, 8)).toEqual({ ok: false, code: 'rollback' });
    const changed = `${header}.${payload.slice(0, -4)}AAAA.${signature}`;
    expect(await verifyTrustList(changed, [publicKeyMultibase], crypto, 0)).toEqual({
      ok: false,
      code: 'unknown-root',
    });
    expect(await verifyTrustList(jws, [], crypto, 0)).toEqual({ ok: false, code: 'unknown-root' });
  });
});
