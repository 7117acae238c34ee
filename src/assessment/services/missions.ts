import { parseIso } from '../../shared/index.js';
import type { Mission, QualificationRef, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { shiftDays } from '../rules/dates.js';
import { rules } from '../rules/index.js';
import { condition, fire, type GuardAnswers } from '../states/machine.js';
import {
  audit,
  mustGet,
  mustGetAll,
  mustHaveScheme,
  mustQualify,
  newRow,
  requireInput,
  type AssessmentDeps,
  type Command,
} from './context.js';
import { createMissionPreview } from './mission-preview.js';

export interface PlanMission extends Command {
  readonly scheme: string;
  readonly title: string;
  readonly country: string;
  readonly hostPostId: string;
  readonly siteIds: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly qualifications: readonly QualificationRef[];
  readonly assessorAccreditationIds: readonly string[];
  /** Candidates planned for. */
  readonly quota: number;
}

export type MissionEvent =
  'profile' | 'staff' | 'issue-kit' | 'start' | 'sync' | 'reconcile' | 'close' | 'report-kit-lost' | 'cancel';

/** What the person causing the step vouches for; the rest is computed from what is stored. */
export interface AdvanceMission extends Command {
  readonly missionId: string;
  readonly event: MissionEvent;
  /** profile: how many workers were profiled. */
  readonly profiles?: number;
  /** staff: replaces the planned assessors. */
  readonly assessorAccreditationIds?: readonly string[];
  /** issue-kit: last day of the device keys, at most a week after the mission. */
  readonly deviceKeysUntil?: string;
  /** sync: the device's chain of records was followed without a gap. */
  readonly chainIntact?: boolean;
  /** report-kit-lost: both were done. */
  readonly deviceKeysRevoked?: boolean;
  readonly unsyncedRecordsVoided?: boolean;
  /** cancel */
  readonly reason?: string;
}

export function createMissionCommands(deps: AssessmentDeps) {
  return {
    ...createMissionPreview(deps),

    planMission: (input: PlanMission): Promise<Mission> =>
      deps.store.transaction(async (store) => {
        mustHaveScheme(deps.catalogue, input.scheme);
        input.qualifications.forEach((ref) => mustQualify(deps.catalogue, ref));
        requireInput(input.qualifications.length > 0, 'The mission has no qualification.', 'Choose at least one.');
        requireInput(
          parseIso(input.startsOn) !== null && parseIso(input.endsOn) !== null && input.startsOn <= input.endsOn,
          'The dates of the mission are not right.',
          'Enter both days, first the start.',
        );
        requireInput(
          Number.isInteger(input.quota) && input.quota > 0,
          'The number of candidates is missing.',
          'Enter it.',
        );
        await mustGet(store.organizations, input.hostPostId, 'host post');
        await mustGetAll(store.sites, input.siteIds, 'site');
        const { actorId, ...plan } = input;
        const mission = await store.missions.insert({ ...newRow(deps), ...plan, cancelReason: null, state: 'planned' });
        await audit(store, { actorId, action: 'mission.plan', subjectId: mission.id, facts: { quota: mission.quota } });
        return mission;
      }),

    advanceMission: (input: AdvanceMission): Promise<Mission> =>
      deps.store.transaction(async (store) => {
        const before = await mustGet(store.missions, input.missionId, 'mission');
        const mission = {
          ...before,
          assessorAccreditationIds: input.assessorAccreditationIds ?? before.assessorAccreditationIds,
        };
        const answers = await guardAnswers(store, mission, input, deps);
        const state = fire({ machine: 'mission', state: mission.state, event: input.event }, answers);
        const cancelReason = input.event === 'cancel' ? (input.reason ?? '').trim() : mission.cancelReason;
        const saved = await store.missions.update({ ...mission, cancelReason, state });
        await audit(store, { actorId: input.actorId, action: `mission.${input.event}`, subjectId: saved.id });
        return saved;
      }),
  };
}

async function guardAnswers(
  store: AssessmentStore,
  mission: Mission,
  input: AdvanceMission,
  deps: AssessmentDeps,
): Promise<GuardAnswers> {
  switch (input.event) {
    case 'profile':
      return {
        'profiles-collected': condition('profiles-collected', (input.profiles ?? 0) > 0, [
          'No worker was profiled.',
          'Collect the interest and experience of the workers first.',
        ]),
      };
    case 'staff':
      return staffing(store, mission, deps);
    case 'issue-kit':
      return { 'time-boxed-device-keys': keysTimeBoxed(mission, input.deviceKeysUntil) };
    case 'sync':
      return {
        'hash-chain-intact': condition('hash-chain-intact', input.chainIntact === true, [
          'The chain of records on the device has a gap.',
          'Keep the device and call the office.',
        ]),
      };
    case 'reconcile':
      return { 'counts-equal-attendance': await countsAgree(store, mission) };
    case 'report-kit-lost':
      return {
        'device-keys-revoked': condition('device-keys-revoked', input.deviceKeysRevoked === true, [
          'The device keys are still good.',
          'Revoke them first.',
        ]),
        'unsynced-records-void': condition('unsynced-records-void', input.unsyncedRecordsVoided === true, [
          'Records on the lost device are still open.',
          'Void them first.',
        ]),
      };
    case 'cancel':
      return {
        reason: condition('reason', (input.reason ?? '').trim() !== '', ['No reason is given.', 'Write the reason.']),
      };
    case 'start':
    case 'close':
      return {};
  }
}

/** R01 for every assessor until the last day, and enough assessors for the quota (R05). */
async function staffing(store: AssessmentStore, mission: Mission, deps: AssessmentDeps): Promise<GuardAnswers> {
  const policy = mustHaveScheme(deps.catalogue, mission.scheme);
  const accreditations = await mustGetAll(store.accreditations, mission.assessorAccreditationIds, 'accreditation');
  const covers = mission.qualifications.flatMap((ref) => deps.catalogue.coveredBy(ref));
  const period = { startsAt: `${mission.startsOn}T00:00:00Z`, endsAt: `${mission.endsOn}T23:59:59Z` };
  const covered: RuleResult[] = accreditations.map((accreditation) =>
    rules.R01.evaluate({ accreditation, covers, ...period }),
  );
  const people = new Set(accreditations.map((accreditation) => accreditation.subjectId)).size;
  const days = daysOf(mission);
  const perDay = Math.ceil(mission.quota / days);
  return {
    'accreditations-cover-dates': covered,
    R05: [
      rules.R05.evaluate({
        candidates: perDay,
        assessors: people,
        maxPerAssessor: policy.maxCandidatesPerAssessorPerSession,
        siteId: mission.siteIds[0] ?? '',
        ...period,
        otherSessions: [],
      }),
    ],
  };
}

function daysOf(mission: Mission): number {
  const start = parseIso(mission.startsOn)?.getTime() ?? 0;
  const end = parseIso(mission.endsOn)?.getTime() ?? 0;
  return Math.round((end - start) / 86_400_000) + 1;
}

function keysTimeBoxed(mission: Mission, until: string | undefined): RuleResult[] {
  const holds =
    until !== undefined && parseIso(until) !== null && until >= mission.endsOn && until <= shiftDays(mission.endsOn, 7);
  return condition('time-boxed-device-keys', holds, [
    'The keys of the kit do not end with the mission.',
    'Issue keys that end at most seven days after the last day.',
  ]);
}

/** Everybody who attended has exactly one record that is not void, and nobody is left in the room. */
async function countsAgree(store: AssessmentStore, mission: Mission): Promise<RuleResult[]> {
  const sessions = await store.sessions.find({ missionId: mission.id });
  const sessionIds = sessions.map((session) => session.id);
  const applications = sessionIds.length === 0 ? [] : await store.applications.find({ sessionId: sessionIds });
  const records = sessionIds.length === 0 ? [] : await store.records.find({ sessionId: sessionIds });
  const attended = applications.filter((application) =>
    ['attended', 'assessed', 'awaiting-documents', 'decided', 'closed'].includes(application.state),
  );
  const recorded = new Map<string, number>();
  for (const record of records.filter((entry) => entry.state !== 'voided'))
    recorded.set(record.applicationId, (recorded.get(record.applicationId) ?? 0) + 1);
  const wrong =
    attended.filter((application) => recorded.get(application.id) !== 1).length +
    applications.filter((application) => application.state === 'scheduled').length +
    [...recorded.keys()].filter((id) => !attended.some((application) => application.id === id)).length;
  return condition('counts-equal-attendance', wrong === 0, [
    `${wrong} candidates are not accounted for.`,
    'Mark those who were absent, and complete or void the open records.',
  ]);
}
