import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDocumentLoader } from '../../../src/credentials/index.js';
import {
  createNodeCrypto,
  createProofFormats,
  documentOfToken,
  envelope,
  presentSdJwt,
} from '../../../src/proofs/index.js';
import type { JsonObject } from '../../../src/shared/index.js';
import type { VerificationReport, VerifyDeps, VerifyInput } from '../../../src/verification/index.js';
import { createOffice, depsFor, today, trustListOf, type Office } from '../../support/issue-fixture.js';
import { reportOf } from '../../support/report-of.js';
import { signJws } from '../../../src/proofs/jws.js';

/** The same credential, secured as a token for wallets. */
let tesda: Office;
let unsigned: JsonObject;
let deps: VerifyDeps;
const proofFormats = createProofFormats({ crypto: createNodeCrypto(), documentLoader: createDocumentLoader() });
beforeAll(async () => {
  tesda = await createOffice();
  const { proof: _proof, ...document } = await tesda.award();
  unsigned = document;
  deps = await depsFor(tesda, {}, { proofFormats, documentOfToken });
});

async function tokenOf(id: string, document = unsigned, created = '2026-05-20T08:00:00Z'): Promise<string> {
  const format = proofFormats.find((candidate) => candidate.id === id);
  const token = await format?.sign(document, { signer: await tesda.signer(), created });
  if (typeof token !== 'string') throw new Error(`${id} made no token`);
  return token;
}
const reportOn = (input: VerifyInput, using = deps): Promise<VerificationReport> => reportOf(input, using);

