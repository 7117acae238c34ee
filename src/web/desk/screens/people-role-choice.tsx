import type { ComponentChildren } from 'preact';
import { roleName } from '../../locales/desk/strings.js';
import { useDesk } from '../context.js';
import { CheckField, toggled } from '../parts/index.js';

/** Roles that an organisation of each kind can give; the service refuses whatever clashes. */
export const rolesOf: Readonly<Record<string, readonly string[]>> = {
  instance: ['instance-administrator', 'auditor'],
  scheme: [
    'administrator',
    'registrar',
    'approving-officer',
    'representative',
    'moderator',
    'certification-officer',
    'release-officer',
    'appeals-reviewer',
    'auditor',
  ],
  sites: ['administrator', 'ac-manager', 'processing-officer', 'assessor', 'post-officer', 'portfolio-assessor'],
};

interface RoleChoiceProps {
  /** Of the boxes: `role` makes `role-0`, `role-1`… */
  readonly id: string;
  readonly offered: readonly string[];
  readonly roles: readonly string[];
  readonly onChoose: (roles: readonly string[]) => void;
  readonly error?: ComponentChildren;
}

export function RoleChoice({ id, offered, roles, onChoose, error }: RoleChoiceProps) {
  const { say } = useDesk();
  return (
    <fieldset class={error === undefined ? 'group' : 'group wrong'}>
      <legend>{say('accounts.roles')}</legend>
      {error !== undefined && <p class="field-error">{error}</p>}
      {offered.map((role, index) => (
        <CheckField
          key={role}
          id={`${id}-${index}`}
          label={roleName(say, role)}
          checked={roles.includes(role)}
          onChange={(isOn) => onChoose(toggled(roles, role, isOn))}
        />
      ))}
    </fieldset>
  );
}
