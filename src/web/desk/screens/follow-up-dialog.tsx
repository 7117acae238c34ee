import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Button, Dialog, ErrorSummary, ProblemNotice, TextField, Tiles, type FieldErrors } from '../parts/index.js';
import { useAction } from '../use-load.js';
import type { FollowUp } from './follow-ups.js';

interface FollowUpDialogProps {
  readonly followUp: FollowUp;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** It stands, or it goes, with the office's reason. Nothing happens before a second officer agrees. */
export function FollowUpDialog({ followUp, onClose, onDone }: FollowUpDialogProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const [how, setHow] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(how === '' ? { how: say('follow.choose') } : {}),
      ...(reason.trim() === '' ? { reason: say('decide.reason.missing') } : {}),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const path = `/api/assessment/follow-ups/${followUp.id}/${how}`;
    if (await action.run(() => api.post(path, { reason: reason.trim() }))) onDone();
  };
  return (
    <Dialog title={say('follow.settle')} onClose={onClose}>
      <p>
        <bdi>{followUp.name}</bdi> · <bdi>{followUp.title}</bdi> · <bdi dir="ltr">{followUp.number}</bdi>
      </p>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
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
        error={errors['how']}
      />
      <TextField
        id="reason"
        label={say('reason.plain')}
        lines={3}
        value={reason}
        onInput={setReason}
        error={errors['reason']}
      />
      <div class="actions">
        <Button kind={how === 'revoke' ? 'danger' : 'primary'} isBusy={action.isBusy} onClick={() => void send()}>
          {say('cert.propose')}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
    </Dialog>
  );
}
