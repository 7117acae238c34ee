import { beforeAll, describe, expect, it } from '@jest/globals';
import type { QualificationRef } from '../../src/assessment/index.js';
import { mustKnow } from '../../src/demo/parties.js';
import { resultsFor, type SessionCandidate } from '../../src/intake/index.js';
import { changeCertificateStatus, releaseCertificates, releasePassport } from '../../src/issuance/index.js';
import { layoutById, scanPdf } from '../../src/passport/index.js';
import { isoSeconds, type JsonObject } from '../../src/shared/index.js';
import type { VerificationReport } from '../../src/verification/index.js';
import { reportOf } from '../support/report-of.js';
import { officeAtWork, type OfficeAtWork } from '../support/office-at-work.js';
import { issuedYear } from '../support/passports.js';
import {
  accreditSite,
  describeServiceOnEachDatabase,
  domesticWork,
  failingCodes,
  inventCandidates,
  newAssessor,
  newSite,
  officers,
  openOffice,
  sha256Of,
  type Office,
  two,
} from '../support/service.js';

const withPerson = (candidate: SessionCandidate, personId: string): SessionCandidate => ({
  ...candidate,
  person: { kind: 'same', personId },
});

describeServiceOnEachDatabase('what the service promises from end to end', (kind) => {
  const at = officeAtWork({ kind });

  it('S2: three of four core units give certificates of competency, later the full one without repeating', async () => {
    const [candidate] = inventCandidates(at.service, {
      day: '2026-02-02',
      count: 1,
      seed: 21,
      notSatisfactory: ['HCS913304'],
    });
    if (!candidate) throw new Error('nobody was invented');
    const first = await at.assess({ day: '2026-02-02', candidates: [candidate] });
    const parts = await at.decide(first.recordIds, '2026-02-02');
    await at.release(parts);
    const { certificates } = at.service.instance.store.read;
    const awarded = await certificates.find({ id: parts });
    expect(awarded.map(({ awardType }) => awardType)).toEqual(['COC', 'COC', 'COC']);
    for (const id of parts) {
      const report = await at.verify(await at.credentialOf(id));
      expect(report.verdict).toBe('genuine-and-current');
      expect(report.claims?.units).toHaveLength(1);
    }
    const personId = first.personIds[0] ?? '';
    const held = ['HCS913301', 'HCS913302', 'HCS913303'];
    const missing: SessionCandidate = {
      ...withPerson(candidate, personId),
      evidenceSha256: sha256Of('second rating sheet'),
      results: resultsFor(mustKnow(at.service, domesticWork)).filter(({ unitCode }) => !held.includes(unitCode)),
    };
    const second = await at.assess({ day: '2026-03-02', candidates: [missing] });
    expect(second.personIds).toEqual([personId]);
    const later = await at.decide(second.recordIds, '2026-03-02');
    await at.release(later);
    const [full] = await certificates.find({ id: later });
    expect(full).toMatchObject({ awardType: 'NC', state: 'active', personId });
    const report = await at.verify(await at.credentialOf(full?.id ?? ''));
    expect(report.verdict).toBe('genuine-and-current');
    expect(report.claims?.units.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['HCS913301', 'HCS913302', 'HCS913303', 'HCS913304']),
    );
  });

  it('S3: an accreditation that ended the day before stops the session; found later, what it touched is listed', async () => {
    const period = { qualifications: [domesticWork], from: '2026-01-01' };
    const ended = await newAssessor(at.service, at.office.body, { ...period, until: '2026-02-09', number: 'CA-ENDED' });
    await expect(at.assess({ day: '2026-02-10', assessor: ended })).rejects.toMatchObject({
      code: 'R01',
      refusals: [{ code: 'R01', severity: 'block' }],
    });
    // The whole attempt is undone: nobody was registered, no session stands.
    const sessions = await at.service.instance.store.read.sessions.find({});
    expect(sessions.filter(({ startsAt }) => startsAt.startsWith('2026-02-10'))).toEqual([]);

    const doubtful = await newAssessor(at.service, at.office.body, {
      ...period,
      until: '2026-12-31',
      number: 'CA-DOUBT',
    });
    const [id = ''] = await at.certify({ day: '2026-02-11', assessor: doubtful });
    expect(await at.verdictOf(id)).toBe('genuine-and-current');
    const revoked = await at.service.assessment.revokeAccreditation({
      ...two,
      accreditationId: doubtful.accreditationId,
      reasonClass: 'accreditation-void',
      retroactiveFrom: '2026-02-10',
    });
    const certificate = await at.service.instance.store.read.certificates.get(id);
    expect(revoked.touchedRecords.map((record) => record.id)).toEqual(certificate?.recordIds);
    await changeCertificateStatus(
      { ...two, certificateId: id, event: 'revoke', reasonClass: 'accreditation-void' },
      at.service.issuance,
    );
    expect(await at.verdictOf(id)).toBe('revoked');
  });

  it('S4: the right body at the wrong place: no session, and not even its own key makes such a paper good', async () => {
    const branch = await newSite(at.service, `Mawanella branch ${kind}`);
    await expect(at.assess({ day: '2026-02-12', site: branch })).rejects.toMatchObject({ code: 'R02' });

    const [id = ''] = await at.certify({ day: '2026-02-12' });
    const genuine = await at.credentialOf(id);
    const { addresses, keys, proofFormats, clock } = at.service.instance;
    const moved = JSON.parse(
      JSON.stringify(genuine).replaceAll(addresses.site(at.office.site.id), addresses.site(branch.id)),
    ) as JsonObject;
    delete moved['proof'];
    const signer = await keys.signer(at.office.body.did ?? '', 'issuer', clock.now());
    const format = proofFormats.find((candidate) => candidate.id === 'eddsa-jcs-2022');
    const signed = JSON.stringify(await format?.sign(moved, { signer, created: isoSeconds(clock.now()) }));
    const report = await at.verify(signed);
    expect(report.verdict).toBe('issuer-not-authorised');
    expect(failingCodes(report)).toEqual(['A11']);

    // A site whose accreditation is void from before the assessment: the same answer, for papers long handed out.
    const site = await newSite(at.service, `Kandy centre ${kind}`);
    const grant = await accreditSite(at.service, at.office.body, site, {
      qualifications: [domesticWork],
      from: '2026-01-01',
      until: '2026-12-31',
      number: 'AC-KANDY',
    });
    const [other = ''] = await at.certify({ day: '2026-02-13', site });
    expect(await at.verdictOf(other)).toBe('genuine-and-current');
    await at.service.assessment.revokeAccreditation({
      ...two,
      accreditationId: grant.id,
      reasonClass: 'accreditation-void',
      retroactiveFrom: '2026-02-01',
    });
    await at.service.trust.current({ fresh: true });
    const afterwards = await at.verify(await at.credentialOf(other));
    expect(afterwards.verdict).toBe('issuer-not-authorised');
    expect(failingCodes(afterwards)).toEqual(['A12']);
    // And nothing more is released from there.
    const [open = ''] = await at.approve({ day: '2026-02-16' });
    await at.service.assessment.revokeAccreditation({
      ...two,
      accreditationId: (await accreditationOf(at)) ?? '',
      reasonClass: 'accreditation-void',
      retroactiveFrom: '2026-02-16',
    });
    // What the register allows is read anew once a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const [result] = await releaseCertificates([open], officers.release, at.service.issuance);
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'accreditation-follow-up' }, { code: 'R02' }] });
    expect(await at.findings()).toEqual([]);
  });
});

