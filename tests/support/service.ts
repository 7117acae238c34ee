import { describe } from '@jest/globals';
import type { Service } from '../../src/app.js';
import type { Organization, QualificationRef, Site } from '../../src/assessment/index.js';
import {
  accredit,
  mustKnow,
  officers,
  registerAssessor,
  sessionPeople,
  sha256Of,
  type Assessor,
} from '../../src/demo/parties.js';
import { inventPeople } from '../../src/demo/people.js';
import { resultsFor, runSession, type SessionCandidate } from '../../src/intake/index.js';
import { fsck, releaseCertificates, type CrashPoint, type Finding } from '../../src/issuance/index.js';
import { fixedClock, type JsonObject } from '../../src/shared/index.js';
import { verifyAuditChain } from '../../src/storage/index.js';
import type { VerificationReport } from '../../src/verification/index.js';
import { composeTestService, type ComposedService, type DatabaseKind } from './composed-service.js';

export { officers, sha256Of };
export type { DatabaseKind };

/** Certification and release officer: whoever is asked twice. */
export const two = { actorId: officers.certification, secondActorId: officers.release };

export const domesticWork: QualificationRef = { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' };

/** A whole service with a clock that stands where a test puts it and fail points to trip. */
export interface TestService extends Omit<ComposedService, 'dataDir'> {
  readonly clock: ReturnType<typeof fixedClock>;
  /** The next time the cycle reaches this point an error is thrown there; null disarms it. */
  failAt(point: CrashPoint | null): void;
}

/** What playing a session, or a worker's part, needs of a service: a desk in the browser has as much. */
export type Played = Pick<TestService, 'service' | 'clock'>;

export class FailPointReached extends Error {}

export interface OpenOptions {
  /** Embedded: keep the database in the folder, for a second process; memory is faster. */
  readonly onDisk?: boolean;
}

/** Composes the service with a clock of its own. Nothing leaves the machine. */
export async function openTestService(
  kind: DatabaseKind = 'postgresql',
  at = '2026-01-05T08:00:00Z',
  { onDisk = false }: OpenOptions = {},
): Promise<TestService> {
  const clock = fixedClock(at);
  let armed: CrashPoint | null = null;
  const composed = await composeTestService({
    kind,
    clock,
    onDisk,
    reach: (point) => {
      if (point === armed) throw new FailPointReached(`stopped at ${point}`);
    },
  });
  return {
    ...composed,
    clock,
    failAt: (point) => {
      armed = point;
    },
  };
}

/** One suite on both databases: same SQL, same promises. */
export function describeServiceOnEachDatabase(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} (embedded database)`, () => suite('embedded'));
  describe(`${name} (PostgreSQL)`, () => suite('postgresql'));
}

/**
 * For long suites that ask little of the database: the storage suites show that both databases say the same, and the
 * scenarios run on both.
 */
export function describeServiceOnServerDatabase(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} (PostgreSQL)`, () => suite('postgresql'));
}

export interface Office {
  readonly body: Organization;
  readonly site: Site;
  readonly assessor: Assessor;
  readonly qualification: QualificationRef;
}

export interface OfficeOptions {
  readonly scheme?: 'TESDA' | 'NVQSL';
  readonly qualifications?: readonly QualificationRef[];
  readonly from?: string;
  readonly until?: string;
  readonly assessorUntil?: string;
}

/** Awarding body, one accredited site and one accredited assessor. */
export async function openOffice(service: Service, options: OfficeOptions = {}): Promise<Office> {
  const { scheme = 'TESDA', from = '2026-01-01', until = '2027-12-31' } = options;
  const qualifications = options.qualifications ?? [scheme === 'TESDA' ? domesticWork : firstOf(service, scheme)];
  const slug = scheme === 'TESDA' ? 'tesda' : 'tvec';
  const body = await service.issuerSetUp.addIssuer({
    actorId: officers.administrator,
    scheme,
    slug,
    legalName:
      scheme === 'TESDA'
        ? 'Technical Education and Skills Development Authority'
        : 'Tertiary and Vocational Education Commission',
    shortName: slug.toUpperCase(),
    country: scheme === 'TESDA' ? 'PH' : 'LK',
  });
  const site = await newSite(service, `Test centre of ${slug}`, body.country);
  const period = { qualifications, from, until };
  await accreditSite(service, body, site, { ...period, number: `AC-${slug}-1` });
  const assessor = await newAssessor(service, body, {
    ...period,
    until: options.assessorUntil ?? until,
    number: `CA-${slug}-1`,
  });
  await service.issuerSetUp.finish(scheme);
  return { body, site, assessor, qualification: qualifications[0] ?? domesticWork };
}

function firstOf(service: Service, scheme: string): QualificationRef {
  const [known] = service.instance.catalogue.qualifications(scheme);
  if (!known) throw new Error(`no qualification of ${scheme}`);
  return { qualificationId: known.id, revision: known.revision };
}

export interface Period {
  readonly qualifications: readonly QualificationRef[];
  readonly from: string;
  readonly until: string;
  readonly number: string;
}

export const accreditSite = (service: Service, body: Organization, site: Site, period: Period) =>
  accredit(service, body, { ...period, subjectType: 'site', subjectId: site.id, role: 'assessment-centre' });

