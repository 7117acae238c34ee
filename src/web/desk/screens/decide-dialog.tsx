import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { ActDialog, TextField } from '../parts/index.js';
import type { Action } from '../use-load.js';
import { useTyped } from '../use-typed.js';

interface DecideDialogProps {
  readonly kind: 'returned' | 'refused';
  readonly action: Action;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
}

/** Returning and refusing need a reason that the candidate can act on. */
export function DecideDialog({ kind, action, onClose, onReason }: DecideDialogProps) {
  const { say } = useDesk();
  const [reason, setReason] = useTyped(`reason ${kind}`, '');
  const [isMissing, setMissing] = useState(false);
  const isReturn = kind === 'returned';
  const error = isMissing && reason.trim() === '' ? say('decide.reason.missing') : undefined;
  return (
    <ActDialog
      title={say(isReturn ? 'decide.return.title' : 'decide.refuse.title')}
      action={action}
      errors={error === undefined ? {} : { reason: error }}
      doing={say(isReturn ? 'decide.return.do' : 'decide.refuse.do')}
      isHard={!isReturn}
      onDo={() => (reason.trim() === '' ? setMissing(true) : onReason(reason.trim()))}
      onClose={onClose}
    >
      <TextField id="reason" label={say('decide.reason')} value={reason} onInput={setReason} lines={4} error={error} />
    </ActDialog>
  );
}
