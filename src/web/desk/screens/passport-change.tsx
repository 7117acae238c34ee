import { useState } from 'preact/hooks';
import { reasonClasses } from '../../../shared/index.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  Button,
  CheckField,
  Dialog,
  ErrorSummary,
  Notice,
  ProblemNotice,
  SelectField,
  type FieldErrors,
} from '../parts/index.js';
import { useAction } from '../use-load.js';
import { optionsOf } from './officer-words.js';
import type { PassportFile } from './passport.js';

type Change = 'report-lost' | 'unblock' | 'reissue' | 'give-back' | 'close';

/** Which changes a state allows; the others would be refused by the state machine. */
const allowed: Readonly<Record<string, readonly Change[]>> = {
  active: ['report-lost', 'reissue', 'give-back', 'close'],
  blocked: ['unblock', 'reissue', 'give-back', 'close'],
};
/** What cannot be taken back and is not the holder’s own wish alone is agreed to by two. */
const byTwo: readonly Change[] = ['reissue', 'close'];
const endings: readonly Change[] = ['give-back', 'close'];

interface ChangeProps {
  readonly file: PassportFile;
  readonly again: () => void;
}

/** What can happen to a passport in somebody's hand. The holder's own word is enough to pause it or to give it back. */
export function ChangePassport({ file, again }: ChangeProps) {
  const { say, me } = useDesk();
  const [asked, setAsked] = useState<Change | null>(null);
  const [told, setTold] = useState<'cert.proposed' | 'accr.done' | null>(null);
  const changes = may(me, 'passport.change-status') ? (allowed[file.passport.state] ?? []) : [];
  if (changes.length === 0 && told === null) return null;
  return (
    <section aria-labelledby="change">
      <h2 id="change">{say('cert.change')}</h2>
      <div role="status">{told !== null && <Notice kind="good" title={say(told)} />}</div>
      <div class="actions">
        {changes.map((change) => (
          <Button key={change} kind={endings.includes(change) ? 'danger' : 'normal'} onClick={() => setAsked(change)}>
            {say(`pass.${change}`)}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <ChangeDialog
          change={asked}
          file={file}
          onClose={() => setAsked(null)}
          onDone={() => {
            setTold(byTwo.includes(asked) ? 'cert.proposed' : 'accr.done');
            setAsked(null);
            again();
          }}
        />
      )}
    </section>
  );
}

interface DialogProps {
  readonly change: Change;
  readonly file: PassportFile;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ChangeDialog({ change, file, onClose, onDone }: DialogProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [successorId, setSuccessor] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(change === 'close' && reason === '' ? { reason: say('cert.reason.missing') } : {}),
      ...(change === 'unblock' && !isChecked ? { identity: say('pass.identity.missing') } : {}),
    };
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const body = {
      ...(change === 'close' ? { reasonClass: reason } : {}),
      ...(change === 'unblock' ? { identityChecked: isChecked } : {}),
      ...(change === 'reissue' && successorId !== '' ? { successorId } : {}),
    };
    if (await action.run(() => api.post(`/api/assessment/passports/${file.passport.id}/${change}`, body))) onDone();
  };
  return (
    <Dialog title={say(`pass.${change}`)} onClose={onClose}>
      <p>
        <bdi>{file.passport.name}</bdi> · <bdi dir="ltr">{file.passport.number}</bdi>
      </p>
      <p>{say(`pass.${change}.effect`)}</p>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      {change === 'close' && (
        <SelectField
          id="reason"
          label={say('cert.reason')}
          value={reason}
          onChange={setReason}
          options={[['', ''], ...optionsOf(say, 'reason', reasonClasses)]}
          error={errors['reason']}
        />
      )}
      {change === 'unblock' && (
        <CheckField id="identity" label={say('pass.identity')} checked={isChecked} onChange={setChecked} />
      )}
      {change === 'reissue' && (
        <SelectField
          id="successor"
          label={say('pass.successor')}
          value={successorId}
          onChange={setSuccessor}
          options={[
            ['', say('pass.successor.none')],
            ...file.successors.map(({ id, number }) => [id, number ?? id] as const),
          ]}
        />
      )}
      <div class="actions">
        <Button
          kind={endings.includes(change) ? 'danger' : 'primary'}
          isBusy={action.isBusy}
          onClick={() => void send()}
        >
          {say(byTwo.includes(change) ? 'cert.propose' : `pass.${change}`)}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
    </Dialog>
  );
}
