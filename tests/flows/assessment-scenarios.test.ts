import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  checkRelease,
  isAsSigned,
  requiredUnitCodes,
  type AssessmentRecord,
  type Certificate,
  type Person,
} from '../../src/assessment/index.js';
import type { Storage } from '../../src/storage/index.js';
import {
  approvedSession,
  assessedRecord,
  catalogue,
  createWorld,
  domesticWork,
  eligibleApplications,
  identityOk,
  latin,
  resultsFor,
  startSession,
  uphold,
  type World,
} from '../support/assessment-world.js';
import { postgresDatabase, type TestDatabase } from '../support/database.js';

const qualification = catalogue.qualification(domesticWork);
const required = qualification ? requiredUnitCodes(qualification) : [];
const may = (day: number) => ({ startsAt: `2017-05-0${day}T06:00:00Z`, endsAt: `2017-05-0${day}T14:00:00Z` });
const blockedBy = (code: string) => expect.objectContaining({ code, status: 409 });

let database: TestDatabase;
let storage: Storage;
beforeEach(async () => {
  database = await postgresDatabase();
  storage = await database.open();
});
afterEach(async () => {
  await storage.close();
  await database.drop();
});

const newPerson = (world: World, family = 'Reyes', birth = '1990-01-02'): Promise<Person> =>
  world.services.registerCandidate({
    actorId: 'desk',
    names: [latin(family, 'Ana')],
    birthDate: { value: birth, source: 'passport' },
  });

/** One candidate assessed in a session of her own; what is not named is satisfactory. */
async function assessed(
  world: World,
  person: Person,
  options: {
    readonly day?: number;
    readonly notSatisfactory?: readonly string[];
    readonly units?: readonly string[];
    readonly isModerated?: boolean;
  } = {},
): Promise<AssessmentRecord> {
  const session = await approvedSession(world, may(options.day ?? 5));
  const [applicationId = ''] = await eligibleApplications(world, [
    { person, ...(options.units ? { target: 'units' as const, unitCodes: options.units } : {}) },
  ]);
  const running = await startSession(world, session);
  const results = resultsFor(options.units ?? required, options.notSatisfactory);
  return assessedRecord(world, running, { applicationId, results, ...options });
}

/** Two candidates of one session that runs, both admitted. */
async function twoAdmitted() {
  const world = await createWorld(storage.store);
  const session = await approvedSession(world, may(5));
  const applicationIds = await eligibleApplications(world, [
    { person: await newPerson(world, 'One') },
    { person: await newPerson(world, 'Two') },
  ]);
  await world.services.enrol({ applicationIds, sessionId: session.id, actorId: 'desk' });
  await startSession(world, session);
  await world.services.admit({ applicationIds, actorId: world.representativeId, identityCheck: identityOk });
  return { world, session, applicationIds };
}

/** What issuance does at release, as far as this folder sees it. */
async function released(world: World, certificate: Certificate, number: string): Promise<Certificate> {
  return world.store.transaction((store) =>
    store.certificates.update({
      ...certificate,
      number,
      issuedOn: certificate.issuedOn ?? '2017-05-20',
      validUntil: certificate.validUntil ?? '2022-05-19',
      releasedBy: 'officer-b',
      state: 'active',
    }),
  );
}

