import { beforeAll, describe, expect, it } from '@jest/globals';
import { bitsOf } from '../../../src/credentials/status/index.js';
import type { AwardScope, TrustedIssuer } from '../../../src/issuers/types.js';
import type { JsonObject } from '../../../src/shared/index.js';
import type { VerificationReport, VerifyDeps } from '../../../src/verification/index.js';
import { createOffice, depsFor, today, trustListOf, type Office, type Purpose } from '../../support/issue-fixture.js';
import { reportOf } from '../../support/report-of.js';

let tesda: Office;
let certificate: JsonObject;
const index = 94567;
beforeAll(async () => {
  tesda = await createOffice();
  certificate = await tesda.award();
});

const codes = (report: VerificationReport): string[] => report.checks.map(({ code }) => code);
const knowing = (changes: Partial<TrustedIssuer>): Partial<VerifyDeps> => ({
  trustList: trustListOf([{ ...tesda.issuer, ...changes }]),
});
const scoped = (scope: Partial<AwardScope>): Partial<VerifyDeps> =>
  knowing({ scopes: tesda.issuer.scopes.map((open) => ({ ...open, ...scope })) });
const listed = async (...purposes: Purpose[]): Promise<Record<string, JsonObject>> => {
  const lists = await Promise.all(purposes.map((purpose) => tesda.statusList(purpose, { bits: bitsOf([index]) })));
  return Object.fromEntries(purposes.map((purpose, at) => [tesda.listUrl(purpose), lists[at] ?? {}]));
};

describe('genuine and current', () => {
  it('answers all six questions and says who assessed whom for what, when', async () => {
    const report = await reportOf(JSON.stringify(certificate), await depsFor(tesda));
    expect(report.verdict).toBe('genuine-and-current');
    expect(report.title).toBe('Genuine and current');
    expect(report.sentence).toBe(
      'Technical Education and Skills Development Authority assessed this person as competent in Domestic Work NC II on 3 May 2026.',
    );
    expect(codes(report)).toEqual(['I00', 'A00', 'S00', 'T00', 'Q04', 'H01']);
    expect(report.claims?.holder.name).toBe('MARIA LOURDES SANTOS');
    expect(report.freshness).toEqual({
      trustList: { version: 7, issuedAt: '2026-11-21T00:00:00Z', ageDays: 1 },
      statusList: { publishedAt: '2026-11-22T09:00:00Z', ageHours: 3 },
    });
    expect(report.notProven).toContain('not a work permit');
    expect(report.items).toEqual([]);
  });

  it('has no end date when the scheme sets none', async () => {
    const report = await reportOf(await tesda.award('nvq-certificate', { validUntil: null }), await depsFor(tesda));
    expect([report.verdict, ...codes(report)]).toEqual(expect.arrayContaining(['genuine-and-current', 'T01']));
  });

  it('warns when it ends soon', async () => {
    const report = await reportOf(await tesda.award(undefined, { validUntil: '2026-12-22' }), await depsFor(tesda));
    expect(report.verdict).toBe('genuine-and-current');
    expect(report.checks.find(({ code }) => code === 'T02')).toMatchObject({
      outcome: 'warn',
      detail: 'Yes, but it ends in 30 days.',
    });
  });

  it('tells a permission that was withdrawn later, and stays genuine', async () => {
    const report = await reportOf(certificate, await depsFor(tesda, {}, scoped({ withdrawnAt: '2026-09-01' })));
    expect(report.verdict).toBe('genuine-and-current');
    expect(report.checks.find(({ code }) => code === 'A21')?.outcome).toBe('warn');
  });

  it('takes the name of the office from the trust list, not from the credential', async () => {
    const named = await tesda.award(undefined, { issuer: { did: tesda.did, name: 'Ministry of Everything' } });
    const report = await reportOf(named, await depsFor(tesda));
    expect(report.claims?.issuer).toEqual({ did: tesda.did, name: tesda.issuer.name, nameFrom: 'trust-list' });
    expect(JSON.stringify(report)).not.toContain('Everything');
  });
});

