import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { readSettings } from '../../src/config/index.js';
import { composeService } from '../../src/app.js';
import { verifyProofs } from '../../src/proofs/index.js';
import { isObject, isoSeconds, type ServiceError } from '../../src/shared/index.js';
import { certify, credentialOf, findings, openOffice, verifyInput } from '../support/service.js';
import { openStaffWorld } from '../support/staff-world.js';
import { findSoftHsm, makeSoftToken, sayNotTried } from '../support/softhsm.js';

// Whole services are opened here: a busy machine needs its time.
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'skills-passport-hardware-'));
const pinFile = join(folder, 'pin');
const modulePath = findSoftHsm();
if (modulePath === null) sayNotTried('issuing with keys in a hardware token');
const token = modulePath === null ? null : await makeSoftToken(modulePath);
writeFileSync(pinFile, `${token?.pin ?? '0000'}\n`);
afterAll(() => {
  token?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an instance whose keys should be in hardware', () => {
  it('does not start without it, and makes no key in a file instead', async () => {
    const dataDir = join(folder, 'absent');
    const settings = readSettings({
      ...{ DATA_DIR: dataDir, KEYS: 'pkcs11', PKCS11_MODULE: '/nowhere.so', PKCS11_TOKEN: 'T' },
      PKCS11_PIN_FILE: pinFile,
    });
    const refusal = await composeService(settings, { embedded: { inMemory: true } }).then(
      () => 'started',
      (error: unknown) => (error as ServiceError).code,
    );
    expect(refusal).toBe('hsm-module-unusable');
  });
});

if (token !== null)
  describe('an instance whose keys are in hardware', () => {
    const environment = {
      ...{ KEYS: 'pkcs11', PKCS11_MODULE: token.modulePath, PKCS11_TOKEN: token.tokenLabel },
      PKCS11_PIN_FILE: pinFile,
    } as const;

    it('issues, publishes and verifies a real certificate; no key file exists', async () => {
      const world = await openStaffWorld(environment);
      try {
        const { service } = world;
        const office = await openOffice(service);
        const [id = ''] = await certify(world, office, { day: '2026-02-02' });
        const credential = await credentialOf(service, id);
        expect((await verifyInput(service, credential)).verdict).toBe('genuine-and-current');
        expect(await findings(service)).toEqual([]);
        expect(readdirSync(world.settings.keyDir).filter((name) => name.endsWith('.key.json'))).toEqual([]);
        const roles = (await service.instance.keys.list()).map((key) => key.role).toSorted();
        expect(roles).toEqual(['issuer', 'root', 'root', 'status']);
      } finally {
        await world.close();
      }
    });

    it('signs a credential with P-256 for hardware that has no Ed25519', async () => {
      const world = await openStaffWorld(environment);
      try {
        const { instance } = world.service;
        const controller = 'did:web:localhost%3A3999:issuers:tesda';
        const now = instance.clock.now();
        const key = await instance.keys.create({
          controller,
          role: 'issuer',
          algorithm: 'P-256',
          validFrom: now,
          validUntil: null,
        });
        const format = instance.proofFormats.find(({ id }) => id === 'ecdsa-jcs-2019');
        const signer = await instance.keys.signerOf(key.id, now);
        const unsigned = {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiableCredential'],
          issuer: controller,
          credentialSubject: { id: 'urn:uuid:0b0a9ab2-7d2a-4bd8-9a39-1ac8dbb5e1f1' },
        };
        const signed = await format?.sign(unsigned, { signer, created: isoSeconds(now) });
        if (!isObject(signed)) throw new Error('nothing was signed');
        const judged = (document: typeof signed) =>
          verifyProofs(document, instance.proofFormats, {
            lookupKey: async () => ({ id: key.id, controller, publicKeyMultibase: key.publicKeyMultibase }),
            expectedPurpose: 'assertionMethod',
            expectedController: controller,
            now,
          });
        expect((await judged(signed)).outcome).toBe('verified');
        expect((await judged({ ...signed, type: ['VerifiableCredential', 'Other'] })).outcome).not.toBe('verified');
      } finally {
        await world.close();
      }
    });
  });
