import { organizationOf } from '../api/me.js';
import { useDesk } from '../context.js';
import { ActDialog } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { RoleChoice, rolesOf } from './people-role-choice.js';

interface RolesProps {
  readonly account: { readonly id: string; readonly displayName: string; readonly roles: readonly { role: string }[] };
  readonly onClose: () => void;
  readonly onProposed: () => void;
}

/** All roles of a colleague from now on. A second administrator confirms; the colleague's sessions end. */
export function ChangeRoles({ account, onClose, onProposed }: RolesProps) {
  const { say, api, me } = useDesk();
  const action = useAction();
  const held = account.roles.map(({ role }) => role);
  const [roles, setRoles] = useTyped<readonly string[]>(`roles ${account.id}`, held);
  const offered = [...new Set([...(rolesOf[organizationOf(me)?.kind ?? ''] ?? []), ...held])];
  const send = async (): Promise<void> => {
    if (await action.run(() => api.post(`/api/assessment/accounts/${account.id}/roles`, { roles }))) onProposed();
  };
  return (
    <ActDialog
      title={`${say('second.change-roles')}: ${account.displayName}`}
      action={action}
      doing={say('cert.propose')}
      onDo={() => void send()}
      onClose={onClose}
    >
      <RoleChoice id="change" offered={offered} roles={roles} onChoose={setRoles} />
    </ActDialog>
  );
}
