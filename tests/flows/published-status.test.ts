import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeCertificateStatus,
  changePassportStatus,
  markReplaced,
  releaseCertificates,
  releasePassport,
  withdrawExperience,
} from '../../src/issuance/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { approvedPassport, holderOf, issuedPassport, type Holder } from '../support/passports.js';
import { officers, openOffice, type Office, two } from '../support/service.js';

const one = { actorId: officers.certification };

const at = officeAtWork();
let tvec: Office;
let hour = 0;
beforeAll(async () => {
  tvec = await openOffice(at.service, { scheme: 'NVQSL' });
}, 60_000);

const holder = (): Promise<Holder> =>
  holderOf(at, tvec, { day: `2026-02-${String(2 + hour).padStart(2, '0')}`, seed: 800 + hour++ });
/** What the verifier says about the passport itself, whatever it carries. */
const ownCodes = async (id: string): Promise<string[]> =>
  (await at.verify(await at.credentialOf(id))).checks
    .filter(({ answer }) => answer === 'status')
    .map(({ code }) => code);

describe('a passport', () => {
  it('shows as suspended while it is lost, and as good again when it was found', async () => {
    const { id: passportId } = await issuedPassport(at, await holder());
    const { issuance } = at.service;
    expect(await at.verdictOf(passportId)).toBe('genuine-and-current');
    await changePassportStatus({ ...one, passportId, event: 'report-lost' }, issuance);
    expect(await at.verdictOf(passportId)).toBe('suspended');
    await expect(
      changePassportStatus({ ...one, passportId, event: 'unblock', identityChecked: false }, issuance),
    ).rejects.toMatchObject({ refusals: [{ code: 'identity-checked' }] });
    await changePassportStatus({ ...one, passportId, event: 'unblock', identityChecked: true }, issuance);
    expect(await at.verdictOf(passportId)).toBe('genuine-and-current');
  });

  it('shows as replaced by the passport that takes its place', async () => {
    const owner = await holder();
    const { issuance } = at.service;
    const { id: passportId } = await issuedPassport(at, owner);
    await changePassportStatus({ ...one, passportId, event: 'report-lost' }, issuance);
    const { id: successorId } = await issuedPassport(at, owner);
    await changePassportStatus({ ...one, passportId, event: 'reissue', successorId }, issuance);
    expect(await at.verdictOf(passportId)).toBe('replaced');
    expect(await at.verdictOf(successorId)).toBe('genuine-and-current');
  });

  it('shows as revoked when it ends without one, and takes no other person’s passport as its successor', async () => {
    const { id: passportId } = await issuedPassport(at, await holder());
    const { id: successorId } = await issuedPassport(at, await holder());
    const { issuance } = at.service;
    await expect(
      changePassportStatus({ ...one, passportId, event: 'reissue', successorId }, issuance),
    ).rejects.toMatchObject({ refusals: [{ code: 'successor' }] });
    await changePassportStatus({ ...one, passportId, event: 'reissue' }, issuance);
    expect(await at.verdictOf(passportId)).toBe('revoked');
    const history = await at.service.instance.store.read.statusEvents.find({ targetId: passportId });
    expect(history).toMatchObject([{ targetType: 'passport', from: 'active', to: 'reissued' }]);
  });

  it('is closed at the holder’s wish by one officer, for any other reason by two', async () => {
    const { id: passportId } = await issuedPassport(at, await holder());
    const { issuance } = at.service;
    const close = { passportId, event: 'close' } as const;
    await expect(
      changePassportStatus({ ...close, ...one, reasonClass: 'identity-fraud', secondActorId: null }, issuance),
    ).rejects.toMatchObject({ refusals: [{ code: 'R27' }] });
    expect(await at.verdictOf(passportId)).toBe('genuine-and-current');
    await changePassportStatus({ ...close, ...two, reasonClass: 'identity-fraud' }, issuance);
    expect(await at.verdictOf(passportId)).toBe('revoked');
    expect(await ownCodes(passportId)).toEqual(['S10']);
  });

  it('cannot change its status where nothing would publish it', async () => {
    const { id: passportId } = await issuedPassport(at, await holder());
    await expect(at.service.assessment.closePassport({ ...one, passportId })).rejects.toMatchObject({
      code: 'status-not-published',
    });
    expect(await at.service.instance.store.read.passports.get(passportId)).toMatchObject({ state: 'active' });
  });

  it('is not released as the caller remembers it, but as it is stored', async () => {
    const remembered = await approvedPassport(at, await holder());
    await at.service.instance.store.transaction((store) => store.passports.update({ ...remembered, state: 'refused' }));
    expect(await releasePassport(remembered, officers.release, at.service.issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'R19' }],
    });
  });

  it('is not released with something in it that was cancelled since it was approved', async () => {
    const owner = await holder();
    const passport = await approvedPassport(at, owner);
    await changeCertificateStatus(
      { ...two, certificateId: owner.certificateId, event: 'suspend', reasonClass: 'assessment-fraud' },
      at.service.issuance,
    );
    expect(await releasePassport(passport, officers.release, at.service.issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'passport-content-not-current' }],
    });
  });

  it('is refused by the rehearsal when a credential in it no longer verifies', async () => {
    const owner = await holder();
    const passport = await approvedPassport(at, owner);
    const { store } = at.service.instance;
    const [row] = await store.read.credentials.find({ subjectId: owner.certificateId, form: 'eddsa-jcs-2022' });
    if (!row) throw new Error('no credential');
    const altered = row.json.replace(/"awardedDate":"\d{4}/, '"awardedDate":"2020');
    expect(altered).not.toBe(row.json);
    const [intact] = [row];
    const changed = await store.transaction((tx) => tx.credentials.update({ ...row, json: altered }));
    expect(await releasePassport(passport, officers.release, at.service.issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'rehearsal-failed' }],
    });
    await store.transaction((tx) => tx.credentials.update({ ...changed, json: intact.json }));
    expect(await releasePassport(passport, officers.release, at.service.issuance)).toMatchObject({ ok: true });
  });
});