describe('the seven other verdicts', () => {
  it('expired', async () => {
    const report = await reportOf(await tesda.award(undefined, { validUntil: '2026-11-01' }), await depsFor(tesda));
    expect(report.verdict).toBe('genuine-but-expired');
    expect(report.sentence).toContain('It ended on 1 November 2026.');
    expect(codes(report)).toContain('T10');
  });

  it.each([
    ['revocation', 'revoked', 'S10'],
    ['suspension', 'suspended', 'S11'],
    ['message', 'replaced', 'S12'],
  ] as const)('%s list -> %s', async (purpose, verdict, code) => {
    const report = await reportOf(certificate, await depsFor(tesda, await listed(purpose)));
    expect(report.verdict).toBe(verdict);
    expect(codes(report)).toContain(code);
    expect(report.sentence).toContain('22 November 2026');
  });

  it('replaced names the day and the end of the new number', async () => {
    const successors = new Map([
      [index, { successor: 'urn:uuid:3f2a9c1e-77b0-4c1d-9b7e-5d2f4a6c8e99', numberEnding: '9920', on: '2026-10-03' }],
    ]);
    const list = await tesda.statusList('message', { bits: bitsOf([index]), successors });
    const report = await reportOf(certificate, await depsFor(tesda, { [tesda.listUrl('message')]: list }));
    expect(report.checks.find(({ code }) => code === 'S12')?.detail).toBe('Replaced on 3 October 2026 by No. …9920.');
  });

  it('revoked outranks replaced and suspended; expired and revoked is revoked', async () => {
    const old = await tesda.award(undefined, { validUntil: '2026-11-01' });
    const report = await reportOf(old, await depsFor(tesda, await listed('message', 'suspension', 'revocation')));
    expect(report.verdict).toBe('revoked');
    expect(codes(report)).toEqual(expect.arrayContaining(['S10', 'T10']));
  });

  it.each([
    ['qualification', { qualification: 'https://passport.example.org/qualifications/other' }, 'A10'],
    ['place', { place: 'https://passport.example.org/places/kandy' }, 'A11'],
    ['date', { until: '2026-05-02' }, 'A12'],
    ['withdrawn before', { withdrawnAt: '2026-05-02' }, 'A12'],
    ['void', { voidFrom: '2026-05-01' }, 'A12'],
  ] as const)('issuer not authorised: %s', async (_what, scope, code) => {
    const report = await reportOf(certificate, await depsFor(tesda, {}, scoped(scope)));
    expect(report.verdict).toBe('issuer-not-authorised');
    expect(codes(report)).toContain(code);
    expect(report.whatToDo).toContain('registry@tesda.example');
  });

  it('altered: one letter of the name', async () => {
    const changed = JSON.stringify(certificate).replace('MARIA LOURDES', 'MARIE LOURDES');
    const report = await reportOf(changed, await depsFor(tesda));
    expect(report.verdict).toBe('altered');
    expect(codes(report)).toEqual(['I10']);
    expect(report.claims).toBeNull();
    expect(JSON.stringify(report)).not.toMatch(/LOURDES|Domestic Work|4821/);
  });

  it('cannot confirm: unknown office, even though its signature verifies', async () => {
    const stranger = await createOffice('stranger', 'Technical Education and Skills Development Authority');
    const [key] = stranger.issuer.keys;
    const resolveKey = async () => ({
      id: key?.id ?? '',
      controller: stranger.did,
      publicKeyMultibase: key?.publicKeyMultibase ?? '',
    });
    const report = await reportOf(await stranger.award(), await depsFor(tesda, {}, { resolveKey }));
    expect(report.verdict).toBe('cannot-confirm');
    expect(codes(report)).toEqual(['I00', 'A20', 'S20', 'T00', 'Q04', 'H01']);
    expect(report.sentence).toContain('We do not know this office.');
    expect(report.claims?.issuer.name).toBeNull();
    expect(JSON.stringify(report)).not.toContain('Technical Education');
  });
});

