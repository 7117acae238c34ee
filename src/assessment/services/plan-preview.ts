import type { Accreditation, RuleResult, Session } from '../model/index.js';
import { rules } from '../rules/index.js';
import { mustHaveScheme, mustQualify, nowIso, requireInput, utc, type AssessmentDeps } from './context.js';
import { parseIso } from '../../shared/index.js';
import { assessorStanding, capacity, revisionUsable, rotation, siteStanding } from './session-facts.js';

export interface PlanPreviewRequest {
  readonly qualificationId: string;
  readonly revision: string;
  readonly siteId: string;
  readonly missionId?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Whose accreditations are weighed, one answer each. */
  readonly accreditations: readonly Accreditation[];
}

export interface PlanPreview {
  /** R02, R06 and the revision: the same for whoever assesses. */
  readonly place: readonly RuleResult[];
  readonly assessors: readonly { readonly accreditationId: string; readonly results: readonly RuleResult[] }[];
  /** Candidates one assessor may have (R05). */
  readonly maxPerAssessor: number;
}

/** What the rules would say to a session, before it is planned: nothing is stored. @throws `input-invalid`, `qualification-unknown` */
export const createPlanPreview = (deps: AssessmentDeps) => ({
  previewPlan: async (request: PlanPreviewRequest): Promise<PlanPreview> => {
    const qualification = mustQualify(deps.catalogue, request);
    const policy = mustHaveScheme(deps.catalogue, qualification.scheme);
    const [start, end] = [parseIso(request.startsAt), parseIso(request.endsAt)];
    requireInput(
      start !== null && end !== null && start < end,
      'The times of the session are not right.',
      'Enter the start and a later end, each with day and time.',
    );
    const store = deps.store.read;
    const draft = draftOf(request, qualification.scheme, nowIso(deps));
    const notice = rules.R06.evaluate({
      requestedAt: nowIso(deps),
      startsAt: draft.startsAt,
      decidedAt: null,
      noticeWorkingDays: policy.scheduleNoticeWorkingDays,
      decisionHours: policy.decisionDeadlineHours,
      isMission: draft.missionId !== null,
    });
    const assessors = await Promise.all(
      request.accreditations.map(async ({ id, subjectId }) => {
        const own = { ...draft, assessors: [{ personId: subjectId, accreditationId: id, acceptedAt: null }] };
        const results = [
          await assessorStanding(store, id, own, deps),
          await capacity(store, own, 0, deps),
          ...(await rotation(store, own, deps)),
        ];
        return { accreditationId: id, results };
      }),
    );
    return {
      place: [await siteStanding(store, draft, deps), notice, ...revisionUsable(qualification, draft)],
      assessors,
      maxPerAssessor: policy.maxCandidatesPerAssessorPerSession,
    };
  },
});

/** A session that does not exist, for rules that ask about one. */
function draftOf(request: PlanPreviewRequest, scheme: string, at: string): Session {
  return {
    id: '',
    version: 0,
    scheme,
    siteId: request.siteId,
    missionId: request.missionId ?? null,
    qualificationId: request.qualificationId,
    revision: request.revision,
    startsAt: utc(request.startsAt),
    endsAt: utc(request.endsAt),
    capacity: 0,
    requestedBy: '',
    requestedAt: at,
    approvedBy: null,
    approvedAt: null,
    assessors: [],
    representativeId: null,
    assessmentPackage: null,
    proceedingsReport: null,
    waivers: [],
    state: 'draft',
  };
}