describe('partial success', () => {
  it('gives certificates of competency for the units shown, and later the full certificate without repeating them', async () => {
    const world = await createWorld(storage.store);
    const person = await newPerson(world);
    const record = await assessed(world, person, { notSatisfactory: ['HCS913304'] });
    expect(record).toMatchObject({ overall: 'not-yet-competent', recommendation: { kind: 'issue-coc' } });
    const first = await world.services.decide({ recordId: record.id, actorId: 'officer-a' });
    expect(first.certificates.map((certificate) => [certificate.awardType, certificate.title])).toEqual([
      ['COC', 'Clean living room, dining room, bedrooms, toilet and kitchen'],
      ['COC', 'Wash and iron clothes, linen and fabric'],
      ['COC', 'Prepare hot and cold meals/food'],
    ]);
    for (const [index, certificate] of first.certificates.entries())
      await released(world, certificate, `PH-COC-${index}`);

    world.clock.set('2017-05-06T00:00:00Z');
    const session = await approvedSession(world, {
      startsAt: '2017-05-20T06:00:00Z',
      endsAt: '2017-05-20T14:00:00Z',
    });
    const [applicationId = ''] = await eligibleApplications(world, [{ person }]);
    const running = await startSession(world, session);
    const open = required.filter((code) => !['HCS913301', 'HCS913302', 'HCS913303'].includes(code));
    const second = await assessedRecord(world, running, { applicationId, results: resultsFor(open) });
    expect(second.unitCodes).toEqual(open);
    expect(second.recommendation).toEqual({ kind: 'issue-full' });
    const { certificates } = await world.services.decide({ recordId: second.id, actorId: 'officer-a' });
    expect(certificates).toHaveLength(1);
    expect(certificates[0]).toMatchObject({
      awardType: 'NC',
      title: 'Domestic Work NC II',
      state: 'approved',
      number: null,
    });
    expect(certificates[0]?.unitResults.map((unit) => unit.unitCode)).toEqual(required);
    expect([...(certificates[0]?.recordIds ?? [])].toSorted()).toEqual([record.id, second.id].toSorted());
  });

  it('does not give the full certificate for units that are not held', async () => {
    const world = await createWorld(storage.store);
    const record = await assessed(world, await newPerson(world), { units: ['HCS913304'] });
    expect(record.overall).toBe('competent');
    const { certificates } = await world.services.decide({ recordId: record.id, actorId: 'officer-a' });
    expect(certificates.map((certificate) => certificate.awardType)).toEqual(['COC']);
  });
});

describe('accreditation', () => {
  it('a session cannot be approved when the accreditation of the assessor ends the day before', async () => {
    const world = await createWorld(storage.store, { assessorValidUntil: '2017-05-04' });
    await expect(approvedSession(world, may(5))).rejects.toEqual(blockedBy('R01'));
    expect(await storage.store.read.sessions.find({ state: 'approved' })).toEqual([]);
    expect((await approvedSession(world, may(4))).state).toBe('approved');
  });

  it('a branch is not covered by the accreditation of the centre', async () => {
    const world = await createWorld(storage.store);
    const [site] = await storage.store.read.sites.find({ id: world.siteId });
    const branch = await world.services.registerSite({
      actorId: 'registrar',
      organizationId: site?.organizationId ?? '',
      name: 'Branch',
      address: 'Elsewhere',
      country: 'PH',
    });
    await expect(approvedSession(world, { ...may(5), siteId: branch.id })).rejects.toEqual(blockedBy('R02'));
  });

  it('revoked later with effect backwards: undecided records go to moderation and no certificate follows', async () => {
    const world = await createWorld(storage.store);
    const record = await assessed(world, await newPerson(world), { isModerated: false });
    const accreditationId = world.assessors[0]?.accreditationId ?? '';
    const revoke = {
      accreditationId,
      actorId: 'officer-a',
      reasonClass: 'assessment-fraud',
      retroactiveFrom: '2017-05-01',
    } as const;
    await expect(world.services.revokeAccreditation({ ...revoke, secondActorId: 'officer-a' })).rejects.toEqual(
      blockedBy('R27'),
    );
    const { accreditation, touchedRecords } = await world.services.revokeAccreditation({
      ...revoke,
      secondActorId: 'officer-b',
    });
    expect(accreditation).toMatchObject({ state: 'revoked', retroactiveFrom: '2017-05-01' });
    expect(touchedRecords.map((touched) => [touched.id, touched.state])).toEqual([[record.id, 'under-moderation']]);
    await uphold(world, [record.id]);
    await expect(world.services.decide({ recordId: record.id, actorId: 'officer-a' })).rejects.toEqual(
      blockedBy('R01'),
    );
    expect(await storage.store.read.certificates.count({})).toBe(0);
    const kept = await world.services.decide({
      recordId: record.id,
      actorId: 'officer-a',
      outcome: 'refused',
      reason: 'accreditation void',
    });
    expect(kept.decision.rules.find((rule) => rule.rule === 'R01')?.outcome).toBe('block');
    expect(kept.certificates).toEqual([]);
  });

  it('the person who asks for a session does not approve it; late requests need a reason that is kept', async () => {
    const world = await createWorld(storage.store, { startedAt: '2017-05-03T08:00:00Z' });
    const { services } = world;
    const session = await services.planSession({
      actorId: 'ac-manager',
      siteId: world.siteId,
      ...domesticWork,
      ...may(5),
      assessors: world.assessors,
    });
    await expect(services.requestSession({ sessionId: session.id, actorId: 'ac-manager' })).rejects.toEqual(
      blockedBy('R06'),
    );
    const reasons = [{ rule: 'R06', reason: 'flight changed' }];
    const requested = await services.requestSession({ sessionId: session.id, actorId: 'ac-manager', reasons });
    expect(requested.waivers).toMatchObject([{ rule: 'R06', reason: 'flight changed', byUserId: 'ac-manager' }]);
    await expect(services.approveSession({ sessionId: session.id, actorId: 'ac-manager' })).rejects.toEqual(
      blockedBy('own-schedule'),
    );
    expect((await services.approveSession({ sessionId: session.id, actorId: 'director' })).state).toBe('approved');
  });
});

