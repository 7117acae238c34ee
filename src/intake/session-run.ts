import { createHash } from 'node:crypto';
import {
  createAssessmentServices,
  type Application,
  type AssessmentMethod,
  type AssessmentServices,
  type CandidateDetails,
  type Catalogue,
  type EvidenceItem,
  type Person,
  type Qualification,
  type QualificationRef,
  type Session,
  type UnitMethodResult,
} from '../assessment/index.js';
import type { IssuanceStore } from '../issuance/index.js';
import { ServiceError, type Clock, type Ids, type Transactor } from '../shared/index.js';

/** The people of one session, each by person or user id. Rules R03, R04 and R14 want them to differ. */
export interface SessionPeople {
  readonly planner: string;
  readonly approver: string;
  readonly processingOfficer: string;
  readonly assessorPersonId: string;
  readonly assessorAccreditationId: string;
  readonly representativeId: string;
  readonly moderator: string;
}

export interface SessionCandidate {
  readonly details: CandidateDetails;
  /** Answer to "is this somebody on file?"; left out, whoever looks registered is refused (D15). */
  readonly person?: { readonly kind: 'same'; readonly personId: string } | { readonly kind: 'another' };
  /** Reference number of the results summary; made when left out. */
  readonly referenceNo?: string;
  readonly clientType: Application['clientType'];
  readonly results: readonly UnitMethodResult[];
  /** SHA-256, hex, of the sheet or file this result was taken from. */
  readonly evidenceSha256: string;
}

export interface SessionRun {
  readonly qualification: QualificationRef;
  readonly siteId: string;
  readonly missionId?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly people: SessionPeople;
  readonly candidates: readonly SessionCandidate[];
}

export interface SessionRunResult {
  readonly session: Session;
  readonly people: readonly Person[];
  readonly recordIds: readonly string[];
}

export interface IntakeDeps {
  readonly store: Transactor<IssuanceStore>;
  readonly catalogue: Catalogue;
  readonly ids: Ids;
}

const DAY_MS = 86_400_000;

/**
 * Enters a whole session that was held on paper: plan, approval, applications, attendance, results, signatures and
 * submission, each through the same services and rules as on the day, at the time it is said to have happened. The audit
 * trail keeps the true time of entry. One transaction: a session that rules refuse leaves nothing behind. Throws
 * ServiceError with the rule that refuses.
 */
export function runSession(run: SessionRun, deps: IntakeDeps): Promise<SessionRunResult> {
  return deps.store.transaction((store) =>
    enterSession(run, { ...deps, store: { read: store, transaction: (work) => work(store) } }),
  );
}

async function enterSession(run: SessionRun, deps: IntakeDeps): Promise<SessionRunResult> {
  const at = (offsetMs: number): AssessmentServices => servicesAt(deps, new Date(Date.parse(run.startsAt) + offsetMs));
  const qualification = mustKnow(deps.catalogue, run.qualification);
  const session = await schedule(run, at);
  const registered = await registerAll(run, at(-9 * DAY_MS));
  const applicationIds = await enrolAll({ run, session, qualification }, registered, at);
  const records = await at(6 * 3_600_000).recordSession({
    actorId: run.people.assessorPersonId,
    sessionId: session.id,
    entries: applicationIds.map((applicationId, index) => ({
      applicationId,
      results: run.candidates[index]?.results ?? [],
      ...referenceOf(run.candidates[index]),
      evidence: run.candidates.slice(index, index + 1).flatMap((candidate) => evidenceOf(candidate, run, deps)),
      feedbackGivenAt: new Date(Date.parse(run.startsAt) + 6 * 3_600_000).toISOString(),
      acknowledgement: { kind: 'signature' as const },
    })),
  });
  const recordIds = records.map((record) => record.id);
  const representative = { actorId: run.people.representativeId };
  await at(6.5 * 3_600_000).countersignRecords({ ...representative, recordIds });
  const submitted = await at(7 * 3_600_000).submitRecords({ ...representative, recordIds });
  await at(7 * 3_600_000).closeSession({ ...representative, sessionId: session.id, incidents: [] });
  const flagged = submitted.filter((record) => record.state === 'under-moderation').map((record) => record.id);
  const moderation = at(2 * DAY_MS);
  if (flagged.length > 0) await moderation.upholdRecords({ actorId: run.people.moderator, recordIds: flagged });
  await moderation.finishModeration({ actorId: run.people.moderator, sessionId: session.id });
  return { session, people: registered, recordIds };
}

const referenceOf = (candidate: SessionCandidate | undefined): { referenceNo?: string } =>
  candidate?.referenceNo === undefined ? {} : { referenceNo: candidate.referenceNo };

/** In the order of the candidates. */
async function registerAll(run: SessionRun, services: AssessmentServices): Promise<Person[]> {
  const actorId = run.people.processingOfficer;
  const fresh = run.candidates.filter(({ person }) => person === undefined);
  const { registered, duplicates } = await services.registerCandidates({
    actorId,
    candidates: fresh.map((candidate) => candidate.details),
  });
  if (duplicates.length > 0) throw looksAlike(duplicates.length);
  const people: Person[] = [];
  const waiting = [...registered];
  for (const { person, details } of run.candidates) {
    const next =
      person === undefined
        ? waiting.shift()
        : await services.registerCandidate({ actorId, ...details, duplicateAnswer: person });
    if (next) people.push(next);
  }
  return people;
}

export function servicesAt(deps: IntakeDeps, time: Date): AssessmentServices {
  const clock: Clock = { now: () => time };
  return createAssessmentServices({ ...deps, clock });
}

