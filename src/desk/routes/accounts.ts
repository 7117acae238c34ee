import { z } from 'zod';
import type { Organization } from '../../assessment/index.js';
import { findEvery, ServiceError } from '../../shared/index.js';
import {
  actorOf,
  changedRoles,
  INSTANCE,
  noSuch,
  roleCounts,
  staffRoles,
  type AccountView,
  type StaffAccount,
  type StaffRole,
} from '../../staff/index.js';
import { actor } from '../fields.js';
import { reading, twoPerson, type Call, type ConfirmedCall, type DeskRoute } from '../route.js';
import { awards } from '../tenant.js';

export const accountRoutes: readonly DeskRoute[] = [
  reading({
    path: '/organizations',
    action: 'organizations.read',
    summary:
      'Organisations of this service whose people can have accounts, for the operator who invites the first ones.',
    input: {},
    work: organizations,
  }),
  twoPerson({
    unit: 'command',
    path: '/accounts/:accountId/roles',
    action: 'account.change-roles',
    summary: 'Propose which roles a colleague has in this organisation from now on; none takes them all away.',
    input: { accountId: actor, roles: z.array(z.enum(staffRoles as [StaffRole, ...StaffRole[]])).max(10) },
    work: changeRoles,
  }),
];

/** Employers have no accounts. */
const withAccounts: readonly Organization['type'][] = [
  'framework-authority',
  'awarding-body',
  'issuing-office',
  'assessment-centre',
  'training-provider',
  'post-abroad',
  'intermediary',
];

/** By name; `kind` says which roles can be given there. @throws ServiceError `not-found` but for the operator */
async function organizations({ tenant, store }: Call<object>) {
  if (tenant.kind !== 'instance') throw noSuch('organisation');
  const all = await findEvery(store.organizations, { type: withAccounts });
  const byId = new Map(all.map((organization) => [organization.id, organization]));
  return all
    .sort((left, right) => left.legalName.localeCompare(right.legalName, 'en'))
    .map((organization) => {
      const { id, legalName: name, shortName, country, type, parentId } = organization;
      const body = type === 'issuing-office' && parentId !== null ? byId.get(parentId) : organization;
      return { id, name, shortName, country, kind: body !== undefined && awards(body) ? 'scheme' : 'sites' };
    });
}

interface ChangeRoles {
  readonly accountId: string;
  readonly roles: readonly StaffRole[];
}

/** Both administrators are others than the colleague. Sessions end, so that nothing goes on with the old roles. */
async function changeRoles(call: ConfirmedCall<ChangeRoles>): Promise<AccountView> {
  const { input, store, tenant, actorId, secondActorId, deps } = call;
  const account = await colleague(call);
  const { organizationId } = tenant;
  if ([actorId, secondActorId].includes(actorOf(account))) throw ownRoles();
  if (!input.roles.every((role) => organizationId === INSTANCE || roleCounts(role, tenant.kind))) throw notHere();
  return changedRoles(store, { account, organizationId, roles: input.roles, actorId, secondActorId }, deps);
}

/** Somebody of this organisation. @throws ServiceError `not-found` */
async function colleague({
  input,
  store,
  tenant,
}: Pick<Call<ChangeRoles>, 'input' | 'store' | 'tenant'>): Promise<StaffAccount> {
  const account = await store.staffAccounts.get(input.accountId);
  if (!account?.roles.some(({ organizationId }) => organizationId === tenant.organizationId)) throw noSuch('account');
  return account;
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
