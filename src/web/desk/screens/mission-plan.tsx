import { useState } from 'preact/hooks';
import type { QualificationBrief, Site } from '../api/shapes.js';
import { useDesk } from '../context.js';
import {
  Button,
  ErrorSummary,
  Link,
  Loading,
  Page,
  ProblemNotice,
  Reason,
  SelectField,
  Steps,
  TextField,
  Tiles,
  type FieldErrors,
} from '../parts/index.js';
import { go } from '../router.js';
import { useAction, useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { against, Answers, Team, usePreview, type AskedMission } from './mission-team.js';

interface Post {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

interface Known {
  readonly posts: readonly Post[];
  readonly sites: readonly Site[];
  readonly qualifications: readonly QualificationBrief[];
}

interface Plan {
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

const empty: Plan = {
  ...{ title: '', hostPostId: '', siteIds: [], qualifications: [], startsOn: '', endsOn: '', quota: '', team: [] },
};
const steps = ['what', 'place', 'team', 'check'] as const;
type StepName = (typeof steps)[number];
const keyOf = (entry: QualificationBrief): string => `${entry.id} ${entry.revision}`;

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
    <Page
      title={say('mission.plan')}
      above={
        <p class="above">
          <Link to="/desk/missions">{say('mission.title')}</Link>
        </p>
      }
    >
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
  const [at, setAt] = useState(0);
  const [plan, setPlan] = useState<Plan>(empty);
  const [errors, setErrors] = useState<FieldErrors>({});
  const change = (part: Partial<Plan>): void => setPlan({ ...plan, ...part });
  const step = steps[at] ?? 'check';
  const next = (): void => {
    const wrong = problemsOf(step, plan, say);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) setAt(at + 1);
  };
  const props = { plan, change, errors, known };
  return (
    <>
      <Steps
        label={say('mission.plan')}
        names={[say('word.what'), say('plan.step.place'), say('plan.step.assessors'), say('plan.step.check')]}
        at={at}
      />
      <ErrorSummary errors={errors} say={say} />
      {step === 'what' && <What {...props} />}
      {step === 'place' && <Place {...props} />}
      {step === 'team' && (
        <>
          <Places asked={askedOf(plan)} />
          <Team asked={askedOf(plan)} onChange={(team) => change({ team })} />
          <p class="hint">{say('mission.team.later')}</p>
        </>
      )}
      {step === 'check' && <Check {...props} />}
      <div class="actions">
        {step !== 'check' && (
          <Button kind="primary" onClick={next}>
            {say('continue')}
          </Button>
        )}
        {at > 0 && (
          <Button
            onClick={() => {
              setErrors({});
              setAt(at - 1);
            }}
          >
            {say('back')}
          </Button>
        )}
      </div>
    </>
  );
}

interface StepProps {
  readonly plan: Plan;
  readonly change: (part: Partial<Plan>) => void;
  readonly errors: FieldErrors;
  readonly known: Known;
}

const toggled = (list: readonly string[], value: string, isChosen: boolean): readonly string[] =>
  isChosen ? [...list, value] : list.filter((other) => other !== value);

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
  const { say } = useDesk();
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
          ...known.posts.map((post) => [post.id, `${post.name} (${post.country})`] as const),
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

/** What the rules say to the places: a mission abroad is often accredited itself, after it is planned. */
function Places({ asked }: { readonly asked: AskedMission }) {
  const { say } = useDesk();
  const loaded = usePreview({ ...asked, assessorAccreditationIds: [] });
  if (loaded.kind !== 'ready') return null;
  const wrong = loaded.value.places.filter(({ result }) => against(result).length > 0);
  if (wrong.length === 0) return null;
  return (
    <div class="notice caution">
      {wrong.map(({ site, qualification, result }) => (
        <div key={site + qualification}>
          <strong>
            <bdi>{site}</bdi> · <bdi>{qualification}</bdi>
          </strong>
          <Reason code={result.rule} message={result.message} whatToDo={result.whatToDo} />
        </div>
      ))}
      <p>{say('mission.accredit')}</p>
    </div>
  );
}

function Check({ plan, known }: StepProps) {
  const { say, api, language } = useDesk();
  const action = useAction();
  const asked = askedOf(plan);
  const loaded = usePreview(asked);
  const host = known.posts.find(({ id }) => id === plan.hostPostId);
  const save = (): void =>
    void action.run(async () => {
      const mission = await api.post<{ readonly id: string }>('/api/assessment/missions', {
        ...asked,
        title: plan.title.trim(),
        hostPostId: plan.hostPostId,
        country: host?.country ?? '',
      });
      go(`/desk/missions/${mission.id}`);
    });
  const days = `${calendarDay(plan.startsOn, language)} – ${calendarDay(plan.endsOn, language)}`;
  const rows = (preview: { readonly assessors: readonly { accreditationId: string; name: string }[] }) =>
    [
      [say('word.mission'), plan.title],
      [say('mission.host'), host?.name ?? ''],
      [
        say('session.where'),
        namesOf(
          known.sites,
          plan.siteIds,
          ({ id }) => id,
          ({ name }) => name,
        ),
      ],
      [say('session.qualification'), namesOf(known.qualifications, plan.qualifications, keyOf, ({ title }) => title)],
      [say('session.when'), days],
      [say('plan.candidates'), plan.quota],
      [
        say('session.assessors'),
        namesOf(
          preview.assessors,
          plan.team,
          ({ accreditationId }) => accreditationId,
          ({ name }) => name,
        ) || '–',
      ],
    ] as const;
  return (
    <Loading of={loaded}>
      {(preview) => (
        <>
          <dl class="sheet">
            {rows(preview).map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          <Answers
            answers={[
              ...preview.assessors.filter(({ accreditationId }) => plan.team.includes(accreditationId)),
            ].flatMap(({ result }) => result ?? [])}
          />
          {plan.team.length > 0 && <Answers answers={[preview.team]} />}
          <ProblemNotice problem={action.problem} say={say} />
          <Button kind="primary" isBusy={action.isBusy} onClick={save}>
            {say('mission.keep')}
          </Button>
        </>
      )}
    </Loading>
  );
}

const namesOf = <T,>(
  rows: readonly T[],
  chosen: readonly string[],
  idOf: (row: T) => string,
  nameOf: (row: T) => string,
): string =>
  rows
    .filter((row) => chosen.includes(idOf(row)))
    .map(nameOf)
    .join('; ');

function askedOf(plan: Plan): AskedMission {
  const { siteIds, startsOn, endsOn, team: assessorAccreditationIds } = plan;
  const qualifications = plan.qualifications.map((key) => {
    const [qualificationId = '', revision = ''] = key.split(' ');
    return { qualificationId, revision };
  });
  return { siteIds, startsOn, endsOn, qualifications, quota: Number(plan.quota), assessorAccreditationIds };
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

function problemsOf(step: StepName, plan: Plan, say: ReturnType<typeof useDesk>['say']): FieldErrors {
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
