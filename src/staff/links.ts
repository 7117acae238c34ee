import { findEvery, ServiceError } from '../shared/index.js';
import { audit, instant, newRow, type StaffDeps } from './context.js';
import type { StaffStore } from './ports.js';
import { cannotGrant, linkEnded, noSuch, notAllowed, secondAdministrator } from './refusals.js';
import { actorOf, clashingRoles, grantFits, INSTANCE, mayDo, type StaffRole } from './roles.js';
import { linkSecret, secretHash } from './secrets.js';
import type { StaffAccount, StaffLink } from './types.js';

const LINK_LIFE_MS = 24 * 3_600_000;

export interface Invitation {
  readonly displayName: string;
  readonly organizationId: string;
  readonly roles: readonly StaffRole[];
  readonly personId?: string;
}

/** A link and the half of its key that its maker hands over in person; shown once, never stored. */
export interface LinkWithHalf {
  readonly link: StaffLink;
  readonly half: string;
}

/** What a person types or opens: the first half, and the second when two administrators were needed. */
export interface LinkKey {
  readonly first: string;
  readonly second?: string;
}

export interface LinkCommands {
  /** The way in of the very first administrator. @throws `set-up-done` (409) when there is one */
  setUp(): Promise<LinkWithHalf>;
  /** @throws D13, `role-refused` */
  invite(by: StaffAccount, invitation: Invitation): Promise<LinkWithHalf>;
  /** New passkey for somebody who lost theirs. @throws D13, `not-found` */
  recover(by: StaffAccount, accountId: string): Promise<LinkWithHalf>;
  /** The second administrator. @throws R27 for the one who asked, D13, `not-found` */
  approve(by: StaffAccount, linkId: string): Promise<LinkWithHalf>;
  withdraw(by: StaffAccount, linkId: string): Promise<StaffLink>;
  /** The link this key opens, not used up yet. @throws D11 */
  look(key: LinkKey): Promise<StaffLink>;
}

export function createLinks(deps: StaffDeps): LinkCommands {
  const { store } = deps;
  return {
    setUp: () => setUp(deps),
    invite: async (by, invitation) => {
      const { organizationId, displayName, personId } = invitation;
      if (!mayDo(by, 'account.invite', organizationId)) throw notAllowed('account.invite');
      const roles = [...new Set(invitation.roles)].map((role) => ({ organizationId, role }));
      checkGrants(roles);
      const isSecond =
        invitation.roles.every((role) => role === 'instance-administrator') && (await isAloneSinceTheStart(deps, by));
      return propose(deps, {
        kind: 'invitation',
        createdBy: by.id,
        state: isSecond ? 'open' : 'proposed',
        displayName,
        organizationId,
        roles,
        personId: personId ?? null,
      });
    },
    recover: async (by, accountId) => {
      const account = await store.read.staffAccounts.get(accountId);
      if (account === null) throw noSuch('account');
      requireEverywhere(by, account);
      const organizationId = account.roles[0]?.organizationId ?? INSTANCE;
      return propose(deps, { kind: 'recovery', createdBy: by.id, state: 'proposed', accountId, organizationId });
    },
    approve: (by, linkId) => store.transaction((tx) => approve(tx, by, linkId, deps)),
    withdraw: (by, linkId) =>
      store.transaction(async (tx) => {
        const link = await tx.staffLinks.get(linkId);
        if (link === null || !mayDo(by, 'account.approve', link.organizationId)) throw noSuch('link');
        if (link.state !== 'proposed' && link.state !== 'open') throw linkEnded();
        const withdrawn = await tx.staffLinks.update({ ...link, state: 'withdrawn' });
        await audit(tx, { action: 'staff-link.withdraw', actorId: by.id, subjectId: link.id });
        return withdrawn;
      }),
    look: (key) => openLink(store.read, key, deps),
  };
}

type LinkFields = Pick<StaffLink, 'kind' | 'createdBy' | 'state'> & Partial<StaffLink>;

/** A new link with its first half, stored and audited. `before` runs in the same transaction. */
function propose(
  deps: StaffDeps,
  fields: LinkFields,
  before: (tx: StaffStore) => Promise<void> = async () => undefined,
): Promise<LinkWithHalf> {
  const half = linkSecret(deps.ids);
  const link: StaffLink = {
    accountId: null,
    displayName: '',
    roles: [],
    personId: null,
    organizationId: INSTANCE,
    secondHash: null,
    approvedBy: null,
    ...fields,
    ...newRow(deps),
    firstHash: secretHash(half),
    createdAt: instant(deps),
    endsAt: instant(deps, LINK_LIFE_MS),
  };
  return deps.store.transaction(async (tx) => {
    await before(tx);
    await tx.staffLinks.insert(link);
    const { id, kind, createdBy, state, accountId } = link;
    const facts = { state, account: accountId };
    await audit(tx, { action: `staff-link.${kind}`, actorId: createdBy, subjectId: id, facts });
    return { link, half };
  });
}

