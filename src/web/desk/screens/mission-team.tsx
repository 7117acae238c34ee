import { useDesk } from '../context.js';
import { against, Loading, RuleAnswers, Tiles, toggled } from '../parts/index.js';
import { useLoad, type Loaded } from '../use-load.js';
import { calendarDay } from '../words.js';
import type { MissionPreview, QualificationKey } from './mission-shapes.js';

export interface AskedMission {
  readonly missionId?: string;
  readonly siteIds: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly qualifications: readonly QualificationKey[];
  readonly quota: number;
  readonly assessorAccreditationIds: readonly string[];
}

/** What the rules say to the mission as it is planned so far. Keeps nothing. */
export function usePreview(asked: AskedMission): Loaded<MissionPreview> {
  const { api } = useDesk();
  return useLoad(JSON.stringify(asked), () => api.post<MissionPreview>('/api/assessment/missions/preview', asked));
}

interface TeamProps {
  readonly asked: AskedMission;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Who assesses: every assessor within reach, with the reason beside whoever cannot. */
export function Team({ asked, onChange }: TeamProps) {
  const { say, language } = useDesk();
  const { assessorAccreditationIds: chosen } = asked;
  // The team's own rule is asked again with each choice; the list itself stays on the screen.
  const loaded = usePreview({ ...asked, assessorAccreditationIds: [] });
  const judged = usePreview(asked);
  return (
    <Loading of={loaded}>
      {({ assessors, perDay, maxPerAssessor }) => (
        <>
          <Tiles
            name="team"
            legend={say('mission.team', { n: Math.max(1, Math.ceil(perDay / maxPerAssessor)), candidates: perDay })}
            isMany
            tiles={assessors.map((member) => ({
              value: member.accreditationId,
              title: member.name,
              detail: say('plan.accredited', { number: member.number, date: calendarDay(member.validUntil, language) }),
              reasons: against([member.result]),
            }))}
            chosen={chosen}
            onChoose={(id, isChosen) => onChange(toggled(chosen, id, isChosen))}
          />
          {assessors.length === 0 && <p class="empty">{say('plan.no-assessors')}</p>}
          <div role="status">{judged.kind === 'ready' && <RuleAnswers answers={[judged.value.team]} />}</div>
        </>
      )}
    </Loading>
  );
}