describe('the people of a record', () => {
  it('an assessor who trained the candidate is stopped at enrolment, and a waiver is kept', async () => {
    const world = await createWorld(storage.store);
    const trainer = world.assessors[0]?.personId ?? '';
    const session = await approvedSession(world, may(5));
    const applicationIds = await eligibleApplications(world, [
      {
        person: await newPerson(world),
        declaredTraining: [{ providerId: null, trainerPersonIds: [trainer], from: '2016-01-01', to: '2016-06-30' }],
      },
    ]);
    const enrol = { applicationIds, sessionId: session.id, actorId: 'desk' };
    await expect(world.services.enrol(enrol)).rejects.toEqual(blockedBy('R03'));
    await world.services.enrol({
      ...enrol,
      actorId: 'director',
      reasons: [{ rule: 'R03', reason: 'only assessor on the island' }],
    });
    const kept = await storage.store.read.sessions.get(session.id);
    expect(kept?.waivers).toMatchObject([{ rule: 'R03', byUserId: 'director' }]);
  });

  it('the assessor cannot decide, and one officer cannot do both halves', async () => {
    const world = await createWorld(storage.store);
    const record = await assessed(world, await newPerson(world));
    const assessor = world.assessors[0]?.personId ?? '';
    await expect(world.services.decide({ recordId: record.id, actorId: assessor })).rejects.toEqual(blockedBy('R14'));
    const { certificates, decision } = await world.services.decide({ recordId: record.id, actorId: 'officer-a' });
    expect(decision.rules.map((rule) => rule.rule)).toEqual(
      expect.arrayContaining([
        'R01',
        'R02',
        'R03',
        'R08',
        'R09',
        'R10',
        'R11',
        'R12',
        'R13',
        'R14',
        'R17',
        'R18',
        'R22',
      ]),
    );
    const [certificate] = certificates;
    const [decided] = await storage.store.read.records.find({ id: record.id });
    if (!certificate || !decided) throw new Error('nothing was decided');
    const dated = { ...certificate, number: 'PH-NC-2017-0000001', issuedOn: '2017-05-20', validUntil: '2022-05-19' };
    const outcomes = (releasedBy: string, change: Partial<Certificate> = {}) =>
      checkRelease({
        certificate: { ...dated, ...change },
        records: [decided],
        releasedBy,
        numberTaken: false,
        validityMonths: 60,
      })
        .filter((rule) => rule.outcome === 'block')
        .map((rule) => rule.rule);
    expect(outcomes('officer-b')).toEqual([]);
    expect(outcomes('officer-a')).toEqual(['R14']);
    expect(outcomes(assessor)).toEqual(['R14']);
    expect(outcomes('officer-b', { number: null, validUntil: '2023-01-01' })).toEqual(['R15', 'R16']);
    expect(outcomes('officer-b', { state: 'active' })).toEqual(['state']);
  });

  it('two birth dates: assessed, but not certified until it is settled', async () => {
    const world = await createWorld(storage.store);
    const person = await newPerson(world);
    const both = await world.services.addBirthDate({
      personId: person.id,
      actorId: 'desk',
      birthDate: { value: '1982-02-04', source: 'birth certificate' },
    });
    expect(both).toMatchObject({ birthDate: { value: '1990-01-02' }, conflictingBirthDate: { value: '1982-02-04' } });
    const record = await assessed(world, person);
    expect(record.state).toBe('moderated');
    await expect(world.services.decide({ recordId: record.id, actorId: 'officer-a' })).rejects.toEqual(
      blockedBy('R13'),
    );
    const results = await world.services.decideMany({ recordIds: [record.id], actorId: 'officer-a' });
    expect(results).toMatchObject([{ ok: false, recordId: record.id, refusals: [{ code: 'R13' }] }]);
    expect(await storage.store.read.decisions.count({})).toBe(0);
    const { applicationId } = record;
    await world.services.settleIdentity({ applicationId, resolution: 'affidavit-of-discrepancy', actorId: 'desk' });
    const settled = await world.services.decide({ recordId: record.id, actorId: 'officer-a' });
    expect(settled.certificates.map((certificate) => certificate.awardType)).toEqual(['NC']);
  });

  it('two birth dates: a decision keeps that they differ, not the days', async () => {
    const world = await createWorld(storage.store);
    const person = await newPerson(world);
    const birthDate = { value: '1982-02-04', source: 'birth certificate' };
    await world.services.addBirthDate({ personId: person.id, actorId: 'desk', birthDate });
    const record = await assessed(world, person);
    const { decision } = await world.services.decide({
      ...{ recordId: record.id, actorId: 'officer-a', outcome: 'returned', reason: 'Two dates.' },
    });
    const kept = (await storage.store.read.decisions.get(decision.id))?.rules ?? [];
    expect(kept.find(({ rule }) => rule === 'R13')).toMatchObject({ outcome: 'block', message: 'Birth dates differ.' });
    expect(JSON.stringify(kept)).not.toMatch(/1982|1990|February/);
  });

  it('finds the same person however the name is written, and asks instead of guessing', async () => {
    const world = await createWorld(storage.store);
    const person = await newPerson(world, 'Dela Cruz');
    const again = {
      actorId: 'desk',
      names: [latin('ANA', 'dela crúz')],
      birthDate: { value: '1990-01-02', source: 'NIC' },
    };
    await expect(world.services.registerCandidate(again)).rejects.toMatchObject({
      code: 'D15',
      refusals: [{ at: `/people/${person.id}` }],
    });
    const merged = await world.services.registerCandidate({
      ...again,
      duplicateAnswer: { kind: 'same', personId: person.id },
    });
    expect(merged.names).toHaveLength(2);
    const other = await world.services.registerCandidate({ ...again, duplicateAnswer: { kind: 'another' } });
    expect(other.id).not.toBe(person.id);
    const list = await world.services.registerCandidates({
      actorId: 'desk',
      candidates: [again, { names: [latin('New', 'Eva')] }, { names: [latin('Eva', 'New')] }],
    });
    expect(list.registered).toHaveLength(1);
    expect(list.duplicates.map((duplicate) => duplicate.index)).toEqual([0, 2]);
  });
});