describe('an experience credential', () => {
  it('shows as revoked once the experience is withdrawn, by two officers unless the holder asks', async () => {
    const { experienceId } = await holder();
    const { issuance } = at.service;
    expect(await at.verdictOf(experienceId)).toBe('genuine-and-current');
    const withdrawal = { experienceId, reason: 'The employer took it back.', reasonClass: 'issued-in-error' } as const;
    await expect(withdrawExperience({ ...withdrawal, ...one }, issuance)).rejects.toMatchObject({
      refusals: [{ code: 'R27' }],
    });
    await withdrawExperience({ ...withdrawal, ...two }, issuance);
    expect(await at.verdictOf(experienceId)).toBe('revoked');
    expect(await at.findings()).toEqual([]);
  });
});

describe('certificates of one award', () => {
  const change = (certificateId: string, reasonClass: 'assessment-fraud' | 'holder-request') =>
    changeCertificateStatus({ ...two, certificateId, event: 'revoke', reasonClass }, at.service.issuance);

  async function withSuccessor(day: string, seed: number): Promise<readonly [string, string]> {
    const [old = ''] = await at.certify({ day, seed });
    const request = { ...one, certificateId: old, reason: 'lost' } as const;
    const successor = await at.service.assessment.prepareReplacement(request);
    await at.release([successor.id]);
    return [old, successor.id];
  }

  it('fall together when the award was wrong, whichever of them is named', async () => {
    for (const named of [0, 1] as const) {
      const pair = await withSuccessor(`2026-03-0${2 + named}`, 901 + named);
      await change(pair[named], 'assessment-fraud');
      for (const id of pair) expect(await at.verdictOf(id)).toBe('revoked');
    }
  });

  it('do not fall for the sake of a piece of paper: the old one is to be marked as replaced', async () => {
    const [old, successor] = await withSuccessor('2026-03-04', 903);
    await expect(change(old, 'holder-request')).rejects.toMatchObject({ refusals: [{ code: 'successor-released' }] });
    expect(await at.verdictOf(old)).toBe('genuine-and-current');
    await markReplaced(old, successor, two, at.service.issuance);
    expect(await at.verdictOf(old)).toBe('replaced');
  });

  it('let a prepared successor be refused, and another one be prepared afterwards', async () => {
    const [old = ''] = await at.certify({ day: '2026-03-05', seed: 904 });
    const request = { ...one, certificateId: old, reason: 'damaged' } as const;
    const { assessment } = at.service;
    const { id: certificateId } = await assessment.prepareReplacement(request);
    await expect(assessment.refuseCertificate({ ...one, certificateId, reason: ' ' })).rejects.toMatchObject({
      refusals: [{ code: 'reason' }],
    });
    await assessment.refuseCertificate({ ...one, certificateId, reason: 'Not damaged after all.' });
    expect(await releaseCertificates([certificateId], officers.release, at.service.issuance)).toMatchObject([
      { ok: false, refusals: [{ code: 'not-approved' }] },
    ]);
    expect(await assessment.prepareReplacement(request)).toMatchObject({ state: 'approved' });
  });
});

describe('voiding a record', () => {
  const recordOf = async (certificateId: string): Promise<string> =>
    (await at.service.instance.store.read.certificates.get(certificateId))?.recordIds[0] ?? '';
  const voiding = async (certificateId: string) =>
    at.service.assessment.voidRecord({ ...two, recordId: await recordOf(certificateId), reason: 'Wrong candidate.' });

  it('is refused while a certificate on it is valid, and done once that is revoked', async () => {
    const [id = ''] = await at.certify({ day: '2026-03-06', seed: 905 });
    await expect(voiding(id)).rejects.toMatchObject({ refusals: [{ code: 'certificate-stands' }] });
    const change = { ...two, certificateId: id, reasonClass: 'issued-in-error' } as const;
    await changeCertificateStatus({ ...change, event: 'suspend' }, at.service.issuance);
    await expect(voiding(id)).rejects.toMatchObject({ refusals: [{ code: 'certificate-stands' }] });
    await changeCertificateStatus({ ...change, event: 'revoke' }, at.service.issuance);
    expect(await voiding(id)).toMatchObject({ state: 'voided' });
    expect(await at.verdictOf(id)).toBe('revoked');
  });

  it('refuses what waits for release with it', async () => {
    const [id = ''] = await at.approve({ day: '2026-03-09', seed: 906 });
    await voiding(id);
    expect(await at.service.instance.store.read.certificates.get(id)).toMatchObject({ state: 'refused' });
    expect(await releaseCertificates([id], officers.release, at.service.issuance)).toMatchObject([
      { ok: false, refusals: [{ code: 'not-approved' }] },
    ]);
  });
});
