import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeCertificateStatus,
  changePassportStatus,
  markReplaced,
  releaseCertificates,
  releasePassport,
  withdrawExperience,
} from '../../src/issuance/index.js';
import { approvedPassport, holderOf, issuedPassport, type Holder } from '../support/passports.js';
import {
  approve,
  certify,
  credentialOf,
  findings,
  officers,
  openOffice,
  openTestService,
  release,
  verdictOf,
  verifyInput,
  type Office,
  type TestService,
  two,
} from '../support/service.js';

const one = { actorId: officers.certification };

let test: TestService;
let tesda: Office;
let tvec: Office;
let hour = 0;

beforeAll(async () => {
  test = await openTestService();
  tesda = await openOffice(test.service);
  tvec = await openOffice(test.service, { scheme: 'NVQSL' });
}, 60_000);
afterAll(() => test.close());

const holder = (): Promise<Holder> =>
  holderOf(test, tvec, { day: `2026-02-${String(2 + hour).padStart(2, '0')}`, seed: 800 + hour++ });
/** What the verifier says about the passport itself, whatever it carries. */
const ownCodes = async (id: string): Promise<string[]> =>
  (await verifyInput(test.service, await credentialOf(test.service, id))).checks
    .filter(({ answer }) => answer === 'status')
    .map(({ code }) => code);

describe('a passport', () => {
  it('shows as suspended while it is lost, and as good again when it was found', async () => {
    const { id: passportId } = await issuedPassport(test, await holder());
    const { issuance } = test.service;
    expect(await verdictOf(test.service, passportId)).toBe('genuine-and-current');
    await changePassportStatus({ ...one, passportId, event: 'report-lost' }, issuance);
    expect(await verdictOf(test.service, passportId)).toBe('suspended');
    await expect(
      changePassportStatus({ ...one, passportId, event: 'unblock', identityChecked: false }, issuance),
    ).rejects.toMatchObject({ refusals: [{ code: 'identity-checked' }] });
    await changePassportStatus({ ...one, passportId, event: 'unblock', identityChecked: true }, issuance);
    expect(await verdictOf(test.service, passportId)).toBe('genuine-and-current');
  });

  it('shows as replaced by the passport that takes its place', async () => {
    const owner = await holder();
    const { issuance } = test.service;
    const { id: passportId } = await issuedPassport(test, owner);
    await changePassportStatus({ ...one, passportId, event: 'report-lost' }, issuance);
    const { id: successorId } = await issuedPassport(test, owner);
    await changePassportStatus({ ...one, passportId, event: 'reissue', successorId }, issuance);
    expect(await verdictOf(test.service, passportId)).toBe('replaced');
    expect(await verdictOf(test.service, successorId)).toBe('genuine-and-current');
  });

  it('shows as revoked when it ends without one, and takes no other person’s passport as its successor', async () => {
    const { id: passportId } = await issuedPassport(test, await holder());
    const { id: successorId } = await issuedPassport(test, await holder());
    const { issuance } = test.service;
    await expect(
      changePassportStatus({ ...one, passportId, event: 'reissue', successorId }, issuance),
    ).rejects.toMatchObject({ refusals: [{ code: 'successor' }] });
    await changePassportStatus({ ...one, passportId, event: 'reissue' }, issuance);
    expect(await verdictOf(test.service, passportId)).toBe('revoked');
    const history = await test.service.instance.store.read.statusEvents.find({ targetId: passportId });
    expect(history).toMatchObject([{ targetType: 'passport', from: 'active', to: 'reissued' }]);
  });

  it('is closed at the holder’s wish by one officer, for any other reason by two', async () => {
    const { id: passportId } = await issuedPassport(test, await holder());
    const { issuance } = test.service;
    const close = { passportId, event: 'close' } as const;
    await expect(
      changePassportStatus({ ...close, ...one, reasonClass: 'identity-fraud', secondActorId: null }, issuance),
    ).rejects.toMatchObject({ refusals: [{ code: 'R27' }] });
    expect(await verdictOf(test.service, passportId)).toBe('genuine-and-current');
    await changePassportStatus({ ...close, ...two, reasonClass: 'identity-fraud' }, issuance);
    expect(await verdictOf(test.service, passportId)).toBe('revoked');
    expect(await ownCodes(passportId)).toEqual(['S10']);
  });

  it('cannot change its status where nothing would publish it', async () => {
    const { id: passportId } = await issuedPassport(test, await holder());
    await expect(test.service.assessment.closePassport({ ...one, passportId })).rejects.toMatchObject({
      code: 'status-not-published',
    });
    expect(await test.service.instance.store.read.passports.get(passportId)).toMatchObject({ state: 'active' });
  });

  it('is not released as the caller remembers it, but as it is stored', async () => {
    const remembered = await approvedPassport(test, await holder());
    await test.service.instance.store.transaction((store) =>
      store.passports.update({ ...remembered, state: 'refused' }),
    );
    expect(await releasePassport(remembered, officers.release, test.service.issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'R19' }],
    });
  });

  it('is not released with something in it that was cancelled since it was approved', async () => {
    const owner = await holder();
    const passport = await approvedPassport(test, owner);
    await changeCertificateStatus(
      { ...two, certificateId: owner.certificateId, event: 'suspend', reasonClass: 'assessment-fraud' },
      test.service.issuance,
    );
    expect(await releasePassport(passport, officers.release, test.service.issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'passport-content-not-current' }],
    });
  });

  it('is refused by the rehearsal when a credential in it no longer verifies', async () => {
    const owner = await holder();
    const passport = await approvedPassport(test, owner);
    const { store } = test.service.instance;
    const [row] = await store.read.credentials.find({ subjectId: owner.certificateId, form: 'eddsa-jcs-2022' });
    if (!row) throw new Error('no credential');
    const altered = row.json.replace(/"awardedDate":"\d{4}/, '"awardedDate":"2020');
    expect(altered).not.toBe(row.json);
    const [intact] = [row];
    const changed = await store.transaction((tx) => tx.credentials.update({ ...row, json: altered }));
    expect(await releasePassport(passport, officers.release, test.service.issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'rehearsal-failed' }],
    });
    await store.transaction((tx) => tx.credentials.update({ ...changed, json: intact.json }));
    expect(await releasePassport(passport, officers.release, test.service.issuance)).toMatchObject({ ok: true });
  });
});