describe('records', () => {
  it('are frozen by their hash when the assessor signs', async () => {
    const world = await createWorld(storage.store);
    const record = await assessed(world, await newPerson(world));
    const [stored] = await storage.store.read.records.find({ id: record.id });
    if (!stored) throw new Error('the record is gone');
    expect(isAsSigned(stored)).toBe(true);
    const changed = { ...stored, results: stored.results.slice(1) };
    expect(isAsSigned(changed)).toBe(false);
    await storage.store.transaction((store) => store.records.update(changed));
    await expect(world.services.decide({ recordId: record.id, actorId: 'officer-a' })).rejects.toMatchObject({
      status: 409,
    });
    const preview = await world.services.previewDecision({ recordId: record.id, actorId: 'officer-a' });
    expect(preview.find((rule) => rule.rule === 'record-changed')?.outcome).toBe('block');
  });

  it('are corrected by a new record after two officers voided the old one', async () => {
    const world = await createWorld(storage.store);
    const record = await assessed(world, await newPerson(world));
    const assessor = world.assessors[0]?.personId ?? '';
    const { applicationId } = record;
    await expect(
      world.services.openRecord({ applicationId, actorId: assessor, supersedesId: record.id }),
    ).rejects.toMatchObject({
      status: 409,
    });
    const voiding = { recordId: record.id, actorId: 'officer-a', reason: 'wrong candidate' };
    await expect(world.services.voidRecord({ ...voiding, secondActorId: 'officer-a' })).rejects.toEqual(
      blockedBy('R27'),
    );
    expect((await world.services.voidRecord({ ...voiding, secondActorId: 'officer-b' })).state).toBe('voided');
    const opened = await world.services.openRecord({ applicationId, actorId: assessor, supersedesId: record.id });
    const actor = { recordId: opened.id, actorId: assessor };
    await expect(world.services.signRecord(actor)).rejects.toEqual(blockedBy('state'));
    await expect(world.services.enterResults({ ...actor, results: resultsFor(required).slice(1) })).rejects.toEqual(
      blockedBy('R08'),
    );
    await world.services.enterResults({ ...actor, results: resultsFor(required) });
    await expect(
      world.services.acknowledgeRecord({ recordId: opened.id, actorId: 'candidate', kind: 'witnessed-mark' }),
    ).rejects.toEqual(blockedBy('R12'));
    await world.services.acknowledgeRecord({ recordId: opened.id, actorId: 'candidate', kind: 'signature' });
    await expect(world.services.signRecord({ recordId: opened.id, actorId: 'somebody' })).rejects.toEqual(
      blockedBy('own-record'),
    );
    expect(await world.services.signRecord(actor)).toMatchObject({ state: 'assessor-signed', supersedesId: record.id });
  });

  it('a list is recorded whole or not at all, with its audit rows', async () => {
    const { world, session, applicationIds } = await twoAdmitted();
    const before = (await storage.store.read.auditRows(0, 1_000)).length;
    const entry = (index: number, results = resultsFor(required)) => ({
      applicationId: applicationIds[index] ?? '',
      results,
      acknowledgement: { kind: 'signature' as const },
    });
    const actorId = world.assessors[0]?.personId ?? '';
    const broken = { sessionId: session.id, actorId, entries: [entry(0), entry(1, [])] };
    await expect(world.services.recordSession(broken)).rejects.toEqual(blockedBy('R08'));
    expect(await storage.store.read.records.count({})).toBe(0);
    expect(await storage.store.read.applications.count({ state: 'attended' })).toBe(2);
    expect((await storage.store.read.auditRows(0, 1_000)).length).toBe(before);
    await world.services.recordSession({ ...broken, entries: [entry(0), entry(1)] });
    const after = await storage.store.read.auditRows(0, 1_000);
    expect(after.slice(before).map((row) => row.action)).toEqual([
      'application.record-result',
      'application.record-result',
      'record.sign',
      'record.sign',
    ]);
    expect(JSON.stringify(after)).not.toMatch(/One|Two|1990-01-02/);
  });

  it('evidence used by two candidates goes to a moderator who did not assess', async () => {
    const { world, session, applicationIds } = await twoAdmitted();
    const actorId = world.assessors[0]?.personId ?? '';
    const photo = {
      id: 'e',
      kind: 'photo' as const,
      unitCodes: ['HCS913301'],
      sha256: 'cd'.repeat(32),
      capturedAt: '2017-05-05T08:00:00Z',
      capturedBy: actorId,
    };
    const records = await world.services.recordSession({
      sessionId: session.id,
      actorId,
      entries: applicationIds.map((applicationId) => ({
        applicationId,
        results: resultsFor(required),
        evidence: [photo],
        acknowledgement: { kind: 'signature' as const },
      })),
    });
    const recordIds = records.map((record) => record.id);
    await world.services.countersignRecords({ recordIds, actorId: world.representativeId });
    const submitted = await world.services.submitRecords({ recordIds, actorId: 'system' });
    expect(submitted.map((record) => [record.state, record.riskFlags])).toEqual([
      ['under-moderation', ['evidence-reused']],
      ['under-moderation', ['evidence-reused']],
    ]);
    await expect(world.services.decide({ recordId: recordIds[0] ?? '', actorId: 'officer-a' })).rejects.toMatchObject({
      status: 409,
    });
    const note = 'Both used one photo of the room.';
    await expect(world.services.moderateRecords({ recordIds, actorId, outcome: 'uphold', note })).rejects.toEqual(
      blockedBy('R32'),
    );
    const upheld = await uphold(world, recordIds);
    expect(upheld.map((record) => record.state)).toEqual(['moderated', 'moderated']);
  });
});

