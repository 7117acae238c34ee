import { z } from 'zod';
import { ServiceError } from '../../shared/index.js';
import {
  actorOf,
  changedRoles,
  INSTANCE,
  noSuch,
  roleCounts,
  staffRoles,
  type AccountView,
  type StaffRole,
} from '../../staff/index.js';
import { actor } from '../fields.js';
import { twoPerson, type ConfirmedCall, type DeskRoute } from '../route.js';

export const accountRoutes: readonly DeskRoute[] = [
  twoPerson({
    unit: 'command',
    path: '/accounts/:accountId/roles',
    action: 'account.change-roles',
    summary: 'Propose which roles a colleague has in this organisation from now on; none takes them all away.',
    input: { accountId: actor, roles: z.array(z.enum(staffRoles as [StaffRole, ...StaffRole[]])).max(10) },
    work: changeRoles,
  }),
];

interface ChangeRoles {
  readonly accountId: string;
  readonly roles: readonly StaffRole[];
}

/** Both administrators are others than the colleague. Sessions end, so that nothing goes on with the old roles. */
async function changeRoles(call: ConfirmedCall<ChangeRoles>): Promise<AccountView> {
  const { input, store, tenant, actorId, secondActorId, deps } = call;
  const account = await store.staffAccounts.get(input.accountId);
  const { organizationId } = tenant;
  if (account === null || !account.roles.some((grant) => grant.organizationId === organizationId))
    throw noSuch('account');
  if ([actorId, secondActorId].includes(actorOf(account))) throw ownRoles();
  if (!input.roles.every((role) => organizationId === INSTANCE || roleCounts(role, tenant.kind))) throw notHere();
  return changedRoles(store, { account, organizationId, roles: input.roles, actorId, secondActorId }, deps);
}

const ownRoles = (): ServiceError =>
  new ServiceError('R27', {
    status: 409,
    title: 'Nobody changes their own roles.',
    whatToDo: 'Ask two other administrators.',
  });

const notHere = (): ServiceError =>
  new ServiceError('role-refused', {
    status: 409,
    title: 'This role belongs to awarding bodies.',
    whatToDo: 'Choose another role or organisation.',
  });
