import { findEvery } from '../shared/index.js';
import { audit, instant, newRow, type StaffDeps } from './context.js';
import { useUp } from './links.js';
import type { StaffStore } from './ports.js';
import { linkEnded, noSuch, notAllowed, secondAdministrator } from './refusals.js';
import { INSTANCE, mayDo } from './roles.js';
import { endSessionsOf } from './sessions.js';
import type { RoleGrant, StaffAccount, StaffLink } from './types.js';

/** An account as administrators and auditors see it. */
export type AccountView = Pick<StaffAccount, 'id' | 'displayName' | 'roles' | 'state' | 'createdAt' | 'personId'>;

/** A link as those see it who approve it: for whom, and which roles it gives or gives back. */
export type LinkView = Pick<StaffLink, 'id' | 'kind' | 'displayName' | 'roles' | 'state' | 'endsAt' | 'organizationId'>;

export interface AccountCommands {
  /** Everybody with a role in this organisation; roles elsewhere are left out. */
  list(organizationId: string): Promise<readonly AccountView[]>;
  /** Waiting and open invitations and recoveries of this organisation, without their keys. */
  links(organizationId: string): Promise<readonly LinkView[]>;
  /** What administrators of the service made for people of other organisations, for the second one of them. */
  linksElsewhere(): Promise<readonly LinkView[]>;
  /** Ends all sessions at once. One administrator is enough: it only takes away. @throws D13, `not-found`, R27 for oneself */
  disable(by: StaffAccount, accountId: string): Promise<AccountView>;
}

export function createAccounts(deps: StaffDeps): AccountCommands {
  const { store } = deps;
  return {
    list: async (organizationId) =>
      (await findEvery(store.read.staffAccounts, {}))
        .filter((account) => account.roles.some((grant) => grant.organizationId === organizationId))
        .map((account) => seenFrom(account, organizationId)),
    links: async (organizationId) =>
      linkViews(await store.read.staffLinks.find({ organizationId, state: WAITING }), store.read),
    linksElsewhere: async () => {
      const makers = (await findEvery(store.read.staffAccounts, {})).filter(({ roles }) => roles.some(isOperators));
      const made = await findEvery(store.read.staffLinks, { createdBy: makers.map(({ id }) => id), state: WAITING });
      return linkViews(
        made.filter(({ organizationId }) => organizationId !== INSTANCE),
        store.read,
      );
    },
    disable: (by, accountId) =>
      store.transaction(async (tx) => {
        const account = await tx.staffAccounts.get(accountId);
        const own = account?.roles.filter((grant) => mayDo(by, 'account.disable', grant.organizationId)) ?? [];
        if (account === null || own.length === 0) throw noSuch('account');
        if (account.id === by.id) throw secondAdministrator();
        if (own.length < account.roles.length) throw notAllowed('account.disable');
        const disabled = await tx.staffAccounts.update({ ...account, state: 'disabled' });
        await endSessionsOf(tx, account.id, deps);
        await audit(tx, { action: 'staff.disable', actorId: by.id, subjectId: account.id });
        return seenFrom(disabled, own[0]?.organizationId ?? INSTANCE);
      }),
  };
}

const WAITING: readonly StaffLink['state'][] = ['proposed', 'open'];

const isOperators = ({ role }: RoleGrant): boolean => role === 'instance-administrator';

/** A recovery is shown with the name and the roles of the account that it gives back. */
const linkViews = (links: readonly StaffLink[], store: StaffStore): Promise<readonly LinkView[]> =>
  Promise.all(
    links.map(async ({ id, kind, state, endsAt, accountId, organizationId, ...own }) => {
      const account = accountId === null ? null : await store.staffAccounts.get(accountId);
      const { displayName, roles } = account === null ? own : seenFrom(account, organizationId);
      return { id, kind, displayName, roles, state, endsAt, organizationId };
    }),
  );

const seenFrom = (account: StaffAccount, organizationId: string): AccountView => ({
  id: account.id,
  displayName: account.displayName,
  roles: account.roles.filter((grant) => grant.organizationId === organizationId),
  state: account.state,
  createdAt: account.createdAt,
  personId: account.personId,
});

/**
 * Uses the link up and returns whose it is now: a new account, or the recovered one, whose old passkeys, identities and
 * sessions end here. `newId` was promised to the authenticator when the ceremony began.
 */
export async function takeUp(
  tx: StaffStore,
  linkId: string,
  newId: { readonly accountId: string; readonly displayName?: string },
  deps: StaffDeps,
): Promise<StaffAccount> {
  const link = await useUp(tx, linkId, deps);
  if (link.kind === 'recovery') return recovered(tx, link, deps);
  const account = await tx.staffAccounts.insert({
    ...newRow(deps),
    id: newId.accountId,
    displayName: link.kind === 'set-up' ? (newId.displayName ?? 'Administrator') : link.displayName,
    roles: link.roles,
    personId: link.personId,
    state: 'active',
    createdAt: instant(deps),
  });
  await audit(tx, {
    action: 'staff.join',
    actorId: account.id,
    subjectId: account.id,
    facts: { link: link.id, invitedBy: link.createdBy, approvedBy: link.approvedBy, roles: account.roles.length },
  });
  return account;
}

async function recovered(tx: StaffStore, link: StaffLink, deps: StaffDeps): Promise<StaffAccount> {
  const account = link.accountId === null ? null : await tx.staffAccounts.get(link.accountId);
  if (account === null || account.state !== 'active') throw linkEnded();
  for (const passkey of await tx.staffPasskeys.find({ accountId: account.id, state: 'active' }))
    await tx.staffPasskeys.update({ ...passkey, state: 'removed' });
  for (const identity of await tx.staffIdentities.find({ accountId: account.id, state: 'active' }))
    await tx.staffIdentities.update({ ...identity, state: 'removed' });
  await endSessionsOf(tx, account.id, deps);
  await audit(tx, {
    action: 'staff.recover',
    actorId: account.id,
    subjectId: account.id,
    facts: { link: link.id, proposedBy: link.createdBy, approvedBy: link.approvedBy },
  });
  return account;
}
