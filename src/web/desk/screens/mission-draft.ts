import type { DeskSay } from '../../locales/desk/strings.js';
import type { QualificationBrief, Site } from '../api/shapes.js';
import type { FieldErrors } from '../parts/index.js';
import type { AskedMission } from './mission-team.js';
import { isDay } from './plan-draft.js';

export interface Post {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

export interface Known {
  readonly posts: readonly Post[];
  readonly sites: readonly Site[];
  readonly qualifications: readonly QualificationBrief[];
}

export interface Plan {
  readonly title: string;
  readonly hostPostId: string;
  readonly siteIds: readonly string[];
  /** `id revision` */
  readonly qualifications: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly quota: string;
  readonly team: readonly string[];
}

export const empty: Plan = {
  ...{ title: '', hostPostId: '', siteIds: [], qualifications: [], startsOn: '', endsOn: '', quota: '', team: [] },
};
export type StepName = 'what' | 'place' | 'team' | 'check';

export interface StepProps {
  readonly plan: Plan;
  readonly change: (part: Partial<Plan>) => void;
  readonly errors: FieldErrors;
  readonly known: Known;
}

/** The plan so far, as the service is asked about it. */
export function askedOf(plan: Plan): AskedMission {
  const { siteIds, startsOn, endsOn, team: assessorAccreditationIds } = plan;
  const qualifications = plan.qualifications.map((key) => {
    const [qualificationId = '', revision = ''] = key.split(' ');
    return { qualificationId, revision };
  });
  return { siteIds, startsOn, endsOn, qualifications, quota: Number(plan.quota), assessorAccreditationIds };
}

/** What is missing before the next step. */
export function problemsOf(step: StepName, plan: Plan, say: DeskSay): FieldErrors {
  if (step === 'what')
    return {
      ...(plan.title.trim() === '' ? { title: say('mission.name.missing') } : {}),
      ...(plan.qualifications.length === 0 ? { qualifications: say('plan.choose-qualification') } : {}),
    };
  if (step !== 'place') return {};
  const hasDays = isDay(plan.startsOn) && isDay(plan.endsOn) && plan.startsOn <= plan.endsOn;
  return {
    ...(plan.hostPostId === '' ? { host: say('mission.host.missing') } : {}),
    ...(plan.hostPostId !== '' && plan.siteIds.length === 0 ? { sites: say('plan.choose-site') } : {}),
    ...(hasDays ? {} : { starts: say('mission.days.wrong') }),
    ...(/^[1-9]\d{0,3}$/.test(plan.quota) ? {} : { quota: say('plan.enter-candidates') }),
  };
}
