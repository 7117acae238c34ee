import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  ActChoice,
  ActDialog,
  CheckField,
  Notice,
  SelectField,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { useTyped } from '../use-typed.js';
import type { PassportFile } from './passport.js';
import { ReasonClassField } from './reason-fields.js';

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
  const [told, setTold] = useState<'cert.proposed' | 'accr.done' | null>(null);
  const changes = may(me, 'passport.change-status') ? (allowed[file.passport.state] ?? []) : [];
  if (changes.length === 0 && told === null) return null;
  return (
    <ActChoice
      id="change"
      title={say('cert.change')}
      acts={changes}
      nameOf={(change) => say(`pass.${change}`)}
      kindOf={(change) => (endings.includes(change) ? 'danger' : 'normal')}
      dialog={(change, close) => (
        <ChangeDialog
          change={change}
          file={file}
          onClose={close}
          onDone={() => {
            setTold(byTwo.includes(change) ? 'cert.proposed' : 'accr.done');
            close();
            again();
          }}
        />
      )}
    >
      <div role="status">{told !== null && <Notice kind="good" title={say(told)} />}</div>
    </ActChoice>
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
  const action = useCheckedAction();
  const [reason, setReason] = useTyped(`reason ${change}`, '');
  const [isChecked, setChecked] = useTyped(`checked ${change}`, false);
  const [successorId, setSuccessor] = useTyped(`successor ${change}`, '');
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(change === 'close' && reason === '' ? { reason: say('cert.reason.missing') } : {}),
      ...(change === 'unblock' && !isChecked ? { identity: say('pass.identity.missing') } : {}),
    };
    const body = {
      ...(change === 'close' ? { reasonClass: reason } : {}),
      ...(change === 'unblock' ? { identityChecked: isChecked } : {}),
      ...(change === 'reissue' && successorId !== '' ? { successorId } : {}),
    };
    const path = `/api/assessment/passports/${file.passport.id}/${change}`;
    if (await action.runUnless(wrong, () => api.post(path, body))) onDone();
  };
  return (
    <ActDialog
      title={say(`pass.${change}`)}
      about={
        <>
          <p>
            <bdi>{file.passport.name}</bdi> · <bdi dir="ltr">{file.passport.number}</bdi>
          </p>
          <p>{say(`pass.${change}.effect`)}</p>
        </>
      }
      action={action}
      errors={action.errors}
      doing={say(byTwo.includes(change) ? 'cert.propose' : `pass.${change}`)}
      isHard={endings.includes(change)}
      onDo={() => void send()}
      onClose={onClose}
    >
      {change === 'close' && <ReasonClassField value={reason} onChange={setReason} error={action.errors['reason']} />}
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
    </ActDialog>
  );
}
