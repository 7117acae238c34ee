import { useDesk } from '../context.js';
import { ActDialog, Tiles, useCheckedAction, type FieldErrors } from '../parts/index.js';
import { useTyped } from '../use-typed.js';
import type { FollowUp } from './follow-ups.js';
import { ReasonField } from './reason-fields.js';
import { Registered } from '../../parts/registered.js';

interface FollowUpDialogProps {
  readonly followUp: FollowUp;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** It stands, or it goes, with the office's reason. Nothing happens before a second officer agrees. */
export function FollowUpDialog({ followUp, onClose, onDone }: FollowUpDialogProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [how, setHow] = useTyped(`how ${followUp.id}`, '');
  const [reason, setReason] = useTyped(`reason ${followUp.id}`, '');
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(how === '' ? { how: say('follow.choose') } : {}),
      ...(reason.trim() === '' ? { reason: say('decide.reason.missing') } : {}),
    };
    const path = `/api/assessment/follow-ups/${followUp.id}/${how}`;
    if (await action.runUnless(wrong, () => api.post(path, { reason: reason.trim() }))) onDone();
  };
  return (
    <ActDialog
      title={say('follow.settle')}
      about={
        <p>
          <bdi>{followUp.name}</bdi> · <Registered>{followUp.title}</Registered> ·{' '}
          <bdi dir="ltr">{followUp.number}</bdi>
        </p>
      }
      action={action}
      errors={action.errors}
      doing={say('cert.propose')}
      isHard={how === 'revoke'}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Tiles
        name="how"
        legend={say('follow.how')}
        tiles={[
          { value: 'confirm', title: say('follow.stands'), detail: say('follow.stands.effect') },
          {
            value: 'revoke',
            title: say('follow.goes'),
            detail: say(followUp.targetType === 'record' ? 'follow.goes.record' : 'follow.goes.certificate'),
          },
        ]}
        chosen={[how]}
        onChoose={setHow}
        error={action.errors['how']}
      />
      <ReasonField value={reason} onChange={setReason} error={action.errors['reason']} />
    </ActDialog>
  );
}