export async function newSite(service: Service, name: string, country = 'PH'): Promise<Site> {
  const actorId = officers.administrator;
  const { assessment } = service;
  const organization = await assessment.registerOrganization({
    actorId,
    type: 'assessment-centre',
    legalName: name,
    country,
  });
  return assessment.registerSite({ actorId, organizationId: organization.id, name, address: name, country });
}

let invented = 9_000;

export function newAssessor(service: Service, body: Organization, period: Period): Promise<Assessor> {
  const [person] = inventPeople(1, ++invented);
  if (!person) throw new Error('nobody was invented');
  return registerAssessor(service, body, person, period);
}

export interface AssessmentDay {
  readonly day: string;
  /** UTC, 0 to 8; sessions of one assessor must not overlap. */
  readonly hour?: number;
  readonly count?: number;
  readonly seed?: number;
  readonly qualification?: QualificationRef;
  readonly site?: Site;
  readonly missionId?: string;
  readonly assessor?: Assessor;
  readonly notSatisfactory?: readonly string[];
  readonly candidates?: readonly SessionCandidate[];
}

export interface AssessedDay {
  readonly recordIds: readonly string[];
  readonly personIds: readonly string[];
  readonly sessionId: string;
}

export function inventCandidates(
  service: Service,
  day: Required<Pick<AssessmentDay, 'count' | 'seed'>> & AssessmentDay,
): SessionCandidate[] {
  const qualification = mustKnow(service, day.qualification ?? domesticWork);
  return inventPeople(day.count, day.seed).map((person) => ({
    details: {
      names: [{ family: person.family, given: person.given, script: 'Latn', asIn: 'passport' }],
      birthDate: { value: person.birthDate, source: 'passport' },
      schemeIds: [{ scheme: 'ULI', value: person.idNumber }],
    },
    clientType: 'ofw',
    results: resultsFor(qualification, day.notSatisfactory ?? []),
    evidenceSha256: sha256Of(`rating sheet of ${person.idNumber}`),
  }));
}

/** One session from plan to submitted records. */
export async function assess(test: Played, office: Office, day: AssessmentDay): Promise<AssessedDay> {
  const { service } = test;
  const qualification = day.qualification ?? office.qualification;
  const run = await runSession(
    {
      qualification,
      siteId: (day.site ?? office.site).id,
      ...(day.missionId === undefined ? {} : { missionId: day.missionId }),
      startsAt: `${day.day}T0${day.hour ?? 1}:00:00Z`,
      endsAt: `${day.day}T0${(day.hour ?? 1) + 1}:00:00Z`,
      people: sessionPeople(day.assessor ?? office.assessor),
      candidates: day.candidates ?? inventCandidates(service, { count: 1, seed: ++invented, ...day, qualification }),
    },
    service.instance,
  );
  return { recordIds: run.recordIds, personIds: run.people.map((person) => person.id), sessionId: run.session.id };
}

/** Assessed and decided; the clock moves on to five days after the assessment. Returns approved certificate ids. */
export async function approve(test: Played, office: Office, day: AssessmentDay): Promise<string[]> {
  const { recordIds } = await assess(test, office, day);
  return decide(test, recordIds, day.day);
}

export async function decide(test: Played, recordIds: readonly string[], day: string): Promise<string[]> {
  // Never back: nothing is signed on a clock that was.
  test.clock.set(new Date(Math.max(test.clock.now().getTime(), Date.parse(day) + 5 * 86_400_000)).toISOString());
  const decisions = await test.service.assessment.decideMany({ actorId: officers.certification, recordIds });
  return decisions.flatMap((decision) => {
    if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusals)}`);
    return decision.certificates.map((certificate) => certificate.id);
  });
}

/** Approved and released. Returns certificate ids. */
export async function certify(test: Played, office: Office, day: AssessmentDay): Promise<string[]> {
  const ids = await approve(test, office, day);
  await release(test, ids);
  return ids;
}

export async function release(test: Played, ids: readonly string[]): Promise<void> {
  const results = await releaseCertificates(ids, officers.release, test.service.issuance);
  const refused = results.filter((result) => !result.ok);
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

/** The signed credential of a certificate in its default form. */
export async function credentialOf(service: Service, subjectId: string): Promise<JsonObject> {
  const [row] = await service.instance.store.read.credentials.find({ subjectId, form: 'eddsa-jcs-2022' });
  if (!row) throw new Error('nothing was issued for this certificate');
  return JSON.parse(row.json) as JsonObject;
}

export const verifyInput = (service: Service, input: string | JsonObject): Promise<VerificationReport> =>
  service.verifier.verifyInput(input, { language: 'en' });

export const verdictOf = async (service: Service, subjectId: string): Promise<string> =>
  (await verifyInput(service, await credentialOf(service, subjectId))).verdict;

/** Codes of the checks that did not pass, in order. */
export const failingCodes = (report: VerificationReport): string[] =>
  report.checks.filter((check) => check.outcome === 'fail' || check.outcome === 'unknown').map((check) => check.code);

export async function findings(service: Service): Promise<readonly Finding[]> {
  const report = await fsck(service.issuance, (rows, previous) => {
    const verdict = previous === null ? verifyAuditChain(rows) : verifyAuditChain(rows, previous);
    return verdict.ok ? null : verdict.sequence;
  });
  return report.findings;
}