async function accreditationOf({ service, office }: OfficeAtWork): Promise<string | undefined> {
  const found = await service.instance.store.read.accreditations.find({ subjectId: office.site.id });
  return found[0]?.id;
}

describe('papers and passports', () => {
  const care: QualificationRef = { qualificationId: 'nvqsl:n85s010-nvq3', revision: 'r1' };
  const ict: readonly QualificationRef[] = ['pre-2023', 'r2'].map((revision) => ({
    qualificationId: 'nvqsl:k72s004-nvq4',
    revision,
  }));
  const at = officeAtWork({ at: '2022-01-03T08:00:00Z' });
  let tvec: Office;
  beforeAll(async () => {
    tvec = await openOffice(at.service, { scheme: 'NVQSL', qualifications: [care, ...ict], from: '2022-01-01' });
  }, 60_000);

  /** What a verifier without network has: the code it scanned, a trust list and perhaps lists kept from before. */
  async function offline(input: string, lists: ReadonlyMap<string, JsonObject>): Promise<VerificationReport> {
    const { crypto, proofFormats, schemaGate, clock } = at.service.instance;
    return reportOf(input, {
      crypto,
      proofFormats,
      schemaGate,
      trustList: (await at.service.trust.current()).list,
      resolveKey: async () => {
        throw new Error('the network was asked for a key');
      },
      statusList: async (url) => {
        const credential = lists.get(url);
        return credential === undefined
          ? { kind: 'unavailable', reason: 'offline' }
          : { kind: 'list', credential, fetchedAt: clock.now().toISOString() };
      },
      gunzip: async (bytes) => new Uint8Array((await import('node:zlib')).gunzipSync(bytes)),
      dictionaries: async (id) => at.service.dictionaries.byId(id),
      now: clock.now(),
      language: 'en',
      policy: { maxStatusAgeHours: 48, clockSkewSeconds: 300, expiresSoonDays: 90 },
    });
  }

  /** The framework tables are not on board in this set-up, which is said (Q04) and changes no verdict. */
  const withoutFrameworks = (report: VerificationReport): string[] =>
    failingCodes(report).filter((code) => code !== 'Q04');

  async function keptLists(): Promise<Map<string, JsonObject>> {
    const { store, addresses } = at.service.instance;
    const rows = await store.read.statusLists.find({});
    return new Map(
      rows.flatMap((row) =>
        row.signedJson === null
          ? []
          : [[addresses.statusList(row.slug, row.purpose), JSON.parse(row.signedJson) as JsonObject]],
      ),
    );
  }

  it('S10: one unit code in two revisions prints the title of the revision that was assessed', async () => {
    const titles = [
      'Manage databases',
      'Perform basic operations of cloud computing including internet and email services',
    ];
    for (const [index, qualification] of ict.entries()) {
      const day = index === 0 ? '2022-05-10' : '2026-01-27';
      const [id = ''] = await at.certify({ office: tvec, day, qualification });
      const credential = await at.credentialOf(id);
      const report = await at.verify(at.service.printer.codeText(credential));
      expect(report.verdict).toBe('genuine-and-current');
      const unit = report.claims?.units.find(({ code }) => code === 'K72S004U05');
      expect(unit?.title).toBe(titles[index]);
      expect(JSON.stringify(at.service.printer.view(credential, 'http://localhost:3999/c/x').units)).not.toContain(
        titles[1 - index],
      );
    }
  });

  it('S8: without phone and network: the printed card alone is read, verified and honest about what it cannot know', async () => {
    const [id = ''] = await at.certify({ day: '2026-02-03' });
    const credential = await at.credentialOf(id);
    const url = 'http://localhost:3999/c/aaaaaaaaaaaaaaaaaaaaaaaaaa';
    const files = await at.service.printer.printAll(credential, url, [layoutById('card'), layoutById('a4')]);
    for (const layout of ['card', 'a4']) {
      const scan = await scanPdf(files.find((file) => file.id === layout)?.bytes ?? new Uint8Array());
      if (!scan.ok) throw new Error(scan.code);
      expect(scan.text).toMatch(/^http:\/\/localhost:3999\/#\d+$/);
      const kept = await offline(scan.text, await keptLists());
      expect(kept.verdict).toBe('genuine-and-current');
      expect(kept.input).toBe('sp1');
      const bare = await offline(scan.text, new Map());
      // Never a false "genuine" and never a false "forged": signature, office and dates hold, cancellation is not known.
      expect(bare.verdict).toBe('cannot-confirm');
      expect(withoutFrameworks(bare)).toEqual(['S20']);
      expect(bare.checks.filter(({ outcome }) => outcome === 'pass').map(({ code }) => code)).toEqual(
        expect.arrayContaining(['I00', 'A00', 'T00']),
      );
    }
    await at.service.printer.close();
  });

  it('S8: a kept list that does not know of a later revocation is shown with its age', async () => {
    const [id = ''] = await at.certify({ day: '2026-02-04' });
    const code = at.service.printer.codeText(await at.credentialOf(id));
    const before = await keptLists();
    await changeCertificateStatus(
      { ...two, certificateId: id, event: 'revoke', reasonClass: 'identity-fraud' },
      at.service.issuance,
    );
    expect((await offline(code, await keptLists())).verdict).toBe('revoked');
    at.clock.set('2026-02-20T08:00:00Z');
    const old = await offline(code, before);
    expect(old.verdict).toBe('cannot-confirm');
    expect(withoutFrameworks(old)).toEqual(['S21']);
  });

  it('S12: a qualification without end beside one with an end, in one passport', async () => {
    const { assessment, issuance } = at.service;
    const [candidate] = inventCandidates(at.service, { day: '2026-02-05', count: 1, seed: 77 });
    if (!candidate) throw new Error('nobody was invented');
    const first = await at.assess({ day: '2026-02-05', candidates: [candidate] });
    const personId = first.personIds[0] ?? '';
    const nc = await at.decide(first.recordIds, '2026-02-05');
    await at.release(nc);
    const second = await at.assess({
      office: tvec,
      day: '2026-02-06',
      qualification: care,
      candidates: [
        {
          ...withPerson(candidate, personId),
          results: resultsFor(mustKnow(at.service, care)),
          evidenceSha256: sha256Of('rating sheet of care'),
        },
      ],
    });
    const nvq = await at.decide(second.recordIds, '2026-02-06');
    await at.release(nvq);
    const experienceId = await issuedYear(at, personId, 'NVQSL');
    at.clock.set('2026-04-01T08:00:00Z');
    const requested = await assessment.requestPassport({
      actorId: personId,
      personId,
      scheme: 'NVQSL',
      certificateIds: [...nvq, ...nc],
      experienceIds: [experienceId],
    });
    const approved = await assessment.approvePassport({ actorId: officers.certification, passportId: requested.id });
    expect(await releasePassport(approved, officers.certification, issuance)).toMatchObject({
      ok: false,
      refusals: [{ code: 'R14' }],
    });
    expect(await releasePassport(approved, officers.release, issuance)).toMatchObject({ ok: true });
    const passport = await at.credentialOf(requested.id);
    const report = await at.verify(passport);
    expect(report.verdict).toBe('genuine-and-current');
    const ends = report.items.map((item) => item.claims?.validUntil?.slice(0, 10) ?? null);
    expect(report.items).toHaveLength(3);
    expect(ends.filter((end) => end === null)).toHaveLength(2);
    expect(ends.filter((end) => end !== null)).toEqual(['2031-02-19']);
    // After five years one item is expired, the others stand, and the whole says the worst of them.
    at.clock.set('2031-06-01T08:00:00Z');
    const { publishStatusLists } = await import('../../src/issuance/index.js');
    await publishStatusLists(issuance);
    const later = await at.verify(passport);
    expect(later.items.map(({ verdict }) => verdict).toSorted()).toEqual([
      'genuine-and-current',
      'genuine-and-current',
      'genuine-but-expired',
    ]);
    expect(later.verdict).toBe('genuine-but-expired');
  });
});