describe('after the award', () => {
  async function holder(world: World) {
    const person = await newPerson(world);
    const record = await assessed(world, person);
    const { certificates } = await world.services.decide({ recordId: record.id, actorId: 'officer-a' });
    const [certificate] = certificates;
    if (!certificate) throw new Error('no certificate was approved');
    return { person, certificate: await released(world, certificate, 'PH-NC-2017-0000001') };
  }

  it('suspension takes two officers, in one step or as proposal and confirmation', async () => {
    const world = await createWorld(storage.store);
    const { certificate } = await holder(world);
    const change = { certificateId: certificate.id, reasonClass: 'identity-fraud', actorId: 'officer-a' } as const;
    await expect(
      world.services.changeCertificateStatus({ ...change, event: 'suspend', secondActorId: 'officer-a' }),
    ).rejects.toEqual(blockedBy('R27'));
    const proposal = await world.services.proposeStatusChange({ ...change, event: 'suspend' });
    expect(proposal).toMatchObject({ to: 'proposed:suspended', secondActorId: null });
    expect((await storage.store.read.certificates.get(certificate.id))?.state).toBe('active');
    const confirm = (actorId: string) => world.services.confirmStatusChange({ statusEventId: proposal.id, actorId });
    await expect(confirm('officer-a')).rejects.toEqual(blockedBy('R27'));
    world.clock.set('2017-06-01T00:00:00Z');
    expect((await confirm('officer-b')).state).toBe('suspended');
    await expect(confirm('officer-b')).rejects.toEqual(blockedBy('proposal-outdated'));
    const events = await storage.store.read.statusEvents.find({ targetId: certificate.id });
    expect(events.map((event) => [event.to, event.actorId, event.secondActorId])).toEqual([
      ['proposed:suspended', 'officer-a', null],
      ['suspended', 'officer-a', 'officer-b'],
    ]);
  });

  it('a misspelt name: the corrected certificate takes a new number and the old one is replaced', async () => {
    const world = await createWorld(storage.store);
    const { certificate } = await holder(world);
    const prepare = { certificateId: certificate.id, actorId: 'officer-a', reason: 'corrected' } as const;
    const next = await world.services.prepareReplacement(prepare);
    expect(next).toMatchObject({ state: 'approved', number: null, replacesId: certificate.id, issuedOn: '2017-05-20' });
    await expect(world.services.prepareReplacement(prepare)).rejects.toEqual(blockedBy('one-successor'));
    const replace = {
      certificateId: certificate.id,
      event: 'replace',
      reasonClass: 'superseded-by-correction',
      actorId: 'officer-a',
      secondActorId: 'officer-b',
      replacedById: next.id,
    } as const;
    await expect(world.services.changeCertificateStatus(replace)).rejects.toMatchObject({ status: 409 });
    await released(world, next, 'PH-NC-2017-0000002');
    expect(await world.services.changeCertificateStatus(replace)).toMatchObject({
      state: 'replaced',
      replacedById: next.id,
    });
  });

  it('experience counts once confirmed, by the employer or by an official record, and opens the passport', async () => {
    const world = await createWorld(storage.store);
    const { person, certificate } = await holder(world);
    const { services } = world;
    const claim = (from: string, to: string) =>
      services.claimExperience({
        actorId: person.id,
        personId: person.id,
        employerName: 'A household',
        country: 'SA',
        occupation: { text: 'Domestic worker' },
        from,
        to,
      });
    const first = await claim('2016-01-01', '2016-11-30');
    const passport = await services.requestPassport({
      actorId: person.id,
      personId: person.id,
      scheme: 'TESDA',
      certificateIds: [certificate.id],
      experienceIds: [first.id],
    });
    const approve = { passportId: passport.id, actorId: 'officer-a' };
    await expect(services.approvePassport(approve)).rejects.toEqual(blockedBy('R19'));
    const about = { experienceId: first.id, actorId: 'employer' };
    await expect(services.requestConfirmation({ ...about, holderConsents: false })).rejects.toEqual(
      blockedBy('holder-consent'),
    );
    await services.requestConfirmation({ ...about, holderConsents: true });
    await expect(
      services.confirmExperience({ experienceId: first.id, actorId: person.id, channel: 'letter' }),
    ).rejects.toEqual(blockedBy('confirmer-authority'));
    await services.confirmExperience({ ...about, channel: 'letter' });
    await expect(services.approvePassport(approve)).rejects.toMatchObject({
      code: 'R19',
      title: 'The passport needs 12 confirmed months; 11 are confirmed.',
    });

    const second = await claim('2016-12-01', '2016-12-31');
    await services.requestConfirmation({ experienceId: second.id, actorId: person.id, holderConsents: true });
    await services.disputeExperience({ experienceId: second.id, actorId: 'employer', reason: 'refuses to write' });
    await services.offerAlternative({
      experienceId: second.id,
      actorId: person.id,
      evidence: [{ channel: 'co-worker', sha256: 'ef'.repeat(32) }],
    });
    await expect(services.acceptAlternative({ experienceId: second.id, actorId: 'officer-a' })).rejects.toEqual(
      blockedBy('two-sources-or-official-record'),
    );
    await services.rejectAlternative({ experienceId: second.id, actorId: 'officer-a', reason: 'one letter only' });
    const third = await claim('2016-12-01', '2016-12-31');
    await services.requestConfirmation({ experienceId: third.id, actorId: person.id, holderConsents: true });
    await services.confirmExperience({ experienceId: third.id, actorId: 'labour-office', channel: 'post-abroad' });
    const other = await services.requestPassport({
      actorId: person.id,
      personId: person.id,
      scheme: 'TESDA',
      certificateIds: [certificate.id],
      experienceIds: [first.id, second.id, third.id],
    });
    expect(await services.approvePassport({ passportId: other.id, actorId: 'officer-a' })).toMatchObject({
      state: 'approved',
      approvedBy: 'officer-a',
      eligibility: { certificateId: certificate.id, confirmedMonths: 12 },
    });
  });
});
