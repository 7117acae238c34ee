import {
  createAssessmentServices,
  loadCatalogue,
  requiredMethods,
  type AssessmentServices,
  type Application,
  type AssessmentRecord,
  type Catalogue,
  type Person,
  type QualificationRef,
  type RecordEntry,
  type Session,
  type UnitMethodResult,
} from '../../src/assessment/index.js';
import type { IssuanceStore } from '../../src/issuance/index.js';
import { fixedClock, seededIds, type Transactor } from '../../src/shared/index.js';

export const domesticWork: QualificationRef = { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' };
export const catalogue: Catalogue = loadCatalogue();

/** An awarding body, a centre with one site, assessors and a representative, ready to plan sessions. */
export interface World {
  readonly services: AssessmentServices;
  readonly store: Transactor<IssuanceStore>;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly bodyId: string;
  readonly siteId: string;
  readonly assessors: readonly { readonly personId: string; readonly accreditationId: string }[];
  readonly representativeId: string;
}

export interface WorldOptions {
  readonly startedAt?: string;
  readonly assessors?: number;
  readonly assessorValidUntil?: string;
  readonly qualification?: QualificationRef;
  readonly seed?: number;
}

export async function createWorld(store: Transactor<IssuanceStore>, options: WorldOptions = {}): Promise<World> {
  const clock = fixedClock(options.startedAt ?? '2017-04-03T08:00:00Z');
  const ids = seededIds(options.seed ?? 7);
  const services = createAssessmentServices({ store, catalogue, clock, ids });
  const actorId = 'registrar';
  const qualification = options.qualification ?? domesticWork;
  const body = await services.registerOrganization({
    actorId,
    type: 'awarding-body',
    legalName: 'Technical Education and Skills Development Authority',
    country: 'PH',
    did: 'did:web:tesda.example',
    scheme: 'TESDA',
  });
  const centre = await services.registerOrganization({
    actorId,
    type: 'assessment-centre',
    legalName: 'Example Assessment Centre',
    country: 'PH',
    parentId: body.id,
  });
  const site = await services.registerSite({
    actorId,
    organizationId: centre.id,
    name: 'Manila site',
    address: '1 Example Street, Manila',
    country: 'PH',
  });
  const grant = {
    actorId,
    qualifications: [qualification],
    grantedById: body.id,
    validFrom: '2016-01-01',
    basis: ['inspection-report-1'],
  };
  await services.grantAccreditation({
    ...grant,
    subjectType: 'site',
    subjectId: site.id,
    role: 'assessment-centre',
    number: 'AC-1',
    validUntil: '2019-12-31',
  });
  const assessors: { personId: string; accreditationId: string }[] = [];
  for (let index = 0; index < (options.assessors ?? 1); index++) {
    const person = await services.registerCandidate({ actorId, names: [latin(`Assessor${index}`, 'Ana')] });
    const accreditation = await services.grantAccreditation({
      ...grant,
      subjectType: 'person',
      subjectId: person.id,
      role: 'assessor',
      number: `CA-${index}`,
      validUntil: options.assessorValidUntil ?? '2018-12-31',
    });
    assessors.push({ personId: person.id, accreditationId: accreditation.id });
  }
  const representative = await services.registerCandidate({ actorId, names: [latin('Representative', 'Rosa')] });
  return { services, store, clock, bodyId: body.id, siteId: site.id, assessors, representativeId: representative.id };
}

export const latin = (family: string, given: string) => ({ family, given, script: 'Latn', asIn: 'passport' });

export interface SessionPlan {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly missionId?: string;
  readonly siteId?: string;
  readonly qualification?: QualificationRef;
  readonly assessors?: World['assessors'];
}

/** Planned, requested and approved as of the clock's present. */
export async function approvedSession(world: World, plan: SessionPlan): Promise<Session> {
  const { services } = world;
  const { qualification = domesticWork, assessors = world.assessors, ...times } = plan;
  const planned = await services.planSession({
    actorId: 'ac-manager',
    siteId: world.siteId,
    ...qualification,
    assessors,
    ...times,
  });
  await services.requestSession({ sessionId: planned.id, actorId: 'ac-manager' });
  return services.approveSession({ sessionId: planned.id, actorId: 'director' });
}

/** From approval to the moment the package is open; the clock moves to the start of the session. */
export async function startSession(world: World, session: Session): Promise<Session> {
  const { services } = world;
  await services.appointSession({
    sessionId: session.id,
    actorId: 'director',
    representativeId: world.representativeId,
    acceptedBy: session.assessors.map((assessor) => assessor.personId),
    assessmentPackage: { toolVersion: '2017-1', hash: 'ab'.repeat(32) },
  });
  world.clock.set(session.startsAt);
  return services.openPackage({
    sessionId: session.id,
    actorId: world.representativeId,
    openedHash: 'ab'.repeat(32),
    checkedInAt: session.startsAt,
  });
}

export interface Candidacy {
  readonly person: Person;
  readonly qualification?: QualificationRef;
  readonly target?: Application['target'];
  readonly unitCodes?: readonly string[];
  readonly missionId?: string;
  readonly declaredTraining?: Application['declaredTraining'];
}

/** Applied, submitted, accepted, fee cleared: ready to enrol. */
export async function eligibleApplications(
  world: World,
  candidacies: readonly Candidacy[],
): Promise<readonly string[]> {
  const { services } = world;
  const applications = await services.applyMany({
    actorId: 'desk',
    applications: candidacies.map(({ person, qualification = domesticWork, ...rest }) => ({
      personId: person.id,
      ...qualification,
      clientType: 'ofw' as const,
      route: 'onsite' as const,
      selfAssessment: (catalogue.qualification(qualification)?.units ?? []).flatMap((unit) =>
        unit.code === null ? [] : [{ unitCode: unit.code, canPerform: true }],
      ),
      consent: {
        noticeVersion: '1',
        purposes: ['assessment', 'certification'],
        at: world.clock.now().toISOString(),
        mode: 'written' as const,
      },
      ...rest,
    })),
  });
  const applicationIds = applications.map((application) => application.id);
  await services.submitApplications({ applicationIds, actorId: 'desk' });
  await services.acceptApplications({ applicationIds, actorId: 'ac-manager' });
  await services.clearFee({ applicationIds, actorId: 'cashier', amount: 0, currency: 'PHP' });
  return applicationIds;
}

export const identityOk = {
  method: 'passport',
  nameMatch: 'exact',
  birthDateMatch: 'exact',
  faceMatchBy: 'human',
  resolution: null,
} as const;

/** Every unit in every method, all satisfactory but for the units named. */
export function resultsFor(unitCodes: readonly string[], notSatisfactory: readonly string[] = []): UnitMethodResult[] {
  const qualification = catalogue.qualification(domesticWork);
  if (!qualification) throw new Error('the catalogue has no domestic work');
  return unitCodes.flatMap((unitCode) =>
    requiredMethods(qualification, 'onsite').map((method) => ({
      unitCode,
      method,
      outcome: notSatisfactory.includes(unitCode) ? ('not-satisfactory' as const) : ('satisfactory' as const),
    })),
  );
}

export const entryFor = (applicationId: string, results: readonly UnitMethodResult[]): RecordEntry => ({
  applicationId,
  results,
  acknowledgement: { kind: 'signature' },
});

/**
 * One candidate through enrolment, admission and a signed, countersigned, submitted record. A new assessor's records are
 * held: a moderator upholds it, unless the test is about that.
 */
export async function assessedRecord(
  world: World,
  session: Session,
  candidate: {
    readonly applicationId: string;
    readonly results: readonly UnitMethodResult[];
    readonly isModerated?: boolean;
  },
): Promise<AssessmentRecord> {
  const { applicationId, results, isModerated = true } = candidate;
  const { services } = world;
  const assessorId = session.assessors[0]?.personId ?? '';
  await services.enrol({ applicationIds: [applicationId], sessionId: session.id, actorId: 'desk' });
  await services.admit({ applicationIds: [applicationId], actorId: world.representativeId, identityCheck: identityOk });
  const entries = [entryFor(applicationId, results)];
  const records = await services.recordSession({ sessionId: session.id, actorId: assessorId, entries });
  const recordIds = records.map((record) => record.id);
  await services.countersignRecords({ recordIds, actorId: world.representativeId });
  const [submitted] = await services.submitRecords({ recordIds, actorId: 'system' });
  if (!submitted) throw new Error('no record was submitted');
  if (!isModerated || submitted.state !== 'under-moderation') return submitted;
  return (await uphold(world, recordIds))[0] ?? submitted;
}

/** Upholds records as a moderator who had no part in them. */
export const uphold = (
  world: Pick<World, 'services'>,
  recordIds: readonly string[],
): Promise<readonly AssessmentRecord[]> =>
  world.services.moderateRecords({ recordIds, actorId: 'moderator', outcome: 'uphold', note: 'Seen with the paper.' });
