import { describe, expect, it } from '@jest/globals';
import { authorityQuestionOf, readClaims } from '../../../src/credentials/browser.js';
import { copyOf, sample } from './samples.js';

describe('readClaims', () => {
  it('reads an award with the name from the trust list', () => {
    expect(readClaims(sample('national-certificate'), 'national-certificate', 'TESDA')).toEqual({
      kind: 'national-certificate',
      holder: { name: 'MARIA LOURDES SANTOS', otherNames: [], birthYear: '1991', maskedId: '...4821' },
      title: 'Domestic Work NC II',
      number: '26137402004529',
      qualification: {
        id: 'https://passport.example.org/qualifications/tesda/domestic-work-nc2/tr-pre-2022',
        code: null,
        revision: 'tr-pre-2022',
      },
      units: [
        {
          code: 'HCS913301',
          title: 'Clean living room, dining room, bedrooms, toilet and kitchen',
          competent: true,
        },
        { code: 'HCS913302', title: 'Wash and iron clothes, linen and fabric', competent: true },
        { code: 'HCS913303', title: 'Prepare hot and cold meals/food', competent: true },
        { code: 'HCS913304', title: 'Provide food and beverage service', competent: true },
      ],
      place: 'Assessment mission Riyadh, May 2026',
      assessedOn: '2026-05-03',
      awardedOn: '2026-05-20',
      validUntil: '2031-05-19T23:59:59Z',
      issuer: { did: 'did:web:passport.example.org:issuers:tesda', name: 'TESDA', nameFrom: 'trust-list' },
      frameworkClaims: [{ framework: 'ph-pqf', level: '2' }],
      iscedF: null,
      isco08: null,
      experience: null,
    });
  });

  it("labels the name as the credential's own when the trust list has none", () => {
    const { issuer } = readClaims(sample('nvq-certificate'), 'nvq-certificate', null);
    expect(issuer).toMatchObject({ name: 'Tertiary and Vocational Education Commission', nameFrom: 'credential' });
  });

  it('joins results to units by id, whatever the order, and calls a unit without a result not competent', () => {
    const document = copyOf(sample('record-of-achievement'));
    const subject = document['credentialSubject'] as { result: unknown[] };
    const before = readClaims(document, 'record-of-achievement', null).units;
    expect(before.map((unit) => unit.competent)).toEqual([true, false, true]);
    subject.result.reverse();
    expect(readClaims(document, 'record-of-achievement', null).units).toEqual(before);
    subject.result.splice(0);
    expect(readClaims(document, 'record-of-achievement', null).units.map((unit) => unit.competent)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('keeps names in their own script beside the Latin form, and classifications apart from framework levels', () => {
    const claims = readClaims(sample('nvq-certificate'), 'nvq-certificate', null);
    expect(claims.holder).toMatchObject({ name: 'FATHIMA NILUFER', otherNames: ['ෆාතිමා නිලුෆර්', 'பாத்திமா நிலூபர்'] });
    expect(claims).toMatchObject({
      frameworkClaims: [{ framework: 'lk-nvq', level: '4' }],
      iscedF: '0713',
      isco08: '7411',
    });
  });

  it('reads confirmed experience and passports', () => {
    expect(readClaims(sample('confirmed-experience'), 'confirmed-experience', null)).toMatchObject({
      number: '26130007715093',
      units: [],
      assessedOn: null,
      experience: {
        employer: 'Al Noor Household Services',
        occupation: 'Domestic housekeeper',
        from: '2022-01-15',
        to: '2025-12-31',
        confirmedBy: 'Migrant Workers Office, Riyadh',
      },
    });
    expect(readClaims(sample('passport'), 'passport', null)).toMatchObject({ number: '26130000456195', place: null });
  });
});

describe('authorityQuestionOf', () => {
  it('asks about the day of the assessment for awards and of the award otherwise', () => {
    expect(authorityQuestionOf(sample('national-certificate'))).toEqual({
      issuerDid: 'did:web:passport.example.org:issuers:tesda',
      qualification: 'https://passport.example.org/qualifications/tesda/domestic-work-nc2/tr-pre-2022',
      place: 'https://passport.example.org/places/riyadh-2026-05',
      date: '2026-05-03',
    });
    expect(authorityQuestionOf(sample('confirmed-experience'))).toMatchObject({ date: '2026-05-21' });
    expect(authorityQuestionOf(sample('passport'))).toMatchObject({
      date: '2026-05-22',
      qualification: '*',
      place: '*',
    });
  });

  it('never lets a document leave a part of the question out', () => {
    const award = sample('national-certificate');
    const subject = award['credentialSubject'] as Record<string, object>;
    for (const member of ['achievement', 'source']) {
      const credentialSubject = { ...subject, [member]: { ...subject[member], id: '*' } };
      expect(authorityQuestionOf({ ...award, credentialSubject } as typeof award)).toBeNull();
    }
  });

  it('has no question when a member is missing or has another shape', () => {
    expect(authorityQuestionOf({})).toBeNull();
    expect(authorityQuestionOf({ ...sample('national-certificate'), issuer: 'did:web:x' })).toBeNull();
  });
});
