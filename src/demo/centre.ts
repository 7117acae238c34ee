import type { Service } from '../app.js';
import type { CandidateDetails, Organization, QualificationRef, Site } from '../assessment/index.js';
import { changeCertificateStatus, markReplaced, releaseCertificates } from '../issuance/index.js';
import { resultsFor, runSession, type SessionCandidate } from '../intake/index.js';
import { registerWithFace } from './faces.js';
import { inventPeople } from './people.js';
import { accredit, officers, registerAssessor, mustKnow, sessionPeople, sha256Of, type Assessor } from './parties.js';
import type { DemoClock } from './stage.js';

const QUALIFICATION: QualificationRef = { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' };

export interface CentreOutcome {
  readonly genuine: string;
  readonly suspended: string;
  readonly revoked: string;
  readonly replaced: string;
  readonly successor: string;
  readonly unauthorised: string;
}

/**
 * A centre in Manila in this year: certificates that are current, suspended, revoked and replaced, and one from a branch whose
 * accreditation was later withdrawn with effect from before the assessment. Returns certificate ids.
 */
export async function runCentre(
  service: Service,
  { body, main, branch }: { body: Organization; main: Site; branch: Site },
  clock: DemoClock,
): Promise<CentreOutcome> {
  clock.set('2026-04-07T08:00:00Z');
  const period = { qualifications: [QUALIFICATION], from: '2026-01-01', until: '2027-12-31' };
  await accredit(service, body, {
    ...period,
    subjectType: 'site',
    subjectId: main.id,
    role: 'assessment-centre',
    number: 'AC-2026-0001',
  });
  const branchGrant = await accredit(service, body, {
    ...period,
    subjectType: 'site',
    subjectId: branch.id,
    role: 'assessment-centre',
    number: 'AC-2026-0002',
  });
  const [first, second] = inventPeople(2, 202);
  if (!first || !second) throw new RangeError('two assessors are needed');
  const assessor = await registerAssessor(service, body, first, { ...period, number: 'CA-2026-0007' });
  const other = await registerAssessor(service, body, second, { ...period, number: 'CA-2026-0008' });

  const certificates = await assessAndRelease(
    service,
    { site: main, assessor, day: '2026-04-14', count: 5, seed: 2026, isFirstShown: true },
    clock,
  );
  const [fromBranch = ''] = await assessAndRelease(
    service,
    { site: branch, assessor: other, day: '2026-05-12', count: 2, seed: 2027, isFirstShown: false },
    clock,
  );
  const [genuine = '', suspended = '', revoked = '', replaced = ''] = certificates;
  clock.set('2026-06-02T08:00:00Z');
  const two = { actorId: officers.certification, secondActorId: officers.release };
  await changeCertificateStatus(
    { ...two, certificateId: suspended, event: 'suspend', reasonClass: 'assessment-fraud' },
    service.issuance,
  );
  await changeCertificateStatus(
    { ...two, certificateId: revoked, event: 'revoke', reasonClass: 'identity-fraud' },
    service.issuance,
  );
  const successor = await replace(service, replaced);
  clock.set('2026-07-01T08:00:00Z');
  await service.assessment.revokeAccreditation({
    ...two,
    accreditationId: branchGrant.id,
    reasonClass: 'accreditation-void',
    retroactiveFrom: '2026-02-01',
  });
  await service.trust.current({ fresh: true });
  return { genuine, suspended, revoked, replaced, successor, unauthorised: fromBranch };
}

interface Group {
  readonly site: Site;
  readonly assessor: Assessor;
  readonly day: string;
  readonly count: number;
  readonly seed: number;
  /** With a face, and agreed to. */
  readonly isFirstShown: boolean;
}

async function assessAndRelease(service: Service, group: Group, clock: DemoClock): Promise<string[]> {
  const { site, assessor } = group;
  const candidates: SessionCandidate[] = [];
  for (const person of inventPeople(group.count, group.seed)) {
    const details: CandidateDetails = {
      names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
      birthDate: { value: person.birthDate, source: 'passport' },
      sex: person.sex,
      nationalities: ['PH'],
      schemeIds: [{ scheme: 'ULI', value: person.idNumber }],
    };
    // Whose passport visitors open first.
    const isShown = group.isFirstShown && candidates.length === 0;
    candidates.push({
      details,
      ...(isShown ? { person: await registerWithFace(service, details, group.seed, person.sex) } : {}),
      clientType: 'returnee',
      results: resultsFor(mustKnow(service, QUALIFICATION)),
      evidenceSha256: sha256Of(`invented rating sheet of ${person.idNumber}`),
    });
  }
  const run = await runSession(
    {
      qualification: QUALIFICATION,
      siteId: site.id,
      startsAt: `${group.day}T00:00:00Z`,
      endsAt: `${group.day}T08:30:00Z`,
      people: sessionPeople(assessor),
      candidates,
    },
    service.instance,
  );
  const later = (days: number): string => new Date(Date.parse(group.day) + days * 86_400_000).toISOString();
  clock.set(later(5));
  const decisions = await service.assessment.decideMany({ actorId: officers.certification, recordIds: run.recordIds });
  const ids = decisions.flatMap((decision) =>
    decision.ok ? decision.certificates.map((certificate) => certificate.id) : [],
  );
  clock.set(later(8));
  const results = await releaseCertificates(ids, officers.release, service.issuance);
  return results.flatMap((result) => (result.ok ? [result.subjectId] : []));
}

/** The lost paper of a worker: a new certificate with a new number, the old one says "replaced". */
async function replace(service: Service, certificateId: string): Promise<string> {
  const successor = await service.assessment.prepareReplacement({
    actorId: officers.certification,
    certificateId,
    reason: 'lost',
  });
  await releaseCertificates([successor.id], officers.release, service.issuance);
  await markReplaced(
    certificateId,
    successor.id,
    { actorId: officers.certification, secondActorId: officers.release },
    service.issuance,
  );
  return successor.id;
}
