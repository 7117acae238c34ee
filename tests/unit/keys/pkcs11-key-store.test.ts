import { createRequire } from 'node:module';
import { verify } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createPkcs11KeyStore, publicKeyObjectOf, type KeyAlgorithm, type KeyStore } from '../../../src/keys/index.js';
import { fixedClock } from '../../../src/shared/index.js';
import { codeOf } from '../../support/code-of.js';
import { findSoftHsm, makeSoftToken, sayNotTried, type SoftToken } from '../../support/softhsm.js';

const clock = fixedClock('2026-02-01T00:00:00Z');
const now = clock.now();
const did = 'did:web:example.org:issuers:tesda';
const modulePath = findSoftHsm();
if (modulePath === null) sayNotTried('keys in a hardware token');
const token: SoftToken | null = modulePath === null ? null : await makeSoftToken(modulePath);
afterAll(() => token?.close());

const open = (changes: Partial<SoftToken> = {}): Promise<KeyStore> =>
  createPkcs11KeyStore({ modulePath: '/nowhere.so', tokenLabel: '', pin: '', ...token, ...changes, clock });

describe('a hardware token that cannot be used', () => {
  it('is refused with a code, never replaced by keys in files', async () => {
    expect(await codeOf(open({ modulePath: '/nowhere/at/all.so' }))).toBe('hsm-module-unusable');
    expect(await codeOf(open({ modulePath: import.meta.filename }))).toBe('hsm-module-unusable');
  });
});

// Where there is no SoftHSM, the refusals above are what is promised, and a loud note says that no more was tried.
if (token !== null)
  describe('keys in a hardware token', () => {
    const request = { controller: did, role: 'issuer', validFrom: now, validUntil: null } as const;

    it('needs the token and its PIN, and gives a wrong PIN only once', async () => {
      expect(await codeOf(open({ tokenLabel: 'Another token' }))).toBe('hsm-token-missing');
      expect(await codeOf(open({ pin: '000000' }))).toBe('wrong-hsm-pin');
      const store = await open();
      expect(await store.list()).toEqual([]);
    });

    it.each<[KeyAlgorithm, 'sha256' | 'sha384' | null]>([
      ['Ed25519', null],
      ['P-256', 'sha256'],
      ['P-384', 'sha384'],
    ])('signs with %s so that anybody can verify', async (algorithm, hash) => {
      const store = await open();
      const record = await store.create({ ...request, algorithm, role: 'status', fragment: `status-${algorithm}` });
      const signer = await store.signerOf(record.id, now);
      const data = Buffer.from('what was linted is what is signed');
      for (let round = 0; round < 20; round++) {
        const key = publicKeyObjectOf(record.publicKeyMultibase);
        if (key === null) throw new Error('no public key');
        const signature = await signer.sign(data);
        expect(verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
        expect(verify(hash, Buffer.from('other'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(false);
      }
    });

    it('keeps every promise of the other key stores', async () => {
      const store = await open();
      const first = await store.create({ ...request, algorithm: 'Ed25519' });
      expect(first).toMatchObject({ id: `${did}#key-2026-1`, throwaway: false, revokedAt: null });
      expect(await codeOf(store.create({ ...request, algorithm: 'Ed25519', fragment: 'key-2026-1' }))).toBe(
        'key-exists',
      );
      expect((await store.signer(did, 'issuer', now)).id).toBe(first.id);
      const later = new Date('2026-03-01T00:00:00Z');
      const second = await store.create({ ...request, algorithm: 'P-256', validFrom: later });
      expect((await store.signer(did, 'issuer', now)).id).toBe(first.id);
      expect((await store.signer(did, 'issuer', later)).id).toBe(second.id);
      await store.retire(first.id, later, false);
      expect(await codeOf(store.signerOf(first.id, later))).toBe('no-signing-key');
      await store.retire(second.id, later, true);
      expect(await codeOf(store.signer(did, 'issuer', later))).toBe('no-signing-key');
      expect(await codeOf(store.signerOf('did:web:nobody#key', now))).toBe('key-unknown');
      expect(await codeOf(store.retire('did:web:nobody#key', now, true))).toBe('key-unknown');
    });

    it('finds everything again in another process, as it was left', async () => {
      const [before, after] = [await (await open()).list(), await (await open()).list()];
      expect(after).toEqual(before);
      expect(after.find(({ id }) => id === `${did}#key-2026-2`)).toMatchObject({
        revokedAt: '2026-03-01T00:00:00.000Z',
        validUntil: '2026-03-01T00:00:00.000Z',
      });
    });

    it('lets no private key out, and shows records to nobody without the PIN', () => {
      const driver = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js');
      const module = new driver.PKCS11();
      module.load(token?.modulePath ?? '');
      const slot = module
        .C_GetSlotList(true)
        .find((each) => module.C_GetTokenInfo(each).label.trim() === token?.tokenLabel);
      if (slot === undefined) throw new Error('the token is gone');
      const session = module.C_OpenSession(slot, driver.CKF_SERIAL_SESSION | driver.CKF_RW_SESSION);
      const all = (objectClass: number) => {
        module.C_FindObjectsInit(session, [{ type: driver.CKA_CLASS, value: objectClass }]);
        const found = module.C_FindObjects(session, 100);
        module.C_FindObjectsFinal(session);
        return found;
      };
      const keys = all(driver.CKO_PRIVATE_KEY);
      expect(keys.length).toBeGreaterThanOrEqual(5);
      for (const key of keys) {
        const flags = module.C_GetAttributeValue(session, key, [
          { type: driver.CKA_SENSITIVE },
          { type: driver.CKA_EXTRACTABLE },
          { type: driver.CKA_NEVER_EXTRACTABLE },
        ]);
        expect(flags.map(({ value }) => value[0])).toEqual([1, 0, 1]);
        expect(() => module.C_GetAttributeValue(session, key, [{ type: driver.CKA_VALUE }])).toThrow(/SENSITIVE/);
      }
      module.C_Logout(session);
      expect(all(driver.CKO_DATA)).toEqual([]);
      expect(all(driver.CKO_PRIVATE_KEY)).toEqual([]);
      module.C_CloseSession(session);
    });

    it('logs in again after the hardware ended the session', async () => {
      const store = await open();
      const signer = await store.signer(did, 'status', now);
      const driver = createRequire(import.meta.url)('pkcs11js') as typeof import('pkcs11js');
      const module = new driver.PKCS11();
      module.load(token?.modulePath ?? '');
      for (const slot of module.C_GetSlotList(true)) module.C_CloseAllSessions(slot);
      expect((await signer.sign(Buffer.from('again'))).length).toBeGreaterThan(0);
      expect((await store.list()).length).toBeGreaterThan(0);
    });
  });