/** Earlier set-up links end, so that only the one printed last is good. */
function setUp(deps: StaffDeps): Promise<LinkWithHalf> {
  const roles = [{ organizationId: INSTANCE, role: 'instance-administrator' as const }];
  return propose(deps, { kind: 'set-up', createdBy: 'operator', state: 'open', roles }, async (tx) => {
    if ((await administrators(tx, INSTANCE)).length > 0) throw setUpDone();
    for (const earlier of await tx.staffLinks.find({ kind: 'set-up', state: 'open' }))
      await tx.staffLinks.update({ ...earlier, state: 'withdrawn' });
  });
}

async function approve(tx: StaffStore, by: StaffAccount, linkId: string, deps: StaffDeps): Promise<LinkWithHalf> {
  const link = await proposedLink(tx, linkId, by);
  const maker = await tx.staffAccounts.get(link.createdBy);
  if (maker === null || maker.id === by.id || actorOf(maker) === actorOf(by)) throw secondAdministrator();
  const target = link.accountId === null ? null : await tx.staffAccounts.get(link.accountId);
  if (target !== null) requireEverywhere(by, target);
  const half = linkSecret(deps.ids);
  const open = await tx.staffLinks.update({
    ...link,
    state: 'open',
    approvedBy: by.id,
    secondHash: secretHash(half),
    endsAt: instant(deps, LINK_LIFE_MS),
  });
  await audit(tx, { action: 'staff-link.approve', actorId: by.id, subjectId: link.id, facts: { maker: maker.id } });
  return { link: open, half };
}

async function proposedLink(tx: StaffStore, linkId: string, by: StaffAccount): Promise<StaffLink> {
  const link = await tx.staffLinks.get(linkId);
  if (link === null || !mayDo(by, 'account.approve', link.organizationId)) throw noSuch('link');
  if (link.state !== 'proposed') throw linkEnded();
  return link;
}

/** @throws D11 for everything but a live link and both of its halves */
async function openLink(store: StaffStore, key: LinkKey, deps: StaffDeps): Promise<StaffLink> {
  const [link] = await store.staffLinks.find({ firstHash: secretHash(key.first) });
  const second = key.second === undefined ? null : secretHash(key.second);
  const fits = link?.state === 'open' && link.secondHash === second;
  if (!link || !fits || Date.parse(link.endsAt) <= deps.clock.now().getTime()) throw linkEnded();
  return link;
}

/** Uses the link up, in the transaction at hand. Of two at the same moment one gets D11. */
export async function useUp(tx: StaffStore, linkId: string, deps: StaffDeps): Promise<StaffLink> {
  const link = await tx.staffLinks.get(linkId);
  if (link?.state !== 'open' || Date.parse(link.endsAt) <= deps.clock.now().getTime()) throw linkEnded();
  if (link.kind === 'set-up' && (await administrators(tx, INSTANCE)).length > 0) throw linkEnded();
  try {
    return await tx.staffLinks.update({ ...link, state: 'used' });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'stale') throw linkEnded();
    throw error;
  }
}

/** Active accounts that could approve in this organisation. */
/**
 * The second administrator is the only colleague who can be let in without a second voice, and only once: disabled accounts
 * count and so does an invitation that is still open, or one person could make the others go and let in a puppet.
 */
async function isAloneSinceTheStart({ store: { read: store }, clock }: StaffDeps, by: StaffAccount): Promise<boolean> {
  const others = (await findEvery(store.staffAccounts, {})).filter(
    (account) => account.id !== by.id && account.roles.some(({ role }) => role === 'instance-administrator'),
  );
  const open = await store.staffLinks.find({ kind: 'invitation', state: 'open', createdBy: by.id });
  const now = clock.now().toISOString();
  return others.length === 0 && open.every((link) => link.endsAt <= now);
}

async function administrators(store: StaffStore, organizationId: string): Promise<readonly StaffAccount[]> {
  const active = await findEvery(store.staffAccounts, { state: 'active' });
  return active.filter((account) => mayDo(account, 'account.approve', organizationId));
}

/** Whoever helps to recover an account must administer every organisation it can act in. */
function requireEverywhere(by: StaffAccount, account: StaffAccount): void {
  if (account.id === by.id) throw secondAdministrator();
  const everywhere = account.roles.every((grant) => mayDo(by, 'account.recover', grant.organizationId));
  const somewhere = account.roles.some((grant) => mayDo(by, 'account.recover', grant.organizationId));
  if (!somewhere) throw noSuch('account');
  if (!everywhere) throw notAllowed('account.recover');
}

export function checkGrants(grants: StaffAccount['roles']): void {
  if (grants.length === 0) throw cannotGrant('No role is chosen.', 'Choose at least one role.');
  if (!grants.every(grantFits))
    throw cannotGrant('This role does not exist in this organisation.', 'Choose another role or organisation.');
  const clashes = clashingRoles(grants);
  if (clashes.length > 0)
    throw cannotGrant(
      `These roles may not meet in one person: ${clashes.join(', ')}.`,
      'Give them to different people.',
    );
}

const setUpDone = (): ServiceError =>
  new ServiceError('set-up-done', {
    status: 409,
    title: 'This service has an administrator already.',
    whatToDo: 'Ask an administrator for an invitation; two administrators can recover a lost passkey.',
  });