describe('what could not be checked is never valid and never forged', () => {
  const stale = (hours: number) => new Date(today.getTime() - hours * 3_600_000);

  it.each([
    ['no list at all', {}, 'S20'],
    ['the list is older than the policy allows', { validFrom: stale(49), validForHours: 24 }, 'S21'],
    ['the list is past its own end', { validFrom: stale(3), validForHours: 1 }, 'S21'],
  ])('%s', async (what, content, code) => {
    const lists: Record<string, JsonObject> = {
      [tesda.listUrl('revocation')]: await tesda.statusList('revocation', content),
    };
    const deps = await depsFor(tesda, lists);
    const statusList: VerifyDeps['statusList'] = async () => ({ kind: 'unavailable', reason: 'offline' });
    const report = await reportOf(certificate, what === 'no list at all' ? { ...deps, statusList } : deps);
    expect(report.verdict).toBe('cannot-confirm');
    expect(report.checks.find((check) => check.answer === 'status')).toMatchObject({ code, outcome: 'unknown' });
    expect(report.sentence).toContain(report.checks.find((check) => check.code === code)?.detail);
  });

  it('an offline verifier may read a list past its end for a while, with a warning', async () => {
    const list = await tesda.statusList('revocation', { validFrom: stale(30), validForHours: 24 });
    const policy = { maxStatusAgeHours: 168, offlineGraceHours: 144, clockSkewSeconds: 300, expiresSoonDays: 90 };
    const deps = await depsFor(tesda, { [tesda.listUrl('revocation')]: list }, { policy });
    const statusList: VerifyDeps['statusList'] = async (url) => ({ ...(await deps.statusList(url)), isOffline: true });
    const report = await reportOf(certificate, { ...deps, statusList });
    expect(report.verdict).toBe('genuine-and-current');
    expect(report.checks.find(({ code }) => code === 'S21')?.outcome).toBe('warn');
    // Who can reach the service has no excuse: the newer list is being kept back.
    const online = await reportOf(certificate, deps);
    expect(online.verdict).toBe('cannot-confirm');
    expect(online.checks.find(({ code }) => code === 'S21')?.outcome).toBe('unknown');
  });

  it('a bit seen in an old list still counts', async () => {
    const list = await tesda.statusList('revocation', { validFrom: stale(900), bits: bitsOf([index]) });
    const report = await reportOf(certificate, await depsFor(tesda, { [tesda.listUrl('revocation')]: list }));
    expect(report.verdict).toBe('revoked');
  });

  it.each([
    ['no trust list', { trustList: null }, 'A22'],
    ['a trust list of last spring', { now: new Date('2027-03-01T00:00:00Z') }, 'A23'],
    ['a clock before the trust list', { now: new Date('2026-11-20T00:00:00Z') }, 'T20'],
  ])('%s', async (_what, changes, code) => {
    const report = await reportOf(certificate, await depsFor(tesda, {}, changes));
    expect(report.verdict).toBe('cannot-confirm');
    expect(codes(report)).toContain(code);
  });

  it('a certificate that starts later', async () => {
    const report = await reportOf(await tesda.award(undefined, { awardedOn: '2026-12-24' }), await depsFor(tesda));
    expect(report.verdict).toBe('cannot-confirm');
    expect(report.sentence).toContain('It starts on 24 December 2026.');
  });

  it('a key of a listed office that is not on the list', async () => {
    const report = await reportOf(certificate, await depsFor(tesda, {}, knowing({ keys: [] })));
    expect(report.verdict).toBe('cannot-confirm');
    expect(codes(report)).toEqual(['I22']);
    expect(report.claims).toBeNull();
  });

  it('no signature, an unknown kind of signature, a shape that is not ours', async () => {
    const { proof, ...unsigned } = certificate;
    const deps = await depsFor(tesda);
    expect(codes(await reportOf(unsigned, deps))).toEqual(['I24']);
    const other = { ...unsigned, proof: { ...(proof as JsonObject), cryptosuite: 'bbs-2023' } };
    expect(codes(await reportOf(other, deps))).toEqual(['I20']);
    const reshaped = await tesda.award(
      undefined,
      {},
      { edit: (document) => ({ ...document, extra: 'signed but unknown' }) },
    );
    const report = await reportOf(reshaped, deps);
    expect([report.verdict, ...codes(report)]).toEqual(['cannot-confirm', 'I23']);
    expect(report.claims).toBeNull();
  });
});

