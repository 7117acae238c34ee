import type { Planning, QualificationBrief } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { against, Loading, RuleAnswers, Tiles, toggled } from '../parts/index.js';
import { useLoad, type Loaded } from '../use-load.js';
import { calendarDay, nameOf } from '../words.js';
import { windowOf, type Plan, type StepProps } from './plan-draft.js';

/** What the rules say to the session as it is planned so far. Keeps nothing. */
export function usePlanning(plan: Plan, chosen: QualificationBrief): Loaded<Planning> {
  const { api } = useDesk();
  const query = {
    qualificationId: chosen.id,
    revision: chosen.revision,
    ...windowOf(plan),
    ...(plan.missionId === '' ? {} : { missionId: plan.missionId }),
  };
  return useLoad(JSON.stringify([plan.siteId, query]), () =>
    api.get<Planning>(`/api/assessment/sites/${plan.siteId}/planning`, query),
  );
}

/** Who assesses: every assessor within reach, with the reasons beside whoever cannot. */
export function AssessorStep({ plan, change, errors, chosen }: StepProps & { readonly chosen: QualificationBrief }) {
  const { say, language } = useDesk();
  const loaded = usePlanning(plan, chosen);
  return (
    <Loading of={loaded}>
      {({ place, assessors, maxPerAssessor }) => {
        const needed = Math.max(1, Math.ceil(Number(plan.candidates) / maxPerAssessor));
        return (
          <>
            <RuleAnswers answers={place} />
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
              onChoose={(id, isChosen) => change({ assessors: toggled(plan.assessors, id, isChosen) })}
              error={errors['assessors']}
            />
            {assessors.length === 0 && <p class="empty">{say('plan.no-assessors')}</p>}
          </>
        );
      }}
    </Loading>
  );
}
