import { actorOf, mayDoAt, type StaffAccount, type TwoPersonProposal } from '../staff/index.js';
import { LATEST_OPEN, stillOpen } from './open-proposals.js';
import type { DeskDeps, DeskStore } from './ports.js';
import { routeName } from './route.js';
import { deskRoutes } from './routes/registry.js';
import type { Tenant } from './tenant.js';
import { createView } from './view.js';

/**
 * What waits for a second officer, as far as the one who asks may read what was asked for: what one could confirm and what
 * one proposed, in one's own organisation. Auditors read all of it, at the operator's height that of every organisation. What
 * ended without an answer waits no more: who may read the audit trail finds it there.
 */
export async function waitingFor(
  account: StaffAccount,
  tenant: Tenant,
  store: DeskStore,
  { clock }: Pick<DeskDeps, 'clock'>,
): Promise<readonly TwoPersonProposal[]> {
  if (mayDoAt(account, 'audit.read', tenant))
    return stillOpen(await createView(store, tenant).proposals.find({ state: 'open' }, LATEST_OPEN), clock);
  const own = { organizationId: tenant.organizationId, state: 'open' } as const;
  const confirmable = deskRoutes.filter(
    ({ kind, action }) => kind === 'two-person' && mayDoAt(account, action, tenant),
  );
  const found = [
    ...(await store.twoPersonProposals.find({ ...own, action: confirmable.map(routeName) }, LATEST_OPEN)),
    ...(await store.twoPersonProposals.find({ ...own, proposedBy: actorOf(account) }, LATEST_OPEN)),
  ];
  return stillOpen([...new Map(found.map((proposal) => [proposal.id, proposal])).values()], clock);
}
