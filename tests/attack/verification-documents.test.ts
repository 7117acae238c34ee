import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildDictionary, packSp1 } from '../../src/passport/index.js';
import { createMemoryKeyStore } from '../../src/keys/index.js';
import { isObject, type JsonObject } from '../../src/shared/index.js';
import { verify, type VerificationReport, type VerifyDeps, type VerifyInput } from '../../src/verification/index.js';
import { createOffice, depsFor, jcsFormat, today, trustListOf, type Office } from '../support/issue-fixture.js';
import { reportOf } from '../support/report-of.js';

/** Each attack changes a genuine, signed certificate or its carrier. None may end as genuine, none may show the forgery. */
let tesda: Office;
let certificate: JsonObject;
let deps: VerifyDeps;
beforeAll(async () => {
  tesda = await createOffice();
  certificate = await tesda.award();
  deps = await depsFor(tesda);
});

const reportOn = (input: VerifyInput, using = deps): Promise<VerificationReport> => reportOf(input, using);
const subject = (document: JsonObject): JsonObject => {
  const found = document['credentialSubject'];
  return isObject(found) ? found : {};
};
const proofOf = (document: JsonObject): JsonObject => (isObject(document['proof']) ? document['proof'] : {});

describe('the code on the card', () => {
  it('no single changed digit of a code is ever genuine, and no answer shows a name', async () => {
    const dictionary = buildDictionary({ dictId: 1, skeletons: [certificate] });
    const packed = packSp1(certificate, dictionary, 'verify.example.org');
    if (!packed.ok) throw new Error(packed.reason);
    const using = { ...deps, dictionaries: async (id: number) => (id === 1 ? [dictionary.bytes] : []) };
    expect((await reportOn(packed.digits, using)).verdict).toBe('genuine-and-current');
    const seen: string[] = [];
    for (let at = 0; at < packed.digits.length; at++) {
      const digit = (Number(packed.digits[at]) + 1 + (at % 9)) % 10;
      const forged = packed.digits.slice(0, at) + String(digit) + packed.digits.slice(at + 1);
      if (forged === packed.digits) continue;
      const result = await verify(forged, using);
      seen.push(result.ok ? result.report.verdict : result.problem.code);
      if (result.ok) expect(result.report.claims).toBeNull();
      expect(JSON.stringify(result)).not.toMatch(/SANTOS|Domestic Work/);
    }
    const share = (answer: string): number => seen.filter((one) => one === answer).length / seen.length;
    expect(seen.filter((answer) => !['altered', 'cannot-confirm', 'E11', 'E14', 'E18'].includes(answer))).toEqual([]);
    // "Update this app" is for the first digits alone, which name the dictionary.
    expect([share('altered') > 0.85, share('cannot-confirm') < 0.05]).toEqual([true, true]);
  });

  it('a code read with a wrong dictionary is never a verdict about the worker', async () => {
    const dictionary = buildDictionary({ dictId: 1, skeletons: [certificate] });
    const packed = packSp1(certificate, dictionary, 'verify.example.org');
    if (!packed.ok) throw new Error(packed.reason);
    const other = buildDictionary({ dictId: 1, skeletons: [await tesda.experience()] });
    const result = await verify(packed.digits, { ...deps, dictionaries: async () => [other.bytes] });
    if (result.ok) expect(result.report).toMatchObject({ verdict: 'cannot-confirm', checks: [{ code: 'I21' }] });
    else expect(['E11', 'E18']).toContain(result.problem.code);
  });
});

describe('the document', () => {
  it.each<[string, (document: JsonObject) => JsonObject]>([
    ['another name', (it) => ({ ...it, name: 'Master Electrician' })],
    ['another end date', (it) => ({ ...it, validUntil: '2099-01-01T00:00:00Z' })],
    ['no end date', ({ validUntil: _gone, ...it }) => it],
    ['no status', ({ credentialStatus: _gone, ...it }) => it],
    [
      'status entries of another index',
      (it) => ({
        ...it,
        credentialStatus: JSON.parse(JSON.stringify(it['credentialStatus']).replaceAll('94567', '1')) as JsonObject[],
      }),
    ],
    [
      'an extra context',
      (it) => ({ ...it, '@context': [...(it['@context'] as string[]), { name: 'https://evil.example/#id' }] }),
    ],
    ['contexts in another order', (it) => ({ ...it, '@context': (it['@context'] as string[]).toReversed() })],
    ['an alias for a member', (it) => ({ ...it, '@id': it['id'] })],
    [
      '@nest around the subject',
      ({ credentialSubject, ...it }) => ({ ...it, '@nest': { credentialSubject: credentialSubject as JsonObject } }),
    ],
    ['@included beside it', (it) => ({ ...it, '@included': [] })],
    ['a second subject', (it) => ({ ...it, credentialSubject: [subject(it), { id: 'urn:x' }] })],
    ['an own member called toString', (it) => ({ ...it, toString: 'x' })],
    ['a result turned to Competent twice', (it) => ({ ...it, credentialSubject: { ...subject(it), result: [] } })],
    ['another issuer name', (it) => ({ ...it, issuer: { ...(it['issuer'] as JsonObject), name: 'Other' } })],
    [
      'a schema address moved away',
      ({ credentialSchema: _gone, ...it }) => ({
        ...it,
        schema: 'https://x.example/credential-schemas/v1/passport.json',
      }),
    ],
  ])('%s is altered', async (_what, change) => {
    const report = await reportOn(change(certificate));
    expect(report.verdict).toBe('altered');
    expect(report.claims).toBeNull();
  });

  it('a claim to be no document of ours does not make it less altered', async () => {
    const { credentialSchema: _gone, ...rest } = certificate;
    expect(await reportOn(rest)).toMatchObject({ verdict: 'altered', foreign: false, claims: null });
  });
});

