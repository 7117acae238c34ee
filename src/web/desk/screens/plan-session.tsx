import type { Mission, QualificationBrief, Site } from '../api/shapes.js';
import { countryName } from '../../countries.js';
import { useDesk } from '../context.js';
import { Loading, Page, SelectField, StepByStep, TextField, Tiles } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { apart, period } from '../words.js';
import type { DeskSay } from '../../locales/desk/strings.js';
import { useTyped } from '../use-typed.js';
import { AssessorStep } from './plan-assessors.js';
import { CheckStep } from './plan-check.js';
import { empty, keyOf, problemsOf, steps, windowOf, type Plan, type StepProps } from './plan-draft.js';
import { Registered } from '../../parts/registered.js';

/** Plan a session step by step; what the rules would refuse stands beside each choice before anything is kept. */
export default function PlanSession() {
  const { say, api } = useDesk();
  const loaded = useLoad('plan', async () => {
    const [qualifications, sites, missions] = await Promise.all([
      api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
      api.all<Site>('/api/assessment/sites'),
      api.all<Mission>('/api/assessment/missions'),
    ]);
    return { qualifications, sites, missions: missions.filter(({ state }) => !over.includes(state)) };
  });
  return (
    <Page title={say('plan.title')}>
      <Loading of={loaded}>{(known) => <Planner {...known} />}</Loading>
    </Page>
  );
}

/** Missions that take no more sessions. */
const over = ['synced', 'reconciled', 'closed', 'aborted', 'cancelled'];

interface Known {
  readonly qualifications: readonly QualificationBrief[];
  readonly sites: readonly Site[];
  readonly missions: readonly Mission[];
}

function Planner({ qualifications, sites, missions }: Known) {
  const { say, language } = useDesk();
  const [plan, setPlan] = useTyped<Plan>('plan', empty);
  const change = (part: Partial<Plan>): void => setPlan({ ...plan, ...part });
  const chosen = qualifications.find((entry) => keyOf(entry) === plan.qualification);
  const placeAndTime = (): string => {
    const { startsAt, endsAt } = windowOf(plan);
    const site = sites.find(({ id }) => id === plan.siteId);
    return ` · ${site?.name ?? ''} · ${period(startsAt, endsAt, language)}`;
  };
  return (
    <StepByStep
      label={say('plan.title')}
      steps={steps.map((step) => [step, say(`plan.step.${step}`)] as const)}
      problemsOf={(step) => problemsOf(step, plan, say)}
    >
      {(step, errors) => (
        <>
          {step !== 'qualification' && chosen !== undefined && (
            <p class="so-far">
              <Registered>{chosen.title}</Registered>
              {step !== 'place' && placeAndTime()}
            </p>
          )}
          {step === 'qualification' && (
            <SelectField
              id="qualification"
              label={say('session.qualification')}
              value={plan.qualification}
              onChange={(qualification) => change({ qualification })}
              options={[
                ['', say('choose')],
                ...qualifications.map((entry) => [keyOf(entry), titleOf(entry, say)] as const),
              ]}
              isRegistered
              error={errors['qualification']}
            />
          )}
          {step === 'place' && <PlaceStep {...{ plan, change, sites, missions, errors }} />}
          {step === 'assessors' && chosen !== undefined && <AssessorStep {...{ plan, change, errors, chosen }} />}
          {step === 'check' && chosen !== undefined && <CheckStep plan={plan} chosen={chosen} />}
        </>
      )}
    </StepByStep>
  );
}

/** A superseded standard says so. */
const titleOf = ({ title, revision, status }: QualificationBrief, say: DeskSay): string =>
  `${title} (${[revision, ...(status === 'superseded' ? [apart(say('plan.older'))] : [])].join(', ')})`;

function PlaceStep({ plan, change, sites, missions, errors }: StepProps & Pick<Known, 'sites' | 'missions'>) {
  const { say, language } = useDesk();
  const here = missions.filter(({ siteIds }) => siteIds.includes(plan.siteId));
  return (
    <>
      <Tiles
        name="site"
        legend={say('session.where')}
        tiles={sites.map((site) => ({ value: site.id, title: site.name, detail: countryName(site.country, language) }))}
        chosen={[plan.siteId]}
        onChoose={(siteId) => change({ siteId, missionId: '' })}
        error={errors['site']}
      />
      {here.length > 0 && (
        <SelectField
          id="mission"
          label={say('optional', { label: say('plan.mission') })}
          value={plan.missionId}
          onChange={(missionId) => change({ missionId })}
          options={[['', say('plan.no-mission')], ...here.map(({ id, title }) => [id, title] as const)]}
        />
      )}
      <div class="row">
        <TextField
          id="day"
          type="date"
          label={say('plan.day')}
          value={plan.day}
          onInput={(day) => change({ day })}
          error={errors['day']}
        />
        <TextField
          id="last-day"
          type="date"
          label={say('optional', { label: say('plan.last-day') })}
          value={plan.lastDay}
          onInput={(lastDay) => change({ lastDay })}
          error={errors['last-day']}
        />
        <TextField
          id="from"
          type="time"
          label={say('plan.from')}
          value={plan.from}
          onInput={(from) => change({ from })}
          error={errors['from']}
        />
        <TextField
          id="to"
          type="time"
          label={say('plan.to')}
          value={plan.to}
          onInput={(to) => change({ to })}
          error={errors['to']}
        />
      </div>
      <TextField
        id="candidates"
        type="number"
        size="short"
        label={say('plan.candidates')}
        value={plan.candidates}
        onInput={(candidates) => change({ candidates })}
        error={errors['candidates']}
      />
    </>
  );
}
