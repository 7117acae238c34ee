import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify as verifyBytes } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import request from 'supertest';
import { serve, type Running } from '../../src/app.js';
import {
  changeCertificateStatus,
  furtherForm,
  setStopSwitch,
  type IssuanceIntent,
  type SignedCredential,
} from '../../src/issuance/index.js';
import { publicKeyObjectOf } from '../../src/keys/index.js';
import { presentSdJwt } from '../../src/proofs/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import {
  certify,
  credentialOf,
  failingCodes,
  findings,
  officers,
  openOffice,
  openTestService,
  sha256Of,
  verifyInput,
  type TestService,
} from '../support/service.js';

/** A certificate as SD-JWT VC for a wallet, from the award to its revocation, judged by us and by another library. */
let test: TestService;
let running: Running;
let ids: readonly string[];
const forms = ['vc+jwt', 'dc+sd-jwt'] as const;

beforeAll(async () => {
  test = await openTestService('postgresql', '2026-03-02T08:00:00Z');
  const office = await openOffice(test.service);
  ids = await certify(test, office, { day: '2026-03-02', count: 5 });
  running = await serve(test.service, { ...test.settings, port: 0 });
}, 60_000);
afterAll(async () => {
  await running.close();
});

const http = (): ReturnType<typeof request> => request(`http://127.0.0.1:${running.port}`);
const idOf = ({ id }: JsonObject): string => (typeof id === 'string' ? id : '');
const store = () => test.service.instance.store.read;

async function keyOf(
  index: number,
): Promise<{ readonly code: string; readonly birthYear: string; credential: JsonObject }> {
  const credential = await credentialOf(test.service, ids[index] ?? '');
  const [short] = await store().shortCodes.find({ credentialId: idOf(credential) });
  const birthYear =
    /"identityType":"ext:birthYear","identityHash":"(\d{4})"|"identityHash":"(\d{4})","identityType":"ext:birthYear"/.exec(
      JSON.stringify(credential),
    );
  return { code: short?.code ?? '', birthYear: birthYear?.[1] ?? birthYear?.[2] ?? '', credential };
}
async function take(index: number, form: string): Promise<request.Response> {
  const { code, birthYear } = await keyOf(index);
  return http().post(`/api/passports/by-code/${code}/credential`).buffer(true).send({ birthYear, form }).parse(asText);
}
const asText: Parameters<request.Test['parse']>[0] = (response, done) => {
  let body = '';
  response.on('data', (part: Buffer) => (body += part.toString('utf8')));
  response.on('end', () => done(null, body));
};
const tokenOf = async (index: number, form = 'dc+sd-jwt'): Promise<string> => String((await take(index, form)).body);
const payloadOf = (token: string): JsonObject =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as JsonObject;
const listToken = async (): Promise<request.Response> => http().get('/status/tesda-1-token').buffer(true).parse(asText);
const auditOf = async (action: string) => (await store().auditRows(1, 1_000)).filter((row) => row.action === action);

/** Keys as any other party finds them: in the issuer's DID document. */
async function checkSignature(data: string, signature: string, kid: string): Promise<boolean> {
  const response = await http().get('/issuers/tesda/did.json');
  const method = (
    response.body as { verificationMethod: { id: string; publicKeyMultibase: string }[] }
  ).verificationMethod.find(({ id }) => id === kid);
  const key = publicKeyObjectOf(method?.publicKeyMultibase ?? '');
  return key !== null && verifyBytes(null, Buffer.from(data), key, Buffer.from(signature, 'base64url'));
}
const kidOf = (data: string): string =>
  (JSON.parse(Buffer.from(data.split('.')[0] ?? '', 'base64url').toString('utf8')) as { kid: string }).kid;

/** The wallet's library with its own reading of the status claim. */
function wallet(seen: string[] = []): SDJwtVcInstance {
  return new SDJwtVcInstance({
    hasher: async (data: string | ArrayBuffer) =>
      Buffer.from(sha256Of(typeof data === 'string' ? data : Buffer.from(data).toString('latin1')), 'hex'),
    hashAlg: 'sha-256',
    verifier: (data: string, signature: string) => checkSignature(data, signature, kidOf(data)),
    statusVerifier: (data: string, signature: string) => checkSignature(data, signature, kidOf(data)),
    statusListFetcher: async (uri: string) => {
      seen.push(uri);
      return String((await listToken()).body);
    },
  });
}
const walletSays = async (token: string): Promise<string> => {
  const currentDate = Math.floor(test.clock.now().getTime() / 1000);
  return wallet()
    .verify(token, { currentDate })
    .then(() => 'accepted')
    .catch((error: Error) => error.message);
};

