import { useState } from 'preact/hooks';
import { organizationOf, seesOrganizations } from '../api/me.js';
import { useDesk } from '../context.js';
import { Button, ErrorSummary, Loading, ProblemNotice, SelectField, TextField } from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import type { MadeHalf } from './people-accounts.js';
import { RoleChoice, rolesOf } from './people-role-choice.js';

interface Place {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly country: string;
  readonly kind: string;
}

interface InviteProps {
  readonly onHalf: (half: MadeHalf) => void;
}

/** Into the organisation that one works for; the operator chooses among all, so that a new one gets its first people. */
export function Invite({ onHalf }: InviteProps) {
  const { me } = useDesk();
  return seesOrganizations(me) ? <InviteAnywhere onHalf={onHalf} /> : <InviteForm onHalf={onHalf} elsewhere={[]} />;
}

function InviteAnywhere({ onHalf }: InviteProps) {
  const { api } = useDesk();
  const loaded = useLoad('organizations', () => api.get<readonly Place[]>('/api/assessment/organizations'));
  return <Loading of={loaded}>{(places) => <InviteForm onHalf={onHalf} elsewhere={places} />}</Loading>;
}

/** A colleague gets a link and a key; roles are given with it. */
function InviteForm({ onHalf, elsewhere }: InviteProps & { readonly elsewhere: readonly Place[] }) {
  const { say, api, me } = useDesk();
  const action = useAction();
  const [name, setName] = useTyped('name', '');
  const [roles, setRoles] = useTyped<readonly string[]>('roles', []);
  const [placeId, setPlaceId] = useTyped('place', '');
  const place = elsewhere.find(({ id }) => id === placeId) ?? organizationOf(me);
  const [isTried, setTried] = useState(false);
  const errors = {
    ...(isTried && name.trim() === '' ? { 'invite-name': say('accounts.invite.name.missing') } : {}),
    ...(isTried && roles.length === 0 ? { 'role-0': say('accounts.invite.roles.missing') } : {}),
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || roles.length === 0) return;
    const isDone = await action.run(async () =>
      onHalf(
        await api.post<MadeHalf>('/api/staff/invitations', {
          displayName: name.trim(),
          roles,
          organizationId: place?.id,
        }),
      ),
    );
    if (!isDone) return;
    setName('');
    setRoles([]);
    setTried(false);
    scrollTo(0, 0);
  };
  // Each kind of organisation gives other roles: none is taken along.
  const choose = (id: string): void => {
    setPlaceId(id);
    setRoles([]);
  };
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{say('accounts.invite')}</h2>
      <p>{say('accounts.invite.lead')}</p>
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      {elsewhere.length > 0 && (
        <SelectField
          id="invite-organization"
          label={say('accounts.organization')}
          value={place?.id ?? ''}
          onChange={choose}
          options={[
            [me.organizationId, say('accounts.this-service')],
            ...elsewhere.map((at) => [at.id, `${at.name} (${at.shortName}, ${at.country})`] as const),
          ]}
        />
      )}
      <TextField
        id="invite-name"
        label={say('accounts.invite.name')}
        value={name}
        onInput={setName}
        error={errors['invite-name']}
      />
      <RoleChoice
        id="role"
        offered={rolesOf[place?.kind ?? ''] ?? []}
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
