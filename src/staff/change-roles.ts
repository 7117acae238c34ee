import type { AccountView } from './accounts.js';
import { audit, type StaffDeps } from './context.js';
import { checkGrants } from './links.js';
import type { StaffStore } from './ports.js';
import type { StaffRole } from './roles.js';
import { endSessionsOf } from './sessions.js';
import type { StaffAccount } from './types.js';

export interface RoleChange {
  readonly account: StaffAccount;
  readonly organizationId: string;
  /** All roles in this organisation from now on; those elsewhere stay. */
  readonly roles: readonly StaffRole[];
  readonly actorId: string;
  readonly secondActorId: string;
}

/**
 * In the transaction at hand. Two administrators other than the colleague agreed, so administrators always remain.
 * @throws `role-refused` (409) for roles that clash
 */
export async function changedRoles(
  tx: StaffStore,
  { account, organizationId, roles, actorId, secondActorId }: RoleChange,
  deps: Pick<StaffDeps, 'clock'>,
): Promise<AccountView> {
  const elsewhere = account.roles.filter((grant) => grant.organizationId !== organizationId);
  const here = [...new Set(roles)].map((role) => ({ organizationId, role }));
  if (here.length > 0) checkGrants([...elsewhere, ...here]);
  const changed = await tx.staffAccounts.update({ ...account, roles: [...elsewhere, ...here] });
  await endSessionsOf(tx, account.id, deps);
  await audit(tx, {
    action: 'staff.change-roles',
    actorId,
    subjectId: account.id,
    facts: { second: secondActorId, organization: organizationId, roles: here.map(({ role }) => role).join(' ') },
  });
  const { id, displayName, state, createdAt, personId } = changed;
  return { id, displayName, roles: here, state, createdAt, personId };
}
