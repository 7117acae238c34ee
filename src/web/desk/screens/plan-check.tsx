import { useState } from 'preact/hooks';
import type { QualificationBrief, Session } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { against, Button, Loading, Reason, RuleAnswers } from '../parts/index.js';
import { Reasons, type GivenReason } from '../parts/reasons.js';
import { go } from '../router.js';
import { useAction } from '../use-load.js';
import { nameOf } from '../words.js';
import { usePlanning } from './plan-assessors.js';
import { windowOf, type Plan } from './plan-draft.js';

/** Who goes, with what speaks against it, before approval is asked for. */
export function CheckStep({ plan, chosen }: { readonly plan: Plan; readonly chosen: QualificationBrief }) {
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
      ...windowOf(plan),
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
            <RuleAnswers answers={place} />
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
