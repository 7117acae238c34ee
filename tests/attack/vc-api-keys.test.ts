import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { serve, type Running } from '../../src/app.js';
import type { Signer } from '../../src/keys/index.js';
import { envelope } from '../../src/proofs/index.js';
import { signJws } from '../../src/proofs/jws.js';
import { isObject, type JsonObject } from '../../src/shared/index.js';
import { formatNamed } from '../support/proofs.js';
import {
  certify,
  credentialOf,
  openOffice,
  openTestService,
  type Office,
  type TestService,
} from '../support/service.js';

/** What somebody gets from the VC-API who holds a key of a listed office that is not for this, or not any more. */
let test: TestService;
let running: Running;
let office: Office;
let certificate: JsonObject;
let did: string;
let issuer: Signer;
let status: Signer;
const end = '2026-03-10T00:00:00Z';

beforeAll(async () => {
  test = await openTestService('postgresql', '2026-03-02T08:00:00Z');
  office = await openOffice(test.service);
  const [id = ''] = await certify(test, office, { day: '2026-03-02', count: 1 });
  certificate = await credentialOf(test.service, id);
  did = office.body.did ?? '';
  const { keys, clock } = test.service.instance;
  issuer = await keys.signer(did, 'issuer', clock.now());
  status = await keys.signer(did, 'status', clock.now());
  running = await serve(test.service, { ...test.settings, port: 0 });
  // Lists are written and published when a test does so, and not beside it.
  await test.service.background.stop();
}, 60_000);
afterAll(async () => {
  await running.close();
});

const unsigned = (changes: JsonObject = {}): JsonObject => {
  const { proof: _proof, ...document } = certificate;
  return { ...document, ...changes };
};
const signed = async (signer: Signer, created: string, changes: JsonObject = {}): Promise<JsonObject> =>
  (await formatNamed('eddsa-jcs-2022').sign(unsigned(changes), { signer, created })) as JsonObject;
const inToken = async (form: string, created: string): Promise<JsonObject> =>
  envelope((await formatNamed(form).sign(unsigned(), { signer: issuer, created })) as string, form);

async function verify(verifiableCredential: unknown): Promise<{ status: number; body: JsonObject }> {
  const http = request(`http://127.0.0.1:${running.port}`);
  const response = await http.post('/credentials/verify').send({ verifiableCredential });
  return { status: response.status, body: response.body as JsonObject };
}
const outcome = async (credential: unknown): Promise<unknown> => {
  const { status: code, body } = await verify(credential);
  return code === 200 ? code : body.code;
};
/** The published list follows a few seconds after the register. */
const pass = (seconds: number): void =>
  test.clock.set(new Date(test.service.instance.clock.now().getTime() + seconds * 1000).toISOString());

