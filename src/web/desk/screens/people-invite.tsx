import { useState } from 'preact/hooks';
import { organizationOf } from '../api/me.js';
import { useDesk } from '../context.js';
import { Button, ErrorSummary, ProblemNotice, TextField } from '../parts/index.js';
import { useAction } from '../use-load.js';
import type { MadeHalf } from './people-accounts.js';
import { RoleChoice, rolesOf } from './people-role-choice.js';

/** A colleague gets a link and a key; roles are given with it. */
export function Invite({ onHalf }: { readonly onHalf: (half: MadeHalf) => void }) {
  const { say, api, me } = useDesk();
  const action = useAction();
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [isTried, setTried] = useState(false);
  const errors = {
    ...(isTried && name.trim() === '' ? { 'invite-name': say('accounts.invite.name.missing') } : {}),
    ...(isTried && roles.length === 0 ? { 'role-0': say('accounts.invite.roles.missing') } : {}),
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || roles.length === 0) return;
    const isDone = await action.run(async () =>
      onHalf(await api.post<MadeHalf>('/api/staff/invitations', { displayName: name.trim(), roles })),
    );
    if (!isDone) return;
    setName('');
    setRoles([]);
    setTried(false);
    scrollTo(0, 0);
  };
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{say('accounts.invite')}</h2>
      <p>{say('accounts.invite.lead')}</p>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <TextField
        id="invite-name"
        label={say('accounts.invite.name')}
        value={name}
        onInput={setName}
        error={errors['invite-name']}
      />
      <RoleChoice
        id="role"
        offered={rolesOf[organizationOf(me)?.kind ?? ''] ?? []}
        roles={roles}
        onChoose={setRoles}
        error={errors['role-0']}
      />
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void send()}>
          {say('accounts.invite.do')}
        </Button>
      </div>
    </section>
  );
}
