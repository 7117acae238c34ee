import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changeCertificateStatus, erasePerson, exportPerson, fsck } from '../../src/issuance/index.js';
import { canary, canaryCandidate, hitsIn, openSearchable, type SearchableService } from '../support/canary.js';
import { photoOnFile } from '../support/passports.js';
import {
  assess,
  credentialOf,
  decide,
  describeServiceOnServerDatabase,
  findings,
  officers,
  openOffice,
  release,
  verifyInput,
} from '../support/service.js';
import type { JsonObject } from '../../src/shared/index.js';

describeServiceOnServerDatabase('a person’s data', (kind) => {
  let test: SearchableService;
  let personId = '';
  let certificateId = '';
  let card: JsonObject;
  let evidenceId = '';
  let photo = '';
  let evidenceFileId = '';
  beforeAll(async () => {
    test = await openSearchable(kind);
    const { service } = test;
    const office = await openOffice(service);
    const day = await assess(test, office, { day: '2026-02-02', candidates: [canaryCandidate(service)] });
    personId = day.personIds[0] ?? '';
    const [id = ''] = await decide(test, day.recordIds, '2026-02-02');
    certificateId = id;
    await release(test, [id]);
    card = await credentialOf(service, id);
    await service.assessment.claimExperience({
      actorId: officers.administrator,
      personId,
      employerName: canary.employer,
      country: 'SA',
      occupation: { text: 'domestic worker' },
      tasks: ['Zzpiitask'],
      from: '2024-01-01',
      to: '2024-12-31',
    });
  }, 90_000);
  afterAll(() => test.close());
  const deps = () => {
    const { instance } = test.service;
    return { ...instance, purgeDestroyedKeys: () => instance.storage.purgeDestroyedKeys() };
  };
  const officersTwo = { actorId: officers.administrator, secondActorId: officers.release };
  // Nothing shorter: five letters stand by chance in so much of other suites' log.
  const spellings = [...Object.values(canary), 'Zzpiitask', 'Zzpii Str', 'ZZPII-ULI'].flatMap((text) => [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
  ]);

  it('is readable through the service and in no file of the database, logs included', async () => {
    const person = await test.service.instance.store.read.people.get(personId);
    expect(person?.names[0]?.family).toBe(canary.family);
    expect(hitsIn(JSON.stringify(card)).length).toBeGreaterThan(0);
    expect(await test.occurrences(spellings, { logs: true })).toBe(0);
    // The search sees what is in the clear.
    expect(await test.occurrences([personId], { logs: true })).toBeGreaterThan(3);
  });

  it('is handed out whole to the person, with what they consented to', async () => {
    const held = await exportPerson({ personId, actorId: officers.administrator }, deps());
    const text = JSON.stringify(held);
    for (const value of Object.values(canary)) expect(text).toContain(value);
    expect(held.consentReceipts).toMatchObject([{ purposes: ['assessment', 'certification'] }]);
    expect(held.credentials.map((row) => row.form).toSorted()).toEqual(['eddsa-jcs-2022', 'eddsa-rdfc-2022']);
    expect(held.auditTrail.map((row) => row.action)).toEqual(
      expect.arrayContaining(['person.register', 'issuance.signed', 'person.export']),
    );
    expect(hitsIn(JSON.stringify(held.auditTrail))).toEqual([]);
    const nobody = exportPerson({ personId: 'nobody', actorId: 'x' }, deps());
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is erased by two people only', async () => {
    for (const secondActorId of [officers.administrator, '']) {
      const alone = erasePerson({ ...officersTwo, secondActorId, personId, reason: 'holder-request' }, deps());
      await expect(alone).rejects.toMatchObject({ code: 'R14' });
    }
    expect((await test.service.instance.store.read.people.get(personId))?.names).toHaveLength(1);
  });

  it('has its evidence files with it, and they go with it', async () => {
    const { instance, evidenceFiles } = test.service;
    const [application] = await instance.store.read.applications.find({ personId });
    const bytes = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n'));
    const upload = { applicationId: application?.id ?? '', actorId: officers.administrator, bytes };
    const [kept, taken] = [await evidenceFiles.attach(upload), await evidenceFiles.attach(upload)];
    expect((await evidenceFiles.open(kept.id)).bytes).toEqual(bytes);
    await evidenceFiles.remove({ evidenceId: taken.id, actorId: officers.administrator });
    await expect(evidenceFiles.open(taken.id)).rejects.toMatchObject({ code: 'not-found' });
    const nobody = evidenceFiles.attach({ ...upload, applicationId: 'nobody' });
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' });
    // Left by a crash between keeping and noting: removed a day later, never earlier.
    const orphan = await instance.evidence.put(bytes);
    const present = (await instance.evidence.list()).map(({ id }) => id);
    expect(present.toSorted()).toEqual([kept.fileId, orphan.id].toSorted());
    const before = test.clock.now();
    test.clock.set('2026-01-01T00:00:00Z');
    expect(await evidenceFiles.sweep()).toBe(0);
    test.clock.set('2126-01-01T00:00:00Z');
    expect(await evidenceFiles.sweep()).toBe(1);
    test.clock.set(before.toISOString());
    evidenceFileId = kept.fileId;
    evidenceId = kept.id;
    expect(await exportPerson({ personId, actorId: officers.administrator }, deps())).toMatchObject({
      evidence: [{ sha256: kept.sha256 }, { sha256: taken.sha256 }],
    });
  });

  it('has its photo with it, which is handed out and lies in no file of the database', async () => {
    photo = await photoOnFile(test, personId);
    const held = await exportPerson({ personId, actorId: officers.administrator }, deps());
    expect(held.photo).toMatchObject({ jpeg: photo, onPassport: { receivedBy: officers.processing } });
    expect(held.person.photoHash).toBe(held.photo?.sha256);
    const traces = [photo.slice(400, 460), held.photo?.sha256 ?? ''];
    expect(await test.occurrences(traces, { logs: true })).toBe(0);
  });

  it('is gone after the erasure, while number, hash and status remain', async () => {
    const { store } = test.service.instance;
    const before = await store.read.credentials.find({ subjectId: certificateId });
    const keys = await keysOf(test, personId);
    expect(keys).toHaveLength(1);
    const erased = await erasePerson({ ...officersTwo, personId, reason: 'holder-request' }, deps());
    expect(erased.credentialIds).toEqual([before[0]?.credentialId]);
    expect(erased.evidenceIds).toContain(evidenceId);
    expect(await test.service.instance.evidence.get(evidenceFileId)).toBeNull();
    await expect(test.service.evidenceFiles.open(evidenceId)).rejects.toMatchObject({ code: 'not-found' });

    const held = await exportPerson({ personId, actorId: officers.administrator }, deps());
    expect(hitsIn(JSON.stringify(held))).toEqual([]);
    expect(held.photo).toMatchObject({ jpeg: null, sha256: null, onPassport: { receivedBy: officers.processing } });
    // Not even the sealed picture is left.
    const cells = await test.sql(`SELECT personal FROM portrait WHERE id = '${personId}'`);
    expect(cells).toEqual([{ personal: null }]);
    expect(held.credentials.map((row) => row.json)).toEqual(['', '']);
    const after = await store.read.credentials.find({ subjectId: certificateId });
    expect(after.map((row) => [row.number, row.sha256])).toEqual(before.map((row) => [row.number, row.sha256]));
    expect(await test.occurrences(spellings, { logs: true })).toBe(0);
    // Not even the wrapped key is left in a page of the database.
    expect(await test.occurrences(keys, { logs: false })).toBe(0);
    expect(await keysOf(test, personId)).toEqual([]);
  });

  it('is reported as erased by fsck, not as damage', async () => {
    expect(await findings(test.service)).toEqual([]);
    const report = await fsck(test.service.issuance, () => null);
    expect(report).toMatchObject({ credentials: 2, erased: 2, findings: [] });
  });

  it('does not stop the card in the person’s hand from being verified, nor its status from changing', async () => {
    expect(await verifyInput(test.service, card)).toMatchObject({ verdict: 'genuine-and-current' });
    const request = { ...officersTwo, certificateId, event: 'revoke', reasonClass: 'holder-request' } as const;
    await changeCertificateStatus(request, test.service.issuance);
    expect(await verifyInput(test.service, card)).toMatchObject({ verdict: 'revoked' });
    expect(await findings(test.service)).toEqual([]);
  });

  it('cannot be added to any more, only begun anew as somebody else', async () => {
    const { assessment } = test.service;
    const claim = assessment.claimExperience({
      actorId: officers.administrator,
      personId,
      employerName: canary.employer,
      country: 'SA',
      occupation: { text: 'domestic worker' },
      from: '2024-01-01',
      to: '2024-12-31',
    });
    await expect(claim).rejects.toMatchObject({ code: 'person-erased', status: 409 });
    const { details } = canaryCandidate(test.service);
    const anew = await assessment.registerCandidate({ ...details, actorId: officers.administrator });
    expect(anew.id).not.toBe(personId);
    // Found by name again, under another spelling and order: the index holds keyed hashes only.
    const double = assessment.registerCandidate({
      actorId: officers.administrator,
      names: [{ family: canary.given.toUpperCase(), given: canary.family, script: 'Latn', asIn: 'card' }],
    });
    await expect(double).rejects.toMatchObject({ code: 'D15' });
    const again = await erasePerson({ ...officersTwo, personId, reason: 'holder-request' }, deps());
    expect(again.credentialIds).toHaveLength(1);
    expect(await findings(test.service)).toEqual([]);
  });
});

/** The wrapped keys of a person as they lie in the table. */
async function keysOf(test: SearchableService, ownerId: string): Promise<string[]> {
  const rows = await test.sql(`SELECT wrapped FROM person_key WHERE owner_id = '${ownerId}' AND wrapped IS NOT NULL`);
  return rows.map((row) => String(row['wrapped']));
}
