import type { Service } from '../app.js';
import type { CandidateDetails, Organization, QualificationRef, Site } from '../assessment/index.js';
import { releaseCertificates, releaseExperience, releasePassport } from '../issuance/index.js';
import { resultsFor, runSession } from '../intake/index.js';
import { registerWithFace } from './faces.js';
import { inventPeople } from './people.js';
import { accredit, officers, registerAssessor, mustKnow, sessionPeople, sha256Of } from './parties.js';
import type { DemoClock } from './stage.js';

const CARE: QualificationRef = { qualificationId: 'nvqsl:n85s010-nvq3', revision: 'r1' };

export interface ReturneeOutcome {
  readonly certificateId: string;
  readonly experienceId: string;
  readonly passportId: string;
}

/**
 * A Sri Lankan care worker back from Kuwait (invented): National Vocational Qualification level 3 and 14 months of work that
 * the post abroad confirmed, because the employer could not be reached; together they give the skills passport.
 */
export async function runReturnee(
  service: Service,
  { body, site }: { body: Organization; site: Site },
  clock: DemoClock,
): Promise<ReturneeOutcome> {
  const { assessment, issuance } = service;
  clock.set('2026-01-12T04:00:00Z');
  const period = { qualifications: [CARE], from: '2026-01-01', until: '2027-12-31' };
  await accredit(service, body, {
    ...period,
    subjectType: 'site',
    subjectId: site.id,
    role: 'assessment-centre',
    number: 'P01/0001',
  });
  const [invented] = inventPeople(1, 303);
  if (!invented) throw new RangeError('one assessor is needed');
  const assessor = await registerAssessor(
    service,
    body,
    { ...invented, given: 'Nadeesha', family: 'Fernando' },
    { ...period, number: 'NAITA-2026-07' },
  );
  const details: CandidateDetails = {
    names: [
      { family: 'Perera', given: 'Kumari Dilhani', script: 'Latn', asIn: 'passport' },
      { family: 'පෙරේරා', given: 'කුමාරි දිල්හානි', script: 'Sinh', asIn: 'birth certificate' },
    ],
    birthDate: { value: '1987-08-14', source: 'passport' },
    sex: 'female',
    nationalities: ['LK'],
    schemeIds: [{ scheme: 'NIC', value: '198722704821' }],
    preferredLanguage: 'si',
  };
  const run = await runSession(
    {
      qualification: CARE,
      siteId: site.id,
      startsAt: '2026-02-17T03:00:00Z',
      endsAt: '2026-02-17T11:00:00Z',
      people: sessionPeople(assessor),
      candidates: [
        {
          details,
          person: await registerWithFace(service, details, 1987, 'female'),
          clientType: 'returnee',
          results: resultsFor(mustKnow(service, CARE)),
          evidenceSha256: sha256Of('invented rating sheet of the returnee'),
        },
      ],
    },
    service.instance,
  );
  clock.set('2026-02-23T05:00:00Z');
  const [decision] = await assessment.decideMany({ actorId: officers.certification, recordIds: run.recordIds });
  const certificateId = decision?.ok === true ? (decision.certificates[0]?.id ?? '') : '';
  clock.set('2026-02-25T05:00:00Z');
  await releaseCertificates([certificateId], officers.release, issuance);
  const personId = run.people[0]?.id ?? '';
  const experienceId = await confirmExperience(service, personId, clock);
  clock.set('2026-04-06T05:00:00Z');
  const requested = await assessment.requestPassport({
    actorId: personId,
    personId,
    scheme: 'NVQSL',
    certificateIds: [certificateId],
    experienceIds: [experienceId],
  });
  const approved = await assessment.approvePassport({ actorId: officers.certification, passportId: requested.id });
  await releasePassport(approved, officers.release, issuance);
  return { certificateId, experienceId, passportId: requested.id };
}

async function confirmExperience(service: Service, personId: string, clock: DemoClock): Promise<string> {
  const { assessment } = service;
  clock.set('2026-03-03T05:00:00Z');
  const post = await assessment.registerOrganization({
    actorId: officers.administrator,
    type: 'post-abroad',
    legalName: 'Embassy of Sri Lanka, Kuwait, labour section',
    country: 'KW',
  });
  const claim = await assessment.claimExperience({
    actorId: personId,
    personId,
    employerName: 'Private household, Kuwait City',
    country: 'KW',
    occupation: { text: 'Care of an elderly person at home', isco08: '5322' },
    tasks: ['Personal care', 'Preparing meals'],
    from: '2024-10-01',
    to: '2025-11-30',
  });
  await assessment.requestConfirmation({ actorId: officers.processing, experienceId: claim.id, holderConsents: true });
  const confirmed = await assessment.confirmExperience({
    actorId: 'officer-labour-section',
    experienceId: claim.id,
    byOrganizationId: post.id,
    channel: 'post-abroad',
    evidenceSha256: sha256Of('invented letter of the labour section'),
  });
  await releaseExperience(
    confirmed,
    'NVQSL',
    { approvedBy: officers.certification, releasedBy: officers.release },
    service.issuance,
  );
  return claim.id;
}