describe('keys', () => {
  it('a compromised key ends everything signed with it and nothing of it is shown', async () => {
    const keys = tesda.issuer.keys.map((key) => ({ ...key, revokedAt: '2026-10-01T00:00:00Z' }));
    const report = await reportOf(certificate, await depsFor(tesda, {}, knowing({ keys })));
    expect(report.verdict).toBe('revoked');
    expect(codes(report)).toEqual(['I00', 'S13']);
    expect(report.claims).toBeNull();
  });

  it.each([
    ['before', '2025-12-31T23:59:59Z'],
    ['after', '2026-06-01T00:00:01Z'],
  ])('a key used %s its window was not the office of that day', async (_when, created) => {
    const keys = tesda.issuer.keys.map((key) => ({ ...key, validUntil: '2026-06-01T00:00:00Z' }));
    const signed = await tesda.award(undefined, {}, { created });
    const report = await reportOf(signed, await depsFor(tesda, {}, knowing({ keys })));
    expect(report.verdict).toBe('issuer-not-authorised');
    expect(codes(report)).toContain('A12');
  });

  it('a retired key still verifies what it signed in its time', async () => {
    const keys = tesda.issuer.keys.map((key) =>
      key.role === 'issuer' ? { ...key, validUntil: '2026-06-01T00:00:00Z' } : key,
    );
    expect((await reportOf(certificate, await depsFor(tesda, {}, knowing({ keys })))).verdict).toBe(
      'genuine-and-current',
    );
  });

  it('the status key makes no certificates', async () => {
    const { proof: _proof, ...unsigned } = certificate;
    const report = await reportOf(await tesda.sign(unsigned, 'status'), await depsFor(tesda));
    expect([report.verdict, ...codes(report)]).toEqual(['cannot-confirm', 'I22']);
  });
});

