import type {
  Application,
  AssessmentMethod,
  AssessmentServices,
  CandidateDetails,
  Catalogue,
  EvidenceItem,
  Person,
  Qualification,
  QualificationRef,
  Session,
  UnitMethodResult,
} from '../assessment/index.js';
import { ServiceError } from '../shared/index.js';
import {
  admitAll,
  DAY_MS,
  enrolAll,
  schedule,
  servicesAt,
  type IntakeDeps,
  type SessionPeople,
  type SessionPlan,
} from './session-steps.js';

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

export interface SessionRun extends SessionPlan {
  readonly people: SessionPeople;
  readonly candidates: readonly SessionCandidate[];
}

export interface SessionRunResult {
  readonly session: Session;
  readonly people: readonly Person[];
  readonly recordIds: readonly string[];
}

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
  const applicants = registered.map((person, index) => ({
    personId: person.id,
    clientType: run.candidates[index]?.clientType ?? ('ofw' as const),
  }));
  const applicationIds = await enrolAll(run, { qualification, session, applicants, fee }, at);
  await admitAll(run, { session, applicationIds }, at);
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
  await at(7 * 3_600_000).submitRecords({ ...representative, recordIds });
  await at(7 * 3_600_000).closeSession({ ...representative, sessionId: session.id, incidents: [] });
  const held = await deps.store.read.records.find({ sessionId: session.id, state: 'under-moderation' });
  const moderation = at(2 * DAY_MS);
  if (held.length > 0)
    await moderation.moderateRecords({
      ...{ actorId: run.people.moderator, recordIds: held.map(({ id }) => id), outcome: 'uphold' },
      note: 'Looked at with the paper when the session was entered.',
    });
  await moderation.finishModeration({ actorId: run.people.moderator, sessionId: session.id });
  return { session, people: registered, recordIds };
}

const fee = { currency: 'USD', waivedReason: 'Entered from paper: fees are settled by the office.' };

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