describe('the proof', () => {
  it('of another certificate of the same office', async () => {
    const other = await tesda.award('certificate-of-competency');
    expect((await reportOn({ ...certificate, proof: proofOf(other) })).verdict).toBe('altered');
  });

  it('a forged second proof beside the good one', async () => {
    const forged = { ...proofOf(certificate), proofValue: proofOf(await tesda.experience())['proofValue'] as string };
    for (const proof of [
      [proofOf(certificate), forged],
      [forged, proofOf(certificate)],
    ]) {
      expect((await reportOn({ ...certificate, proof })).verdict).toBe('altered');
    }
  });

  it('a true second proof by somebody else beside the good one', async () => {
    const stranger = await createOffice('stranger');
    const report = await reportOn(await stranger.sign(certificate));
    expect([report.verdict, report.checks[0]?.code]).toEqual(['altered', 'I11']);
  });

  it('a thousand proofs cost one refusal', async () => {
    const report = await reportOn({ ...certificate, proof: Array.from({ length: 1_000 }, () => ({ type: 'x' })) });
    expect(['altered', 'cannot-confirm']).toContain(report.verdict);
    expect(report.claims).toBeNull();
  });

  it('made for another purpose', async () => {
    const proof = { ...proofOf(certificate), proofPurpose: 'authentication' };
    expect((await reportOn({ ...certificate, proof })).verdict).toBe('altered');
  });
});

describe('somebody calls himself TESDA', () => {
  it('with a key of his own, named honestly: signed by someone else than the office named', async () => {
    const store = createMemoryKeyStore();
    const did = 'did:web:tesda-verify.example';
    const validFrom = new Date('2026-01-01T00:00:00Z');
    await store.create({ controller: did, role: 'issuer', algorithm: 'Ed25519', validFrom, validUntil: null });
    const { proof: _proof, ...unsigned } = certificate;
    const signer = await store.signer(did, 'issuer', today);
    const signed = (await jcsFormat.sign(unsigned, { signer, created: '2026-05-20T08:00:00Z' })) as JsonObject;
    const report = await reportOn(JSON.stringify(signed));
    expect(report).toMatchObject({ verdict: 'altered', claims: null, checks: [{ code: 'I11' }] });
    expect(report.sentence).toBe('It was signed by someone else than the office named.');
  });

  it('with a key named as one of TESDA: not on the list, so nothing is confirmed and nothing shown', async () => {
    const impostor = await createOffice('tesda');
    const resolveKey: VerifyDeps['resolveKey'] = async (id) => {
      const key = impostor.issuer.keys.find((candidate) => candidate.id === id);
      return key ? { id, controller: impostor.did, publicKeyMultibase: key.publicKeyMultibase } : null;
    };
    const keys = tesda.issuer.keys.map((key) => ({ ...key, id: `${key.id}-true` }));
    const trustList = trustListOf([{ ...tesda.issuer, keys }]);
    const report = await reportOn(await impostor.award(), { ...deps, trustList, resolveKey });
    expect(report).toMatchObject({ verdict: 'cannot-confirm', claims: null, checks: [{ code: 'I22' }] });
  });

  it('from a DID that nobody knows: the name TESDA is shown nowhere', async () => {
    const stranger = await createOffice('t-e-s-d-a', 'TESDA');
    const resolveKey: VerifyDeps['resolveKey'] = async (id) => {
      const key = stranger.issuer.keys.find((candidate) => candidate.id === id);
      return key ? { id, controller: stranger.did, publicKeyMultibase: key.publicKeyMultibase } : null;
    };
    const report = await reportOn(await stranger.award(), { ...deps, resolveKey });
    expect(report.verdict).toBe('cannot-confirm');
    expect(report.checks.map(({ code }) => code)).toContain('A20');
    expect(report.claims?.issuer.name).toBeNull();
    expect(JSON.stringify({ ...report, claims: null })).not.toContain('TESDA');
  });
});
