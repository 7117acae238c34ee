import type { DeskSay } from '../../locales/desk/strings.js';
import type { QualificationBrief } from '../api/shapes.js';
import type { FieldErrors } from '../parts/index.js';

/** A session as it is planned so far, as it stands in the fields. */
export interface Plan {
  readonly qualification: string;
  readonly siteId: string;
  /** Empty: no mission. */
  readonly missionId: string;
  readonly day: string;
  readonly lastDay: string;
  readonly from: string;
  readonly to: string;
  readonly candidates: string;
  readonly assessors: readonly string[];
}

export const empty: Plan = {
  qualification: '',
  siteId: '',
  missionId: '',
  day: '',
  lastDay: '',
  from: '08:00',
  to: '17:00',
  candidates: '10',
  assessors: [],
};

export const steps = ['qualification', 'place', 'assessors', 'check'] as const;

export interface StepProps {
  readonly plan: Plan;
  readonly change: (part: Partial<Plan>) => void;
  readonly errors: FieldErrors;
}

/** A qualification in one of its revisions, as the value of a choice. */
export const keyOf = (entry: QualificationBrief): string => `${entry.id} ${entry.revision}`;
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const instantOf = (day: string, time: string): string => new Date(`${day}T${time}`).toISOString();

/** When it begins and ends; without a last day it is over on the first. */
export const windowOf = ({ day, lastDay, from, to }: Plan) => ({
  startsAt: instantOf(day, from),
  endsAt: instantOf(lastDay || day, to),
});

/** What is missing before the next step. */
export function problemsOf(step: (typeof steps)[number], plan: Plan, say: DeskSay): FieldErrors {
  if (step === 'qualification')
    return plan.qualification === '' ? { qualification: say('plan.choose-qualification') } : {};
  if (step === 'assessors') return plan.assessors.length === 0 ? { assessors: say('plan.choose-assessor') } : {};
  if (step !== 'place') return {};
  const start = `${plan.day}T${plan.from}`;
  const end = `${plan.lastDay || plan.day}T${plan.to}`;
  return {
    ...(plan.siteId === '' ? { site: say('plan.choose-site') } : {}),
    ...(isDay(plan.day) ? {} : { day: say('plan.choose-day') }),
    ...(isDay(plan.day) && end <= start ? { to: say('plan.end-later') } : {}),
    ...(/^[1-9]\d{0,2}$/.test(plan.candidates) ? {} : { candidates: say('plan.enter-candidates') }),
  };
}