describe('a credential as a token', () => {
  it('vc+jwt: genuine and current with all six answers', async () => {
    const report = await reportOn(await tokenOf('vc+jwt'));
    expect([report.verdict, report.input, report.claims?.title]).toEqual([
      'genuine-and-current',
      'jwt',
      'Domestic Work NC II',
    ]);
  });

  it('vc+jwt inside an envelope', async () => {
    const report = await reportOn(envelope(await tokenOf('vc+jwt'), 'vc+jwt'));
    expect(report.verdict).toBe('genuine-and-current');
  });

  it('vc+jwt past its end is expired, not changed', async () => {
    const { proof: _proof, ...old } = await tesda.award(undefined, { validUntil: '2026-11-01' });
    expect((await reportOn(await tokenOf('vc+jwt', old))).verdict).toBe('genuine-but-expired');
    expect((await reportOn(await tokenOf('dc+sd-jwt', old))).checks.map(({ code }) => code)).toContain('T10');
  });

  it("the key must have been the office's own when the token was made", async () => {
    const keys = tesda.issuer.keys.map((key) => ({ ...key, validUntil: '2026-06-01T00:00:00Z' }));
    const trustList = trustListOf([{ ...tesda.issuer, keys }]);
    const using = await depsFor(tesda, {}, { proofFormats, documentOfToken, trustList });
    const codesOf = async (input: VerifyInput): Promise<string[]> =>
      (await reportOn(input, using)).checks.map(({ code }) => code);
    for (const id of ['vc+jwt', 'dc+sd-jwt', 'vc+sd-jwt']) {
      expect(await codesOf(await tokenOf(id))).not.toContain('A12');
      expect(await codesOf(await tokenOf(id, unsigned, '2026-06-01T00:00:01Z'))).toContain('A12');
      expect(await codesOf(await tokenOf(id, unsigned, '2025-12-31T23:59:59Z'))).toContain('A12');
    }
    // Without iat the day the credential begins stands in its place.
    const signer = await tesda.signer();
    const header = { typ: 'vc+jwt', kid: signer.id };
    expect(await codesOf(await signJws(header, unsigned, signer))).not.toContain('A12');
    const later = { ...unsigned, validFrom: '2026-06-02T00:00:00Z', awardedDate: '2026-06-02T00:00:00Z' };
    expect(await codesOf(await signJws(header, later, signer))).toContain('A12');
  });

  it('a changed payload is altered and shows nothing', async () => {
    for (const id of ['vc+jwt', 'dc+sd-jwt', 'vc+sd-jwt']) {
      const token = await tokenOf(id);
      const [header = '', payload = '', ...rest] = token.split('.');
      const text = Buffer.from(payload, 'base64url')
        .toString('utf8')
        .replace('passport.example.org/places', 'passport.example.org/palaces')
        .replace('urn:uuid:3f', 'urn:uuid:4f');
      const forged = [header, Buffer.from(text).toString('base64url'), ...rest].join('.');
      expect(forged).not.toBe(token);
      expect(await reportOn(forged)).toMatchObject({ verdict: 'altered', claims: null });
    }
  });

  it.each([
    ['RS256, which Open Badges asks of everybody', { alg: 'RS256' }],
    ['PS256', { alg: 'PS256' }],
    ['ES512', { alg: 'ES512' }],
    ['a chain of certificates', { x5c: ['MIIB'] }],
    ['a key of its own', { jwk: { kty: 'OKP' } }],
    ['no algorithm', { alg: 'none' }],
  ])('signed with %s it is unread, not altered, and shows nothing', async (_name, more) => {
    const signer = await tesda.signer();
    for (const typ of ['vc+jwt', 'dc+sd-jwt']) {
      const [header = '', ...rest] = (await tokenOf(typ)).split('.');
      const honest = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as JsonObject;
      const other = Buffer.from(JSON.stringify({ ...honest, kid: signer.id, ...more })).toString('base64url');
      const report = await reportOn([other, ...rest].join('.'));
      expect([report.verdict, report.claims]).toEqual(['cannot-confirm', null]);
      expect(report.checks.find(({ answer }) => answer === 'integrity')).toMatchObject({
        code: 'I20',
        outcome: 'unknown',
      });
    }
  });

  it('SD-JWT VC: whole it is our certificate, with something hidden another shape than ours', async () => {
    const token = await tokenOf('dc+sd-jwt');
    const whole = await reportOn(token);
    expect([whole.input, whole.verdict, whole.foreign]).toEqual(['sd-jwt', 'genuine-and-current', false]);
    expect(documentOfToken(token)).toEqual(unsigned);
    const report = await reportOn(presentSdJwt(token, ['achievement']) ?? '');
    expect(report.verdict).toBe('cannot-confirm');
    expect(report).toMatchObject({ foreign: true, checks: [{ code: 'I00' }, { answer: 'status' }, {}, {}, {}] });
    expect(report.sentence).toContain('outside our list');
  });

  it('SD-JWT VC: a status list that nobody here can read is told as not checked', async () => {
    const format = proofFormats.find(({ id }) => id === 'dc+sd-jwt');
    const tokenStatus = { idx: 7, uri: 'https://passport.example.org/status/tesda-token' };
    const token = await format?.sign(unsigned, {
      signer: await tesda.signer(),
      created: '2026-05-20T08:00:00Z',
      tokenStatus,
    });
    const answers = ['clear', 'missing', 'untrusted', 'stale', 'suspended', 'revoked'] as const;
    const verdicts = await Promise.all(
      answers.map(async (state) => {
        const day = {
          publishedAt: '2026-11-22T08:00:00Z',
          turnedOn: '2026-11-22',
          values: { date: '2026-11-22', successor: '' },
        };
        const isSet = state === 'suspended' || state === 'revoked';
        const answer = { state, ...(isSet ? day : {}) };
        const report = await reportOn(token as string, { ...deps, tokenStatus: async () => answer });
        return [report.verdict, report.checks.find((check) => check.answer === 'status')?.code];
      }),
    );
    expect(verdicts).toEqual([
      ['genuine-and-current', 'S00'],
      ['cannot-confirm', 'S20'],
      ['cannot-confirm', 'S22'],
      ['cannot-confirm', 'S21'],
      ['suspended', 'S11'],
      ['revoked', 'S10'],
    ]);
  });

  it('a verifier without token formats says that it cannot read it', async () => {
    const report = await reportOn(await tokenOf('vc+jwt'), await depsFor(tesda, {}, { now: today }));
    expect(report.verdict).toBe('cannot-confirm');
    expect(['I20', 'I23']).toContain(report.checks[0]?.code);
  });
});
