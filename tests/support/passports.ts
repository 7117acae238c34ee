import { officers, sha256Of } from '../../src/demo/parties.js';
import { releaseExperience, releasePassport } from '../../src/issuance/index.js';
import type { SkillsPassport } from '../../src/assessment/index.js';
import { face } from './face.js';
import { certify, type AssessmentDay, type Office, type Played } from './service.js';

export interface Holder {
  readonly personId: string;
  readonly certificateId: string;
  readonly experienceId: string;
}

/** Somebody with a released certificate and a confirmed year of work whose credential is issued. Scheme of the office. */
export async function holderOf(test: Played, office: Office, day: AssessmentDay): Promise<Holder> {
  const [certificateId = ''] = await certify(test, office, day);
  const certificate = await test.service.instance.store.read.certificates.get(certificateId);
  const personId = certificate?.personId ?? '';
  const experienceId = await issuedYear(test, personId, office.body.scheme ?? '');
  return { personId, certificateId, experienceId };
}

/** A confirmed year whose credential is issued. */
export async function issuedYear(test: Played, personId: string, scheme: string): Promise<string> {
  const id = await confirmedYear(test, personId);
  const people = { approvedBy: officers.certification, releasedBy: officers.release };
  const issued = await releaseExperience({ id }, scheme, people, test.service.issuance);
  if (!issued.ok) throw new Error(JSON.stringify(issued.refusals));
  return id;
}

/** Claimed, asked for and confirmed by the post abroad; no credential yet. */
export async function confirmedYear({ service: { assessment } }: Played, personId: string): Promise<string> {
  const claim = await assessment.claimExperience({
    actorId: personId,
    personId,
    employerName: 'Private household, Kuwait City',
    country: 'KW',
    occupation: { text: 'Care of an elderly person at home', isco08: '5322' },
    tasks: ['Personal care'],
    from: '2024-10-01',
    to: '2025-11-30',
  });
  await assessment.requestConfirmation({ actorId: officers.processing, experienceId: claim.id, holderConsents: true });
  await assessment.confirmExperience({
    actorId: 'officer-labour-section',
    experienceId: claim.id,
    channel: 'post-abroad',
    evidenceSha256: sha256Of('letter'),
  });
  return claim.id;
}

/** Requested and found eligible; not released. */
export async function approvedPassport(
  { service: { assessment } }: Played,
  { personId, certificateId, experienceId }: Holder,
  scheme = 'NVQSL',
): Promise<SkillsPassport> {
  const requested = await assessment.requestPassport({
    actorId: personId,
    personId,
    scheme,
    certificateIds: [certificateId],
    experienceIds: [experienceId],
  });
  return assessment.approvePassport({ actorId: officers.certification, passportId: requested.id });
}

export async function issuedPassport(test: Played, holder: Holder): Promise<SkillsPassport> {
  const passport = await approvedPassport(test, holder);
  const issued = await releasePassport(passport, officers.release, test.service.issuance);
  if (!issued.ok) throw new Error(JSON.stringify(issued.refusals));
  return passport;
}

/** A photo that is on file since the person was registered. Answers the JPEG in base64. */
export async function photoOnFile(
  { service: { instance } }: Pick<Played, 'service'>,
  personId: string,
  { onPassport = true } = {},
): Promise<string> {
  const { jpeg: picture, sha256 } = await instance.evidence.portrait(new Uint8Array(await face()));
  const jpeg = Buffer.from(picture).toString('base64');
  const at = instance.clock.now().toISOString();
  const by = officers.processing;
  const consent = onPassport ? { at, receivedBy: by } : null;
  await instance.store.transaction(async (store) => {
    const row = { id: personId, version: 1, jpeg, sha256, takenAt: at, storedBy: by, storedAt: at };
    await store.portraits.insert({ ...row, onPassport: consent });
    const person = await store.people.get(personId);
    if (person) await store.people.update({ ...person, photoHash: sha256 });
    const audited = { subjectType: 'person', subjectId: personId, facts: {} };
    await store.audit.append({ action: 'person.photo', actorId: by, ...audited });
  });
  return jpeg;
}
