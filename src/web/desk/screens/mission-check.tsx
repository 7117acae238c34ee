import { useDesk } from '../context.js';
import { against, Button, FactSheet, Loading, ProblemNotice, Reason, reasonOf, RuleAnswers } from '../parts/index.js';
import { go } from '../router.js';
import { useAction } from '../use-load.js';
import { calendarDay } from '../words.js';
import { askedOf, type StepProps } from './mission-draft.js';
import { usePreview, type AskedMission } from './mission-team.js';
import { keyOf } from './plan-draft.js';
import { Registered } from '../../parts/registered.js';

/** What the rules say to the places: a mission abroad is often accredited itself, after it is planned. */
export function Places({ asked }: { readonly asked: AskedMission }) {
  const { say } = useDesk();
  const loaded = usePreview({ ...asked, assessorAccreditationIds: [] });
  if (loaded.kind !== 'ready') return null;
  const wrong = loaded.value.places.filter(({ result }) => against([result]).length > 0);
  if (wrong.length === 0) return null;
  return (
    <div class="notice caution">
      {wrong.map(({ site, qualification, result }) => (
        <div key={site + qualification}>
          <strong>
            <bdi>{site}</bdi> · <Registered>{qualification}</Registered>
          </strong>
          <Reason {...reasonOf(result)} />
        </div>
      ))}
      <p>{say('mission.accredit')}</p>
    </div>
  );
}

/** The whole plan once more, with what speaks against it, before it is kept. */
export function Check({ plan, known }: Pick<StepProps, 'plan' | 'known'>) {
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
      [
        say('session.qualification'),
        <Registered>{namesOf(known.qualifications, plan.qualifications, keyOf, ({ title }) => title)}</Registered>,
      ],
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
          <FactSheet rows={rows(preview)} />
          <RuleAnswers
            answers={preview.assessors
              .filter(({ accreditationId }) => plan.team.includes(accreditationId))
              .flatMap(({ result }) => result ?? [])}
          />
          <Reason code={preview.notice.rule} message={preview.notice.message} finding={preview.notice.finding} />
          {plan.team.length > 0 && <RuleAnswers answers={[preview.team]} />}
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
