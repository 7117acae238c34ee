import { useState } from 'preact/hooks';
import type { Mission, Planning, QualificationBrief, RuleAnswer, Session, Site } from '../api/shapes.js';
import { useDesk } from '../context.js';
import {
  Button,
  ErrorSummary,
  Loading,
  Notice,
  Page,
  Reason,
  SelectField,
  Steps,
  TextField,
  Tiles,
  type FieldErrors,
} from '../parts/index.js';
import { Reasons, type GivenReason } from '../parts/reasons.js';
import { go } from '../router.js';
import { useAction, useLoad } from '../use-load.js';
import { calendarDay, nameOf, period } from '../words.js';

interface Plan {
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

const empty: Plan = {
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

const steps = ['qualification', 'place', 'assessors', 'check'] as const;

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

const keyOf = (entry: QualificationBrief): string => `${entry.id} ${entry.revision}`;
const instantOf = (day: string, time: string): string => new Date(`${day}T${time}`).toISOString();

function Planner({ qualifications, sites, missions }: Known) {
  const { say, language } = useDesk();
  const [at, setAt] = useState(0);
  const [plan, setPlan] = useState<Plan>(empty);
  const [errors, setErrors] = useState<FieldErrors>({});
  const change = (part: Partial<Plan>): void => setPlan({ ...plan, ...part });
  const step = steps[at] ?? 'check';
  const chosen = qualifications.find((entry) => keyOf(entry) === plan.qualification);
  const next = (): void => {
    const wrong = problemsOf(step, plan, say);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) setAt(at + 1);
  };
  return (
    <>
      <Steps label={say('plan.title')} names={steps.map((name) => say(`plan.step.${name}`))} at={at} />
      <ErrorSummary errors={errors} say={say} />
      {at > 0 && chosen !== undefined && (
        <p class="so-far">
          {chosen.title}
          {at > 1 &&
            ` · ${sites.find(({ id }) => id === plan.siteId)?.name ?? ''} · ${period(
              instantOf(plan.day, plan.from),
              instantOf(plan.lastDay || plan.day, plan.to),
              language,
            )}`}
        </p>
      )}
      {step === 'qualification' && (
        <SelectField
          id="qualification"
          label={say('session.qualification')}
          value={plan.qualification}
          onChange={(qualification) => change({ qualification })}
          options={[['', say('choose')], ...qualifications.map((entry) => [keyOf(entry), titleOf(entry)] as const)]}
          error={errors['qualification']}
        />
      )}
      {step === 'place' && <PlaceStep {...{ plan, change, sites, missions, errors }} />}
      {step === 'assessors' && chosen !== undefined && <AssessorStep {...{ plan, change, errors }} chosen={chosen} />}
      {step === 'check' && chosen !== undefined && <CheckStep plan={plan} chosen={chosen} />}
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

/** A superseded standard says so. */
const titleOf = (entry: QualificationBrief): string =>
  `${entry.title} (${entry.revision}${entry.status === 'superseded' ? ', superseded' : ''})`;

interface StepProps {
  readonly plan: Plan;
  readonly change: (part: Partial<Plan>) => void;
  readonly errors: FieldErrors;
}

function PlaceStep({ plan, change, sites, missions, errors }: StepProps & Pick<Known, 'sites' | 'missions'>) {
  const { say } = useDesk();
  const here = missions.filter(({ siteIds }) => siteIds.includes(plan.siteId));
  return (
    <>
      <Tiles
        name="site"
        legend={say('session.where')}
        tiles={sites.map((site) => ({ value: site.id, title: site.name, detail: site.country }))}
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

function AssessorStep({ plan, change, errors, chosen }: StepProps & { readonly chosen: QualificationBrief }) {
  const { say, language } = useDesk();
  const loaded = usePlanning(plan, chosen);
  return (
    <Loading of={loaded}>
      {({ place, assessors, maxPerAssessor }) => {
        const needed = Math.max(1, Math.ceil(Number(plan.candidates) / maxPerAssessor));
        return (
          <>
            <Answers answers={place} />
            <Tiles
              name="assessors"
              legend={say('plan.assessors', { n: needed, candidates: plan.candidates })}
              isMany
              tiles={assessors.map((entry) => ({
                value: entry.accreditationId,
                title: nameOf(entry.names),
                detail: say('plan.accredited', { number: entry.number, date: calendarDay(entry.validUntil, language) }),
                reasons: against(entry.results),
              }))}
              chosen={plan.assessors}
              onChoose={(id, isChosen) =>
                change({
                  assessors: isChosen ? [...plan.assessors, id] : plan.assessors.filter((other) => other !== id),
                })
              }
              error={errors['assessors']}
            />
            {assessors.length === 0 && <p class="empty">{say('plan.no-assessors')}</p>}
          </>
        );
      }}
    </Loading>
  );
}

const against = (results: readonly RuleAnswer[]) =>
  results
    .filter(({ outcome }) => outcome === 'block' || outcome === 'warn')
    .map(({ rule, message, whatToDo }) => ({ code: rule, message, whatToDo }));

function usePlanning(plan: Plan, chosen: QualificationBrief) {
  const { api } = useDesk();
  const query = {
    qualificationId: chosen.id,
    revision: chosen.revision,
    startsAt: instantOf(plan.day, plan.from),
    endsAt: instantOf(plan.lastDay || plan.day, plan.to),
    ...(plan.missionId === '' ? {} : { missionId: plan.missionId }),
  };
  return useLoad(JSON.stringify([plan.siteId, query]), () =>
    api.get<Planning>(`/api/assessment/sites/${plan.siteId}/planning`, query),
  );
}

/** What the rules say to the place and the time. */
const Answers = ({ answers }: { readonly answers: readonly RuleAnswer[] }) => {
  const spoken = against(answers);
  if (spoken.length === 0) return null;
  return (
    <Notice kind="caution">
      {spoken.map((reason) => (
        <Reason key={reason.code} {...reason} />
      ))}
    </Notice>
  );
};

function CheckStep({ plan, chosen }: { readonly plan: Plan; readonly chosen: QualificationBrief }) {
  const { say, api } = useDesk();
  const action = useAction();
  const loaded = usePlanning(plan, chosen);
  const [kept, setKept] = useState<string | null>(null);
  const save = async (): Promise<string> => {
    if (kept !== null) return kept;
    const known = loaded.kind === 'ready' ? loaded.value.assessors : [];
    const session = await api.post<Session>('/api/assessment/sessions', {
      qualificationId: chosen.id,
      revision: chosen.revision,
      siteId: plan.siteId,
      ...(plan.missionId === '' ? {} : { missionId: plan.missionId }),
      startsAt: instantOf(plan.day, plan.from),
      endsAt: instantOf(plan.lastDay || plan.day, plan.to),
      capacity: Number(plan.candidates),
      assessors: known
        .filter((entry) => plan.assessors.includes(entry.accreditationId))
        .map(({ personId, accreditationId }) => ({ personId, accreditationId })),
    });
    setKept(session.id);
    return session.id;
  };
  const ask = (reasons: readonly GivenReason[]): void =>
    void action.run(async () => {
      const id = await save();
      await api.post(`/api/assessment/sessions/${id}/request`, reasons.length === 0 ? {} : { reasons });
      go(`/desk/sessions/${id}`);
    });
  return (
    <Loading of={loaded}>
      {({ place, assessors }) => {
        const mine = assessors.filter((entry) => plan.assessors.includes(entry.accreditationId));
        return (
          <>
            <ul>
              {mine.map((entry) => (
                <li key={entry.accreditationId}>
                  <bdi>{nameOf(entry.names)}</bdi>
                  {against(entry.results).map((reason) => (
                    <Reason key={reason.code} {...reason} />
                  ))}
                </li>
              ))}
            </ul>
            <Answers answers={place} />
            <Reasons action={action} onGoOn={ask} />
            <div class="actions">
              <Button kind="primary" isBusy={action.isBusy} onClick={() => ask([])}>
                {say('plan.ask')}
              </Button>
              <Button
                isBusy={action.isBusy}
                onClick={() => void action.run(async () => go(`/desk/sessions/${await save()}`))}
              >
                {say('plan.keep')}
              </Button>
            </div>
          </>
        );
      }}
    </Loading>
  );
}

function problemsOf(step: (typeof steps)[number], plan: Plan, say: ReturnType<typeof useDesk>['say']): FieldErrors {
  if (step === 'qualification')
    return plan.qualification === '' ? { qualification: say('plan.choose-qualification') } : {};
  if (step === 'assessors') return plan.assessors.length === 0 ? { assessors: say('plan.choose-assessor') } : {};
  if (step !== 'place') return {};
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(plan.day);
  const start = `${plan.day}T${plan.from}`;
  const end = `${plan.lastDay || plan.day}T${plan.to}`;
  return {
    ...(plan.siteId === '' ? { site: say('plan.choose-site') } : {}),
    ...(isDay ? {} : { day: say('plan.choose-day') }),
    ...(isDay && end <= start ? { to: say('plan.end-later') } : {}),
    ...(/^[1-9]\d{0,2}$/.test(plan.candidates) ? {} : { candidates: say('plan.enter-candidates') }),
  };
}
