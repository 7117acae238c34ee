import type { QualificationBrief, Site } from '../api/shapes.js';
import { countryName } from '../../countries.js';
import { useDesk } from '../context.js';
import { Above, Loading, Page, SelectField, StepByStep, TextField, Tiles, toggled } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { Check, Places } from './mission-check.js';
import { askedOf, empty, problemsOf, type Known, type Plan, type Post, type StepProps } from './mission-draft.js';
import { Team } from './mission-team.js';
import { keyOf } from './plan-draft.js';

/** Plan a mission step by step; what the rules say stands beside each choice before anything is kept. */
export default function MissionPlan() {
  const { say, api } = useDesk();
  const loaded = useLoad('mission-plan', async (): Promise<Known> => {
    const [posts, sites, qualifications] = await Promise.all([
      api.get<readonly Post[]>('/api/assessment/mission-posts'),
      api.all<Site>('/api/assessment/sites'),
      api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
    ]);
    return { posts, sites, qualifications };
  });
  return (
    <Page title={say('mission.plan')} above={<Above to="/desk/missions">{say('mission.title')}</Above>}>
      <Loading of={loaded}>
        {(known) =>
          known.posts.length === 0 ? <p class="empty">{say('mission.no-posts')}</p> : <Planner {...known} />
        }
      </Loading>
    </Page>
  );
}

function Planner(known: Known) {
  const { say } = useDesk();
  const [plan, setPlan] = useTyped<Plan>('plan', empty);
  const change = (part: Partial<Plan>): void => setPlan({ ...plan, ...part });
  return (
    <StepByStep
      label={say('mission.plan')}
      steps={[
        ['what', say('plan.step.qualification')],
        ['place', say('plan.step.place')],
        ['team', say('plan.step.assessors')],
        ['check', say('plan.step.check')],
      ]}
      problemsOf={(step) => problemsOf(step, plan, say)}
    >
      {(step, errors) => {
        const props = { plan, change, errors, known };
        if (step === 'what') return <What {...props} />;
        if (step === 'place') return <Place {...props} />;
        if (step === 'check') return <Check {...props} />;
        return (
          <>
            <Places asked={askedOf(plan)} />
            <Team asked={askedOf(plan)} onChange={(team) => change({ team })} />
            <p class="hint">{say('mission.team.later')}</p>
          </>
        );
      }}
    </StepByStep>
  );
}

function What({ plan, change, errors, known }: StepProps) {
  const { say } = useDesk();
  return (
    <>
      <TextField
        id="title"
        label={say('mission.name')}
        value={plan.title}
        onInput={(title) => change({ title })}
        error={errors['title']}
      />
      <Tiles
        name="qualifications"
        legend={say('session.qualification')}
        isMany
        isRegistered
        tiles={known.qualifications
          .filter(({ status }) => status === 'current')
          .map((entry) => ({ value: keyOf(entry), title: entry.title, detail: entry.revision }))}
        chosen={plan.qualifications}
        onChoose={(value, isChosen) => change({ qualifications: toggled(plan.qualifications, value, isChosen) })}
        error={errors['qualifications']}
      />
    </>
  );
}

function Place({ plan, change, errors, known }: StepProps) {
  const { say, language } = useDesk();
  const country = known.posts.find(({ id }) => id === plan.hostPostId)?.country;
  const sites = known.sites.filter((site) => site.country === country);
  return (
    <>
      <SelectField
        id="host"
        label={say('mission.host')}
        value={plan.hostPostId}
        onChange={(hostPostId) => change({ hostPostId, siteIds: [] })}
        options={[
          ['', say('choose')],
          ...known.posts.map((post) => [post.id, `${post.name} (${countryName(post.country, language)})`] as const),
        ]}
        error={errors['host']}
      />
      {plan.hostPostId !== '' && (
        <>
          <Tiles
            name="sites"
            legend={say('session.where')}
            isMany
            tiles={sites.map((site) => ({ value: site.id, title: site.name, detail: site.country }))}
            chosen={plan.siteIds}
            onChoose={(value, isChosen) => change({ siteIds: toggled(plan.siteIds, value, isChosen) })}
            error={errors['sites']}
          />
          {sites.length === 0 && <p class="empty">{say('mission.no-sites')}</p>}
        </>
      )}
      <div class="row">
        <TextField
          id="starts"
          type="date"
          label={say('plan.day')}
          value={plan.startsOn}
          onInput={(startsOn) => change({ startsOn })}
          error={errors['starts']}
        />
        <TextField
          id="ends"
          type="date"
          label={say('plan.last-day')}
          value={plan.endsOn}
          onInput={(endsOn) => change({ endsOn })}
        />
        <TextField
          id="quota"
          type="number"
          size="short"
          label={say('plan.candidates')}
          value={plan.quota}
          onInput={(quota) => change({ quota })}
          error={errors['quota']}
        />
      </div>
    </>
  );
}
