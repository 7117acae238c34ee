import { createHash } from 'node:crypto';
import {
  createAssessmentServices,
  type Application,
  type AssessmentServices,
  type Catalogue,
  type Qualification,
  type QualificationRef,
  type Session,
} from '../assessment/index.js';
import type { IssuanceStore } from '../issuance/index.js';
import type { Clock, Ids, Transactor } from '../shared/index.js';

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

/** What is settled about a session before anybody applies. */
export interface SessionPlan {
  readonly qualification: QualificationRef;
  readonly siteId: string;
  readonly missionId?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly people: Omit<SessionPeople, 'moderator'>;
}

export interface Enrolment {
  readonly qualification: Qualification;
  readonly session: Session;
  readonly applicants: readonly { readonly personId: string; readonly clientType: Application['clientType'] }[];
  /** No fee is taken; why, and in whose currency. */
  readonly fee: { readonly currency: string; readonly waivedReason: string };
}

export interface IntakeDeps {
  readonly store: Transactor<IssuanceStore>;
  readonly catalogue: Catalogue;
  readonly ids: Ids;
}

/** The services as they answer at a time before or after the start of the session. */
export type At = (offsetMs: number) => AssessmentServices;

export const DAY_MS = 86_400_000;

export function servicesAt(deps: IntakeDeps, time: Date): AssessmentServices {
  const clock: Clock = { now: () => time };
  return createAssessmentServices({ ...deps, clock });
}

/** Plan, request, approve and appoint: the notice periods of R06 are kept, so nothing has to be waived. */
export async function schedule(plan: SessionPlan, at: At): Promise<Session> {
  const { people } = plan;
  const planned = await at(-15 * DAY_MS).planSession({
    actorId: people.planner,
    ...plan.qualification,
    siteId: plan.siteId,
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
    assessors: [{ personId: people.assessorPersonId, accreditationId: people.assessorAccreditationId }],
    ...missionOf(plan),
  });
  const rotation = [{ rule: 'R07', reason: 'The mission team is fixed; another assessor moderates.' }];
  await at(-14 * DAY_MS).requestSession({ actorId: people.planner, sessionId: planned.id });
  await at(-10 * DAY_MS).approveSession({ actorId: people.approver, sessionId: planned.id, reasons: rotation });
  return at(-5 * DAY_MS).appointSession({
    actorId: people.approver,
    sessionId: planned.id,
    representativeId: people.representativeId,
    acceptedBy: [people.assessorPersonId],
    assessmentPackage: { toolVersion: '1', hash: packageHash(plan) },
  });
}

/** Applications with consent and self-assessment, up to a seat in the session. In the order of the applicants. */
export async function enrolAll(plan: SessionPlan, enrolment: Enrolment, at: At): Promise<string[]> {
  const { processingOfficer: actorId, approver } = plan.people;
  const { qualification, session, applicants, fee } = enrolment;
  const time = new Date(Date.parse(plan.startsAt) - 9 * DAY_MS).toISOString();
  const applications = await at(-9 * DAY_MS).applyMany({
    actorId,
    applications: applicants.map((applicant) => ({
      ...applicant,
      ...plan.qualification,
      route: plan.missionId === undefined ? ('regular' as const) : ('onsite' as const),
      selfAssessment: selfAssessmentOf(qualification),
      consent: {
        noticeVersion: '2026-1',
        purposes: ['assessment', 'certification'],
        at: time,
        mode: 'written' as const,
      },
      ...missionOf(plan),
    })),
  });
  const applicationIds = applications.map((application) => application.id);
  const command = { actorId, applicationIds };
  await at(-9 * DAY_MS).submitApplications(command);
  await at(-8 * DAY_MS).acceptApplications({ ...command, actorId: approver });
  await at(-8 * DAY_MS).clearFee({ ...command, ...fee, amount: 0 });
  await at(-4 * DAY_MS).enrol({ ...command, sessionId: session.id });
  return applicationIds;
}

/** The package is opened before witnesses, and those who came are let in with their papers checked. */
export async function admitAll(
  plan: SessionPlan,
  { session, applicationIds }: { readonly session: Session; readonly applicationIds: readonly string[] },
  at: At,
): Promise<void> {
  const actorId = plan.people.representativeId;
  await at(-40 * 60_000).openPackage({
    actorId,
    sessionId: session.id,
    openedHash: packageHash(plan),
    checkedInAt: new Date(Date.parse(plan.startsAt) - 45 * 60_000).toISOString(),
  });
  await at(0).admit({
    actorId,
    applicationIds,
    identityCheck: {
      method: 'passport',
      nameMatch: 'exact',
      birthDateMatch: 'exact',
      faceMatchBy: 'human',
      resolution: null,
    },
  });
}

const missionOf = ({ missionId }: SessionPlan): { missionId?: string } =>
  missionId === undefined ? {} : { missionId };

/** The paper guide was ticked for every unit, or the candidate would not have been admitted. */
const selfAssessmentOf = (qualification: Qualification): Application['selfAssessment'] =>
  qualification.units.flatMap(({ code }) => (code === null ? [] : [{ unitCode: code, canPerform: true }]));

const packageHash = ({ qualification, startsAt }: SessionPlan): string =>
  createHash('sha256')
    .update(`package 1 for ${qualification.qualificationId} ${qualification.revision} ${startsAt}`)
    .digest('hex');
