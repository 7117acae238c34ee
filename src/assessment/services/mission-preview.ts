import { parseIso } from '../../shared/index.js';
import type { Accreditation, QualificationRef, RuleResult } from '../model/index.js';
import { rules } from '../rules/index.js';
import { mustHaveScheme, mustQualify, nowIso, requireInput, type AssessmentDeps } from './context.js';
import { siteStanding } from './session-facts.js';

export interface MissionPreviewRequest {
  readonly scheme: string;
  /** A mission that is planned already, with the accreditations that were given to it. */
  readonly missionId?: string;
  readonly siteIds: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly qualifications: readonly QualificationRef[];
  readonly quota: number;
  /** Whose accreditations are weighed, one answer each. */
  readonly accreditations: readonly Accreditation[];
  /** Those of them that are chosen. */
  readonly chosen: readonly string[];
}

export interface MissionPreview {
  /** R02 for each site and qualification. A mission may be accredited itself, later than it is planned. */
  readonly places: readonly {
    readonly siteId: string;
    readonly qualificationId: string;
    readonly result: RuleResult;
  }[];
  /** R06: how long before it has to be asked for. */
  readonly notice: RuleResult;
  /** R01 until the last day. */
  readonly assessors: readonly { readonly accreditationId: string; readonly result: RuleResult }[];
  /** R05: enough assessors for the candidates of a day. */
  readonly team: RuleResult;
  readonly days: number;
  readonly perDay: number;
  readonly maxPerAssessor: number;
}

const DAY_MS = 86_400_000;

/** What the rules would say to a mission, before it is planned or staffed: nothing is stored. @throws `input-invalid`, `qualification-unknown` */
export const createMissionPreview = (deps: AssessmentDeps) => ({
  previewMission: async (request: MissionPreviewRequest): Promise<MissionPreview> => {
    const { startsOn, endsOn, quota, qualifications } = request;
    const policy = mustHaveScheme(deps.catalogue, request.scheme);
    qualifications.forEach((ref) => mustQualify(deps.catalogue, ref));
    const [first, last] = [parseIso(startsOn), parseIso(endsOn)];
    if (first === null || last === null) throw new RangeError('the days were checked before');
    requireInput(first <= last, 'The dates of the mission are not right.', 'Enter both days, first the start.');
    const period = { startsAt: `${startsOn}T00:00:00Z`, endsAt: `${endsOn}T23:59:59Z` };
    const covers = qualifications.flatMap((ref) => deps.catalogue.coveredBy(ref));
    const chosen = request.accreditations.filter(({ id }) => request.chosen.includes(id));
    const days = Math.round((last.getTime() - first.getTime()) / DAY_MS) + 1;
    const perDay = Math.ceil(quota / days);
    return {
      places: await places(request, period, deps),
      notice: rules.R06.evaluate({
        requestedAt: nowIso(deps),
        startsAt: period.startsAt,
        decidedAt: null,
        noticeWorkingDays: policy.scheduleNoticeWorkingDays,
        decisionHours: policy.decisionDeadlineHours,
        isMission: true,
      }),
      assessors: request.accreditations.map((accreditation) => ({
        accreditationId: accreditation.id,
        result: rules.R01.evaluate({ accreditation, covers, ...period }),
      })),
      team: rules.R05.evaluate({
        candidates: perDay,
        assessors: new Set(chosen.map(({ subjectId }) => subjectId)).size,
        maxPerAssessor: policy.maxCandidatesPerAssessorPerSession,
        siteId: request.siteIds[0] ?? '',
        ...period,
        otherSessions: [],
      }),
      ...{ days, perDay, maxPerAssessor: policy.maxCandidatesPerAssessorPerSession },
    };
  },
});

type Period = { readonly startsAt: string; readonly endsAt: string };

function places(
  { siteIds, qualifications, missionId }: MissionPreviewRequest,
  period: Period,
  deps: AssessmentDeps,
): Promise<MissionPreview['places']> {
  const mission = { missionId: missionId ?? null };
  const asked = siteIds.flatMap((siteId) => qualifications.map((ref) => ({ siteId, ...mission, ...ref, ...period })));
  return Promise.all(
    asked.map(async (place) => ({
      siteId: place.siteId,
      qualificationId: place.qualificationId,
      result: await siteStanding(deps.store.read, place, deps),
    })),
  );
}