describe('an experience credential', () => {
  it('shows as revoked once the experience is withdrawn, by two officers unless the holder asks', async () => {
    const { experienceId } = await holder();
    const { issuance } = test.service;
    expect(await verdictOf(test.service, experienceId)).toBe('genuine-and-current');
    const withdrawal = { experienceId, reason: 'The employer took it back.', reasonClass: 'issued-in-error' } as const;
    await expect(withdrawExperience({ ...withdrawal, ...one }, issuance)).rejects.toMatchObject({
      refusals: [{ code: 'R27' }],
    });
    await withdrawExperience({ ...withdrawal, ...two }, issuance);
    expect(await verdictOf(test.service, experienceId)).toBe('revoked');
    expect(await findings(test.service)).toEqual([]);
  });
});

describe('certificates of one award', () => {
  const change = (certificateId: string, reasonClass: 'assessment-fraud' | 'holder-request') =>
    changeCertificateStatus({ ...two, certificateId, event: 'revoke', reasonClass }, test.service.issuance);

  async function withSuccessor(day: string, seed: number): Promise<readonly [string, string]> {
    const [old = ''] = await certify(test, tesda, { day, seed });
    const request = { ...one, certificateId: old, reason: 'lost' } as const;
    const successor = await test.service.assessment.prepareReplacement(request);
    await release(test, [successor.id]);
    return [old, successor.id];
  }

  it('fall together when the award was wrong, whichever of them is named', async () => {
    for (const named of [0, 1] as const) {
      const pair = await withSuccessor(`2026-03-0${2 + named}`, 901 + named);
      await change(pair[named], 'assessment-fraud');
      for (const id of pair) expect(await verdictOf(test.service, id)).toBe('revoked');
    }
  });

  it('do not fall for the sake of a piece of paper: the old one is to be marked as replaced', async () => {
    const [old, successor] = await withSuccessor('2026-03-04', 903);
    await expect(change(old, 'holder-request')).rejects.toMatchObject({ refusals: [{ code: 'successor-released' }] });
    expect(await verdictOf(test.service, old)).toBe('genuine-and-current');
    await markReplaced(old, successor, two, test.service.issuance);
    expect(await verdictOf(test.service, old)).toBe('replaced');
  });

  it('let a prepared successor be refused, and another one be prepared afterwards', async () => {
    const [old = ''] = await certify(test, tesda, { day: '2026-03-05', seed: 904 });
    const request = { ...one, certificateId: old, reason: 'damaged' } as const;
    const { assessment } = test.service;
    const { id: certificateId } = await assessment.prepareReplacement(request);
    await expect(assessment.refuseCertificate({ ...one, certificateId, reason: ' ' })).rejects.toMatchObject({
      refusals: [{ code: 'reason' }],
    });
    await assessment.refuseCertificate({ ...one, certificateId, reason: 'Not damaged after all.' });
    expect(await releaseCertificates([certificateId], officers.release, test.service.issuance)).toMatchObject([
      { ok: false, refusals: [{ code: 'not-approved' }] },
    ]);
    expect(await assessment.prepareReplacement(request)).toMatchObject({ state: 'approved' });
  });
});

describe('voiding a record', () => {
  const recordOf = async (certificateId: string): Promise<string> =>
    (await test.service.instance.store.read.certificates.get(certificateId))?.recordIds[0] ?? '';
  const voiding = async (certificateId: string) =>
    test.service.assessment.voidRecord({ ...two, recordId: await recordOf(certificateId), reason: 'Wrong candidate.' });

  it('is refused while a certificate on it is valid, and done once that is revoked', async () => {
    const [id = ''] = await certify(test, tesda, { day: '2026-03-06', seed: 905 });
    await expect(voiding(id)).rejects.toMatchObject({ refusals: [{ code: 'certificate-stands' }] });
    const change = { ...two, certificateId: id, reasonClass: 'issued-in-error' } as const;
    await changeCertificateStatus({ ...change, event: 'suspend' }, test.service.issuance);
    await expect(voiding(id)).rejects.toMatchObject({ refusals: [{ code: 'certificate-stands' }] });
    await changeCertificateStatus({ ...change, event: 'revoke' }, test.service.issuance);
    expect(await voiding(id)).toMatchObject({ state: 'voided' });
    expect(await verdictOf(test.service, id)).toBe('revoked');
  });

  it('refuses what waits for release with it', async () => {
    const [id = ''] = await approve(test, tesda, { day: '2026-03-09', seed: 906 });
    await voiding(id);
    expect(await test.service.instance.store.read.certificates.get(id)).toMatchObject({ state: 'refused' });
    expect(await releaseCertificates([id], officers.release, test.service.issuance)).toMatchObject([
      { ok: false, refusals: [{ code: 'not-approved' }] },
    ]);
  });
});
