import { useState } from 'preact/hooks';
import { reasonClasses } from '../../../shared/index.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  ActChoice,
  ActDialog,
  Button,
  Notice,
  ProblemNotice,
  SelectField,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { useAction } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { optionsOf } from './officer-words.js';
import type { CertificateFile } from './status-certificate.js';

type Change = 'suspend' | 'reinstate' | 'revoke' | 'correct';

/** Which changes a state allows; the others would be refused by the state machine. */
const allowed: Readonly<Record<string, readonly Change[]>> = {
  active: ['suspend', 'revoke', 'correct'],
  suspended: ['reinstate', 'revoke'],
};

interface ChangeProps {
  readonly file: CertificateFile;
  readonly again: () => void;
}

/** What can be asked for. Nothing changes before a second officer agrees. */
export function ChangeStatus({ file, again }: ChangeProps) {
  const { say, me } = useDesk();
  const [told, setTold] = useState<'cert.proposed' | 'cert.prepared' | null>(null);
  const changes = (allowed[file.certificate.state] ?? []).filter((change) =>
    may(me, change === 'correct' ? 'certificate.replace' : 'certificate.change-status'),
  );
  const released = file.successors.find((each) => each.state === 'active');
  const canMark = released !== undefined && file.replacedBy === null && may(me, 'certificate.change-status');
  if (changes.length === 0 && told === null) return null;
  return (
    <ActChoice
      id="change"
      title={say('cert.change')}
      acts={changes}
      nameOf={(change) => say(`cert.${change}`)}
      kindOf={(change) => (change === 'revoke' ? 'danger' : 'normal')}
      dialog={(change, close) => (
        <ChangeDialog
          change={change}
          file={file}
          onClose={close}
          onDone={(text) => {
            close();
            setTold(text);
            again();
          }}
        />
      )}
    >
      {told !== null && <Notice kind="good" title={say(told)} />}
      {canMark && (
        <MarkReplaced file={file} successor={released} onDone={() => setTold('cert.proposed')} again={again} />
      )}
    </ActChoice>
  );
}

interface DialogProps {
  readonly change: Change;
  readonly file: CertificateFile;
  readonly onClose: () => void;
  readonly onDone: (told: 'cert.proposed' | 'cert.prepared') => void;
}

function ChangeDialog({ change, file, onClose, onDone }: DialogProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [reason, setReason] = useTyped(change, '');
  const isCorrection = change === 'correct';
  const options = isCorrection
    ? optionsOf(say, 'cert', ['lost', 'damaged', 'corrected'])
    : optionsOf(say, 'reason', reasonClasses);
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = reason === '' ? { reason: say('cert.reason.missing') } : {};
    const path = `/api/assessment/certificates/${file.certificate.id}/${isCorrection ? 'replacement' : change}`;
    const body = isCorrection ? { reason } : { reasonClass: reason };
    if (await action.runUnless(wrong, () => api.post(path, body)))
      onDone(isCorrection ? 'cert.prepared' : 'cert.proposed');
  };
  return (
    <ActDialog
      title={say(`cert.${change}`)}
      about={
        <>
          <p>
            <bdi>{file.certificate.name}</bdi> · <bdi dir="ltr">{file.certificate.number}</bdi>
          </p>
          <p>{say(`cert.${change}.effect`)}</p>
        </>
      }
      action={action}
      errors={action.errors}
      doing={say(isCorrection ? 'cert.prepare' : 'cert.propose')}
      isHard={change === 'revoke'}
      onDo={() => void send()}
      onClose={onClose}
    >
      <SelectField
        id="reason"
        label={say(isCorrection ? 'cert.replace.reason' : 'cert.reason')}
        value={reason}
        onChange={setReason}
        options={[['', ''], ...options]}
        error={action.errors['reason']}
      />
    </ActDialog>
  );
}

interface MarkProps extends ChangeProps {
  readonly successor: { readonly id: string; readonly number: string | null };
  readonly onDone: () => void;
}

/** The last step of a correction: the old number goes on to be found, and says which one took its place. */
function MarkReplaced({ file, successor, onDone, again }: MarkProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const send = async (): Promise<void> => {
    const path = `/api/assessment/certificates/${file.certificate.id}/replaced`;
    if (!(await action.run(() => api.post(path, { successorId: successor.id })))) return;
    onDone();
    again();
  };
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      <Button kind="primary" isBusy={action.isBusy} onClick={() => void send()}>
        {say('cert.mark-replaced', { number: successor.number ?? '' })}
      </Button>
    </>
  );
}