describe('keys of a listed office', () => {
  it('a key for status lists makes no certificate, and one for certificates no list', async () => {
    expect(await outcome(await signed(status, '2026-03-07T08:00:00Z'))).toBe('key-unknown');
    expect(await outcome(certificate)).toBe(200);
    const store = test.service.instance.store;
    const [row] = await store.read.statusLists.find({ issuerDid: did, purpose: 'revocation' });
    if (!row?.signedJson) throw new Error('no list');
    const list = JSON.parse(row.signedJson) as JsonObject;
    expect(await outcome(list)).toBe(200);
    const { proof: _proof, ...bare } = list;
    const created = '2026-03-07T08:00:00Z';
    const forged = await formatNamed('eddsa-jcs-2022').sign(bare, { signer: issuer, created });
    expect(await outcome(forged)).toBe('key-unknown');
    const kept = await store.transaction((tx) => tx.statusLists.update({ ...row, signedJson: JSON.stringify(forged) }));
    expect(await outcome(certificate)).toBe('status-list-unverified');
    await store.transaction((tx) => tx.statusLists.update({ ...kept, signedJson: row.signedJson }));
    expect(await outcome(certificate)).toBe(200);
  });

  it('a list that is something more is held to the keys for credentials', async () => {
    const type = ['VerifiableCredential', 'BitstringStatusListCredential', 'OpenBadgeCredential'];
    expect(await outcome(await signed(status, '2026-03-07T08:00:00Z', { type }))).toBe('key-unknown');
  });

  it('outside its accreditation the proof stands and the answer warns', async () => {
    expect((await verify(certificate)).body.warnings).toEqual([]);
    const subject = isObject(certificate.credentialSubject) ? certificate.credentialSubject : {};
    const source = isObject(subject.source) ? subject.source : {};
    const elsewhere = { credentialSubject: { ...subject, source: { ...source, id: 'https://far.example/centre' } } };
    const { status: code, body } = await verify(await signed(issuer, '2026-03-07T08:00:00Z', elsewhere));
    expect([code, body.verified]).toEqual([200, true]);
    expect(body.warnings).toMatchObject([{ code: 'issuer-not-authorised', pointer: '/issuer' }]);
  });

  it('a retired key verifies what it signed in its time, in every form, and nothing after', async () => {
    const { keys } = test.service.instance;
    await keys.retire(issuer.id, new Date(end), false);
    const validFrom = new Date(end);
    await keys.create({ controller: did, role: 'issuer', algorithm: 'Ed25519', validFrom, validUntil: null });
    test.clock.set('2026-03-12T08:00:00Z');
    await test.service.issuance.store.transaction(async (tx) => {
      for (const row of await tx.statusLists.find({})) await tx.statusLists.update({ ...row, publishedAt: null });
    });
    const { publishStatusLists } = await import('../../src/issuance/index.js');
    await publishStatusLists(test.service.issuance);
    expect(await outcome(certificate)).toBe(200);
    expect(await outcome(await signed(issuer, '2026-03-10T00:00:01Z'))).toBe('key-outside-window');
    expect(await outcome(await signed(issuer, '2026-03-01T00:00:00Z'))).toBe('key-outside-window');
    for (const form of ['vc+jwt', 'vc+sd-jwt', 'vc+cose']) {
      expect(await outcome(await inToken(form, '2026-03-09T08:00:00Z'))).toBe(200);
      expect(await outcome(await inToken(form, '2026-03-10T00:00:01Z'))).toBe('key-outside-window');
    }
    // Older JWT encoding: the same rule for `iat`.
    const older = async (iat: number): Promise<JsonObject> =>
      envelope(
        await signJws({ typ: 'JWT', kid: issuer.id }, { iss: did, iat, nbf: iat, vc: unsigned() }, issuer),
        'jwt',
      );
    expect(await outcome(await older(Date.parse('2026-03-09T08:00:00Z') / 1000))).toBe(200);
    expect(await outcome(await older(Date.parse('2026-03-10T08:00:00Z') / 1000))).toBe('key-outside-window');
    // The proof's date is the signer's word: an award of later days betrays it.
    const later = { validFrom: '2026-03-11T00:00:00Z', awardedDate: '2026-03-11T00:00:00Z' };
    expect(await outcome(await signed(issuer, '2026-03-09T08:00:00Z', later))).toBe('key-outside-window');
  });

  it('a token that does not say when it was made is held to the day of the award', async () => {
    const header = { typ: 'vc+jwt', kid: issuer.id };
    expect(await outcome(envelope(await signJws(header, unsigned(), issuer), 'vc+jwt'))).toBe(200);
    const later = unsigned({ validFrom: '2026-03-11T00:00:00Z', awardedDate: '2026-03-11T00:00:00Z' });
    expect(await outcome(envelope(await signJws(header, later, issuer), 'vc+jwt'))).toBe('key-outside-window');
    const undated = unsigned();
    delete undated.validFrom;
    delete undated.awardedDate;
    expect(await outcome(envelope(await signJws(header, undated, issuer), 'vc+jwt'))).toBe('key-outside-window');
  });

  it('a list signed by a retired key after its time is not believed', async () => {
    const { keys } = test.service.instance;
    await keys.retire(status.id, new Date('2026-03-11T00:00:00Z'), false);
    pass(10);
    expect(await outcome(certificate)).toBe('status-list-unverified');
  });

  it('a compromised key signs nothing, whatever date the proof carries', async () => {
    await test.service.instance.keys.retire(issuer.id, new Date(end), true);
    pass(10);
    expect(await outcome(certificate)).toBe('key-unknown');
  });
});