/** Plan, request, approve, appoint and open: the notice periods of R06 are kept, so nothing has to be waived. */
async function schedule(run: SessionRun, at: (offsetMs: number) => AssessmentServices): Promise<Session> {
  const { people } = run;
  const planned = await at(-15 * DAY_MS).planSession({
    actorId: people.planner,
    ...run.qualification,
    siteId: run.siteId,
    startsAt: run.startsAt,
    endsAt: run.endsAt,
    assessors: [{ personId: people.assessorPersonId, accreditationId: people.assessorAccreditationId }],
    ...(run.missionId === undefined ? {} : { missionId: run.missionId }),
  });
  const rotation = [{ rule: 'R07', reason: 'The mission team is fixed; another assessor moderates.' }];
  await at(-14 * DAY_MS).requestSession({ actorId: people.planner, sessionId: planned.id });
  await at(-10 * DAY_MS).approveSession({ actorId: people.approver, sessionId: planned.id, reasons: rotation });
  return at(-5 * DAY_MS).appointSession({
    actorId: people.approver,
    sessionId: planned.id,
    representativeId: people.representativeId,
    acceptedBy: [people.assessorPersonId],
    assessmentPackage: { toolVersion: '1', hash: packageHash(run) },
  });
}

async function enrolAll(
  { run, session, qualification }: { run: SessionRun; session: Session; qualification: Qualification },
  people: readonly Person[],
  at: (offsetMs: number) => AssessmentServices,
): Promise<string[]> {
  const { processingOfficer: actorId, approver, representativeId } = run.people;
  const time = new Date(Date.parse(run.startsAt) - 9 * DAY_MS).toISOString();
  const applications = await at(-9 * DAY_MS).applyMany({
    actorId,
    applications: people.map((person, index) => ({
      personId: person.id,
      ...run.qualification,
      clientType: run.candidates[index]?.clientType ?? 'ofw',
      route: run.missionId === undefined ? ('regular' as const) : ('onsite' as const),
      selfAssessment: selfAssessmentOf(qualification),
      consent: {
        noticeVersion: '2026-1',
        purposes: ['assessment', 'certification'],
        at: time,
        mode: 'written' as const,
      },
      ...(run.missionId === undefined ? {} : { missionId: run.missionId }),
    })),
  });
  const applicationIds = applications.map((application) => application.id);
  const command = { actorId, applicationIds };
  await at(-9 * DAY_MS).submitApplications(command);
  await at(-8 * DAY_MS).acceptApplications({ ...command, actorId: approver });
  await at(-8 * DAY_MS).clearFee({
    ...command,
    amount: 0,
    currency: 'USD',
    waivedReason: 'Entered from paper: fees are settled by the office.',
  });
  await at(-4 * DAY_MS).enrol({ ...command, sessionId: session.id });
  await at(-40 * 60_000).openPackage({
    actorId: representativeId,
    sessionId: session.id,
    openedHash: packageHash(run),
    checkedInAt: new Date(Date.parse(run.startsAt) - 45 * 60_000).toISOString(),
  });
  await at(0).admit({
    actorId: representativeId,
    applicationIds,
    identityCheck: {
      method: 'passport',
      nameMatch: 'exact',
      birthDateMatch: 'exact',
      faceMatchBy: 'human',
      resolution: null,
    },
  });
  return applicationIds;
}

/** The paper guide was ticked for every unit, or the candidate would not have been admitted. */
const selfAssessmentOf = (qualification: Qualification): Application['selfAssessment'] =>
  qualification.units.flatMap(({ code }) => (code === null ? [] : [{ unitCode: code, canPerform: true }]));

/** Results for every required unit and method: Satisfactory, but for the units named. */
export function resultsFor(qualification: Qualification, notSatisfactory: readonly string[] = []): UnitMethodResult[] {
  const methods: readonly AssessmentMethod[] = qualification.requiredMethods;
  return qualification.units.flatMap((unit) => {
    const { code } = unit;
    if (code === null || !unit.required) return [];
    const missed = notSatisfactory.includes(code);
    return methods.map((method, index) => ({
      unitCode: code,
      method,
      outcome: missed && index === 0 ? ('not-satisfactory' as const) : ('satisfactory' as const),
    }));
  });
}

const packageHash = (run: SessionRun): string =>
  createHash('sha256')
    .update(`package 1 for ${run.qualification.qualificationId} ${run.qualification.revision} ${run.startsAt}`)
    .digest('hex');

/** What the results were taken from, by hash; the sheet itself stays with the office. */
function evidenceOf(candidate: SessionCandidate, run: SessionRun, deps: IntakeDeps): EvidenceItem[] {
  return [
    {
      id: deps.ids.uuid(),
      kind: 'document',
      unitCodes: [],
      sha256: candidate.evidenceSha256,
      capturedAt: run.endsAt,
      capturedBy: run.people.assessorPersonId,
    },
  ];
}

function mustKnow(catalogue: Catalogue, ref: QualificationRef): Qualification {
  const found = catalogue.qualification(ref);
  if (found) return found;
  throw new ServiceError('qualification-unknown', {
    status: 422,
    title: 'This qualification and revision are not in the catalogue.',
    whatToDo: 'Choose one from the catalogue.',
  });
}

function looksAlike(count: number): ServiceError {
  return new ServiceError('D15', {
    status: 409,
    title: `${count} candidates look like persons already registered.`,
    whatToDo: 'Decide for each whether it is the same person.',
  });
}