describe('passports and presentations', () => {
  it('judges each item and averages nothing', async () => {
    const old = await tesda.award('certificate-of-competency', { validUntil: '2026-11-01' });
    const passport = await tesda.passport([certificate, await tesda.experience(), old]);
    const report = await reportOf(JSON.stringify(passport), await depsFor(tesda));
    expect(report.sentence).toBe('3 items: 2 genuine and current, 1 expired.');
    expect(report.verdict).toBe('genuine-but-expired');
    expect(report.items.map(({ verdict }) => verdict)).toEqual([
      'genuine-and-current',
      'genuine-and-current',
      'genuine-but-expired',
    ]);
    expect(report.items[1]?.sentence).toContain('confirmed this work');
  });

  it('does not count to one', async () => {
    const report = await reportOf(JSON.stringify(await tesda.passport([certificate])), await depsFor(tesda));
    expect(report.sentence).toBe('1 genuine and current.');
  });

  it('one altered item is told as altered', async () => {
    const forged = { ...certificate, name: 'Master of Everything' };
    const report = await reportOf(await tesda.passport([certificate, forged]), await depsFor(tesda));
    expect(report.verdict).toBe('altered');
    expect(report.sentence).toBe('2 items: 1 genuine and current, 1 altered.');
    expect(report.items[1]?.claims).toBeNull();
  });

  it('a presentation has only the answers of its items', async () => {
    const presentation = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [certificate, 17],
    };
    const report = await reportOf(presentation, await depsFor(tesda));
    expect(report.input).toBe('presentation');
    expect(report.verdict).toBe('cannot-confirm');
    expect(report.sentence).toBe('2 items: 1 genuine and current, 1 not confirmed.');
    expect(report.checks).toEqual([]);
  });

  it('a presentation of the certificates of two people says so, however genuine each is', async () => {
    const present = async (...credentials: JsonObject[]) =>
      reportOf(
        {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiablePresentation'],
          verifiableCredential: credentials,
        },
        await depsFor(tesda),
      );
    const own = await tesda.award('certificate-of-competency');
    expect((await present(certificate, own)).checks).toEqual([]);
    const subject = certificate['credentialSubject'] as JsonObject;
    const byId = (document: JsonObject): JsonObject => ({
      ...document,
      credentialSubject: { ...subject, id: 'urn:uuid:0d4f6a11-57e1-4b6e-9a4e-8a1f7f8f2b99' },
    });
    const byName = (document: JsonObject): JsonObject =>
      JSON.parse(JSON.stringify(document).replace('MARIA LOURDES', 'MARIE LOUISE')) as JsonObject;
    for (const edit of [byId, byName]) {
      const report = await present(certificate, await tesda.award(undefined, {}, { edit }));
      expect(report.verdict).toBe('genuine-and-current');
      expect(report.checks).toMatchObject([{ id: 'holder', answer: 'holder', outcome: 'warn', code: 'H21' }]);
      expect(report.sentence).toContain('2 genuine and current. These items do not all name the same person.');
    }
  });
});

describe('foreign credentials', () => {
  const foreign = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'did:web:passport.example.org:issuers:college', name: 'Some College' },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { name: 'A. Person', achievement: { id: 'urn:x', name: 'First aid' } },
  };

  it('an intact one is shown as theirs and not confirmed', async () => {
    const college = await createOffice('college', 'Some College');
    const [key] = college.issuer.keys;
    const resolveKey = async () => ({
      id: key?.id ?? '',
      controller: college.did,
      publicKeyMultibase: key?.publicKeyMultibase ?? '',
    });
    const report = await reportOf(await college.sign(foreign), await depsFor(tesda, {}, { resolveKey }));
    expect(report).toMatchObject({ verdict: 'cannot-confirm', foreign: true });
    expect(report.sentence).toBe(
      'This comes from outside our list. We read it as Open Badges 3.0. We show what it says; we do not confirm it.',
    );
    expect(report.claims).toMatchObject({
      title: 'First aid',
      issuer: { name: 'Some College', nameFrom: 'credential' },
    });
  });

  it('a changed one is altered', async () => {
    const college = await createOffice('college', 'Some College');
    const signed = await college.sign(foreign);
    const deps = await depsFor(tesda, {}, { trustList: trustListOf([college.issuer]) });
    const report = await reportOf({ ...signed, validFrom: '2020-01-01T00:00:00Z' }, deps);
    expect(report).toMatchObject({ verdict: 'altered', foreign: false, claims: null });
  });
});

describe('languages', () => {
  it("tells the sentence in the reader's language and says the findings in it too", async () => {
    const report = await reportOf(certificate, await depsFor(tesda, {}, { language: 'fr-FR' }));
    expect(report.language).toBe('fr');
    expect(report.sentence).toContain('comme compétente en Domestic Work NC II le 3 mai 2026');
    expect(report.checks[0]).toMatchObject({
      title: 'A-t-il été modifié ?',
      detail: 'Non. Il est exactement tel qu’il a été signé.',
    });
  });

  it('an unknown language is English', async () => {
    expect((await reportOf(certificate, await depsFor(tesda, {}, { language: 'xx' }))).language).toBe('en');
  });
});