describe('a certificate in the form a wallet wants', () => {
  it.each(forms)('%s: genuine to us, the same award, made once', async (form) => {
    const answer = await take(0, form);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, `application/${form}`]);
    const report = await verifyInput(test.service, String(answer.body));
    expect([report.verdict, failingCodes(report)]).toEqual(['genuine-and-current', []]);
    expect((await take(0, form)).body).toBe(answer.body);
    const { credential } = await keyOf(0);
    const rows = await store().credentials.find({ credentialId: idOf(credential), form });
    expect(rows.map(({ json }) => json)).toEqual([answer.body]);
  });

  it('names its place in the Token Status List and keeps the Bitstring entries', async () => {
    const { status, credentialStatus, vct, iss } = payloadOf(await tokenOf(0));
    const { credential } = await keyOf(0);
    const [entry] = await store().statusEntries.find({ credentialId: idOf(credential) });
    expect(status).toEqual({ status_list: { idx: entry?.index, uri: 'http://localhost:3999/status/tesda-1-token' } });
    expect(credentialStatus).toEqual(credential.credentialStatus);
    expect([iss, vct]).toEqual([
      (credential.issuer as JsonObject).id,
      'http://localhost:3999/credential-schemas/v1/national-certificate.json',
    ]);
  });

  it('is recorded before and after the key is used, and fsck finds nothing', async () => {
    const intended = await auditOf('issuance.form-will-sign');
    const signed = await auditOf('issuance.form-signed');
    expect(intended.map(({ facts }) => facts['form'])).toEqual([...forms]);
    expect(signed.map(({ facts }) => facts['form'])).toEqual([...forms]);
    signed.forEach(({ sequence }, index) => expect(sequence).toBeGreaterThan(intended[index]?.sequence ?? Infinity));
    expect(await findings(test.service)).toEqual([]);
  });

  it('asked for by many at once there is one', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => tokenOf(1)));
    expect(new Set(all).size).toBe(1);
    const { credential } = await keyOf(1);
    expect(await store().credentials.count({ credentialId: idOf(credential), form: 'dc+sd-jwt' })).toBe(1);
  });

  it('is not made while issuing is stopped, nor in a form nobody offers, nor without the year', async () => {
    await setStopSwitch(true, officers.administrator, test.service.issuance);
    expect((await take(2, 'dc+sd-jwt')).status).toBe(503);
    // What exists can still be had.
    expect((await take(1, 'dc+sd-jwt')).status).toBe(200);
    await setStopSwitch(false, officers.administrator, test.service.issuance);
    for (const form of ['ecdsa-sd-2023', 'vp+jwt', '', '__proto__'])
      expect(JSON.parse(String((await take(2, form)).body))).toMatchObject({ code: 'form-unknown', status: 400 });
    const { code } = await keyOf(2);
    const wrong = await http()
      .post(`/api/passports/by-code/${code}/credential`)
      .send({ birthYear: '1901', form: 'vc+jwt' });
    expect([wrong.status, (wrong.body as JsonObject).code]).toEqual([404, 'W10']);
  });

  it('is not made of a passport of several', async () => {
    const { issuance, instance } = test.service;
    const format = instance.proofFormats.find(({ id }) => id === 'dc+sd-jwt');
    if (!format) throw new Error('no format');
    const { credential } = await keyOf(2);
    const [intent] = await store().intents.find({ credentialId: idOf(credential) });
    if (!intent) throw new Error('no intent');
    const find = async () => [{ ...intent, kind: 'passport' as const }];
    const read = { ...store(), intents: { ...store().intents, find } };
    const bundle = furtherForm(idOf(credential), format, { ...issuance, store: { ...issuance.store, read } });
    await expect(bundle).rejects.toMatchObject({ code: 'form-not-for-passports', status: 409 });
  });

  it('is not made of what the register, the audit trail or the first signature do not bear out', async () => {
    const { issuance, instance } = test.service;
    const format = instance.proofFormats.find(({ id }) => id === 'vc+jwt');
    if (!format) throw new Error('no format');
    const { credential } = await keyOf(3);
    const change = (event: 'suspend' | 'reinstate') =>
      changeCertificateStatus(
        {
          certificateId: ids[3] ?? '',
          event,
          reasonClass: 'issued-in-error',
          actorId: officers.administrator,
          secondActorId: officers.release,
        },
        issuance,
      );
    await change('suspend');
    expect(JSON.parse(String((await take(3, 'vc+jwt')).body))).toMatchObject({
      code: 'award-not-in-force',
      status: 409,
    });
    await change('reinstate');
    // Rows as somebody would write them who has the database and no key.
    const [row] = await store().credentials.find({ credentialId: idOf(credential), form: 'eddsa-jcs-2022' });
    const [intent] = await store().intents.find({ credentialId: idOf(credential) });
    if (!row || !intent) throw new Error('nothing was issued');
    const renamed = (text: string): string => text.replace('"name":"', '"name":"X');
    const asked = (rows: SignedCredential[], intents: IssuanceIntent[]): Promise<unknown> => {
      const read = {
        ...store(),
        credentials: {
          ...store().credentials,
          find: async (where: object) => ('form' in where && where.form === 'vc+jwt' ? [] : rows),
        },
        intents: { ...store().intents, find: async () => intents },
      };
      return furtherForm(idOf(credential), format, {
        ...issuance,
        store: { ...issuance.store, read },
      });
    };
    const differs = { code: 'form-not-borne-out', status: 409 };
    await expect(asked([], [intent])).rejects.toMatchObject(differs);
    const unsignedJson = renamed(intent.unsignedJson ?? '');
    expect(unsignedJson).not.toBe(intent.unsignedJson);
    await expect(asked([row], [{ ...intent, unsignedJson }])).rejects.toMatchObject(differs);
    await expect(asked([{ ...row, json: renamed(row.json) }], [{ ...intent, unsignedJson }])).rejects.toMatchObject(
      differs,
    );
    // An entry of the lists that is never turned, in the place of its own.
    const elsewhere = { ...intent, revocationIndex: intent.revocationIndex + 1 };
    await expect(asked([row], [elsewhere])).rejects.toMatchObject(differs);
    // What would not be signed today: one officer twice, or an accreditation that does not reach it any more.
    await expect(asked([row], [{ ...intent, releasedBy: intent.approvedBy }])).rejects.toMatchObject(differs);
    const unauthorised = {
      ...issuance,
      authorise: async () => [{ code: 'R02', severity: 'block' as const, message: 'Not accredited.', whatToDo: '' }],
    };
    await expect(furtherForm(idOf(credential), format, unauthorised)).rejects.toMatchObject({
      ...{ code: 'award-not-in-force', status: 409 },
    });
    expect(await store().credentials.count({ credentialId: idOf(credential), form: 'vc+jwt' })).toBe(0);
  });

  it("hidden claims make it nobody's certificate, not a forged one", async () => {
    const partial = presentSdJwt(await tokenOf(0), ['achievement']) ?? '';
    expect((await verifyInput(test.service, partial)).verdict).toBe('cannot-confirm');
  });
});

