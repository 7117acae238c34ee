import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { ActDialog, Loading, Notice, SelectField, TextField, useCheckedAction } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { ReasonClassField } from './reason-fields.js';

type Act = 'suspend' | 'reinstate' | 'revoke';

interface ChangeProps {
  /** Below which the acts on one accreditation are. */
  readonly path: string;
  readonly row: { readonly id: string; readonly subject: string; readonly state: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Suspends, reinstates or revokes: a second officer has to agree. */
export function ChangeAccreditation({ path, row, onClose, onDone }: ChangeProps) {
  const { say, api, me } = useDesk();
  const action = useCheckedAction();
  const acts: readonly Act[] = row.state === 'active' ? ['suspend', 'revoke'] : ['reinstate', 'revoke'];
  const [act, setAct] = useTyped<Act>('act', acts[0] ?? 'suspend');
  const [reason, setReason] = useTyped('reason', '');
  const [from, setFrom] = useTyped('from', '');
  const send = async (): Promise<void> => {
    const wrong = reason === '' ? { reason: say('cert.reason.missing') } : {};
    const day = act === 'revoke' && from !== '' ? { retroactiveFrom: from } : {};
    if (await action.runUnless(wrong, () => api.post(`${path}/${row.id}/${act}`, { reasonClass: reason, ...day })))
      onDone();
  };
  return (
    <ActDialog
      title={row.subject}
      action={action}
      errors={action.errors}
      doing={say('cert.propose')}
      isHard={act === 'revoke'}
      onDo={() => void send()}
      onClose={onClose}
    >
      <SelectField
        id="act"
        label={say('cert.bulk.event')}
        value={act}
        onChange={(value) => setAct(value as Act)}
        options={acts.map((each) => [each, say(`accr.${each}`)] as const)}
      />
      {act === 'revoke' && (
        <>
          <p>{say('accr.revoke.effect')}</p>
          <TextField
            id="from"
            type="date"
            label={say('optional', { label: say('follow.void-from') })}
            hint={say('follow.void-from.hint')}
            value={from}
            onInput={setFrom}
          />
          {from !== '' && may(me, 'accreditation.revoke') && (
            <Touches key={from} accreditationId={row.id} from={from} />
          )}
        </>
      )}
      <ReasonClassField value={reason} onChange={setReason} error={action.errors['reason']} />
    </ActDialog>
  );
}

/** What revoking with effect from an earlier day would touch, before anything is proposed. */
function Touches({ accreditationId, from }: { readonly accreditationId: string; readonly from: string }) {
  const { say, api } = useDesk();
  const loaded = useLoad(`touched ${accreditationId} ${from}`, () =>
    api.get<{ readonly records: number; readonly certificates: number }>(
      `/api/assessment/accreditations/${accreditationId}/touched`,
      { from },
    ),
  );
  return (
    <Loading of={loaded}>
      {({ records, certificates }) => (
        <Notice kind="caution" title={say('follow.touches', { records, certificates })} />
      )}
    </Loading>
  );
}