describe('the Token Status List', () => {
  it('is the Bitstring lists once more: media type, times, bits', async () => {
    const answer = await listToken();
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/statuslist+jwt']);
    const token = String(answer.body);
    const { sub, iat, exp, ttl, status_list: list } = payloadOf(token);
    expect(sub).toBe('http://localhost:3999/status/tesda-1-token');
    expect([Number(exp) - Number(iat), ttl]).toEqual([86_400, 900]);
    const { bits, lst } = list as { bits: number; lst: string };
    expect([bits, inflateSync(Buffer.from(lst, 'base64url')).length]).toEqual([2, 32_768]);
    expect(kidOf(token)).not.toBe(kidOf(await tokenOf(0)));
    expect((await http().get('/status/nobody-token')).status).toBe(404);
  });

  it('award, genuine; suspended, reinstated; revoked: we and the wallet say the same each time', async () => {
    const token = await tokenOf(0);
    const other = await tokenOf(1);
    const both = async (): Promise<unknown[]> => [
      (await verifyInput(test.service, token)).verdict,
      await walletSays(token),
      await walletSays(other),
    ];
    const change = (event: 'suspend' | 'reinstate' | 'revoke') =>
      changeCertificateStatus(
        {
          certificateId: ids[0] ?? '',
          event,
          reasonClass: 'issued-in-error',
          actorId: officers.administrator,
          secondActorId: officers.release,
        },
        test.service.issuance,
      );
    expect(await both()).toEqual(['genuine-and-current', 'accepted', 'accepted']);
    await change('suspend');
    expect(await both()).toEqual(['suspended', expect.stringContaining('Status is not valid'), 'accepted']);
    await change('reinstate');
    expect(await both()).toEqual(['genuine-and-current', 'accepted', 'accepted']);
    await change('revoke');
    expect(await both()).toEqual(['revoked', expect.stringContaining('Status is not valid'), 'accepted']);
    expect(await findings(test.service)).toEqual([]);
  });
});

describe('after the key was stolen', () => {
  it('signs nothing with the new key that the stolen one may have signed', async () => {
    const { instance, trust } = test.service;
    const { credential } = await keyOf(4);
    const did = idOf(credential.issuer as JsonObject);
    const stolen = (await instance.keys.list()).find((key) => key.role === 'issuer' && key.controller === did);
    const now = instance.clock.now();
    await instance.keys.retire(stolen?.id ?? '', now, true);
    await instance.keys.create({
      controller: did,
      role: 'issuer',
      algorithm: 'Ed25519',
      validFrom: now,
      validUntil: null,
    });
    await trust.current({ fresh: true });
    for (const form of forms)
      expect(JSON.parse(String((await take(4, form)).body))).toMatchObject({ code: 'form-key-revoked', status: 409 });
    expect(
      (await auditOf('issuance.form-will-sign')).some(({ facts }) => facts['credential'] === idOf(credential)),
    ).toBe(false);
  });
});
