import { refused, type ServiceError } from '../shared/index.js';
import { actorOf, mayDoAt, noSuch, type TwoPersonProposal } from '../staff/index.js';
import type { Decide, DeskDeps, DeskStore } from './ports.js';
import {
  allowOrThrow,
  callOn,
  coverTouched,
  inUnit,
  parsed,
  stepUpOrThrow,
  type Asker,
  type Context,
} from './request.js';
import { routeName, type Call, type DeskRoute } from './route.js';
import { deskRoutes } from './routes/registry.js';
import { tenantOf, type Tenant } from './tenant.js';
import { createView } from './view.js';

const PROPOSAL_LIFE_MS = 7 * 86_400_000;

/** Kept for a second officer. What no second officer could confirm now is refused as the confirmation would be. */
export async function propose(route: TwoPersonRoute, context: Context, deps: DeskDeps): Promise<TwoPersonProposal> {
  await assertConfirmable(route, context, deps);
  return deps.store.transaction((tx) => keepProposal(tx, route, context, deps));
}

/** Ends a transaction in which everything could be done, so that nothing is. */
class Undone extends Error {}

/** Does what the confirmation would do, with somebody else as the second officer, and takes it back. */
async function assertConfirmable(route: TwoPersonRoute, context: Context, deps: DeskDeps): Promise<void> {
  const undoing: Decide = (work) =>
    deps.store.transaction(async (tx) => {
      await work(tx);
      throw new Undone();
    });
  const somebodyElse = { ...context, secondActorId: deps.ids.uuid() };
  try {
    await carryOut(route, somebodyElse, undoing, deps);
  } catch (problem) {
    if (problem instanceof Undone) return;
    throw problem;
  }
  throw decidesElsewhere(route);
}

/** The act itself. What two people decide with it is in the transaction that `decide` opens. */
function carryOut(
  route: TwoPersonRoute,
  { secondActorId, ...context }: Context & { readonly secondActorId: string },
  decide: Decide,
  deps: DeskDeps,
): Promise<unknown> {
  const work = async (call: Call<unknown>): Promise<unknown> => {
    await coverTouched(route, call);
    return route.work({ ...call, secondActorId });
  };
  return route.unit === 'command'
    ? decide((tx) => work(callOn(tx, context, deps)))
    : inUnit('issuance', context, { ...deps, ...deps.deciding(decide) }, work);
}

const decidesElsewhere = (route: TwoPersonRoute): Error =>
  new Error(`${routeName(route)} decides in no transaction of ours`);

async function keepProposal(
  tx: DeskStore,
  route: TwoPersonRoute,
  { input, actorId, tenant }: Context,
  deps: DeskDeps,
): Promise<TwoPersonProposal> {
  const now = deps.clock.now();
  const proposal = await tx.twoPersonProposals.insert({
    id: deps.ids.uuid(),
    version: 1,
    organizationId: tenant.organizationId,
    action: routeName(route),
    input: input as Readonly<Record<string, unknown>>,
    proposedBy: actorId,
    proposedAt: now.toISOString(),
    endsAt: new Date(now.getTime() + PROPOSAL_LIFE_MS).toISOString(),
    confirmedBy: null,
    state: 'open',
  });
  await auditProposal(tx, proposal, actorId, 'propose');
  return proposal;
}

/**
 * The second officer's part. That two people agreed and what they decided are one transaction, so that no process which dies
 * leaves the one without the other, and of two who confirm, or of one who confirms and one who withdraws, one gets through.
 * What follows from a decision (publishing, the items of a batch) is work of its own, which the next process goes on with.
 */
export async function confirm(proposalId: string, asker: Asker, deps: DeskDeps): Promise<unknown> {
  const secondActorId = actorOf(asker.account);
  const tenant = await tenantOf(deps.store.read, asker.organizationId);
  const proposal = await ownProposal(deps.store.read, tenant, proposalId);
  const route = routeOf(proposal);
  allowOrThrow(route, asker.account, tenant);
  stepUpOrThrow(route, asker, deps);
  requireOpen(proposal, deps);
  if (proposal.proposedBy === secondActorId) throw secondOfficer();
  await proposerStillMay(proposal, route, tenant, deps);
  const context = {
    ...{ input: parsed(route, proposal.input), actorId: proposal.proposedBy, tenant },
    ...{ account: asker.account, secondActorId },
  };
  let isDecided = false;
  const decide: Decide = async (work) => {
    const decided = await deps.store.transaction(async (tx) => {
      await settle(tx, { proposal, tenant, secondActorId }, deps);
      return work(tx);
    });
    isDecided = true;
    deps.noted(route.action);
    return decided;
  };
  const result = await carryOut(route, context, decide, deps).catch(async (problem: unknown) => {
    // Of two who confirm at once, the later one is told so, and not what the second attempt met in the register.
    if (!isDecided) requireOpen(await ownProposal(deps.store.read, tenant, proposalId), deps);
    throw problem;
  });
  if (!isDecided) throw decidesElsewhere(route);
  return result;
}

interface Agreed {
  readonly proposal: TwoPersonProposal;
  readonly tenant: Tenant;
  readonly secondActorId: string;
}

/** Read anew: between the first reading and this transaction it may have been withdrawn or confirmed. */
async function settle(tx: DeskStore, { proposal, tenant, secondActorId }: Agreed, deps: DeskDeps): Promise<void> {
  const now = await ownProposal(tx, tenant, proposal.id);
  requireOpen(now, deps);
  await tx.twoPersonProposals.update({ ...now, state: 'confirmed', confirmedBy: secondActorId });
  await auditProposal(tx, now, secondActorId, 'confirm');
}

/** Where it was made, also at the operator's height. @throws ServiceError `not-found` */
async function ownProposal(store: DeskStore, tenant: Tenant, proposalId: string): Promise<TwoPersonProposal> {
  const proposal = await createView(store, tenant).proposals.get(proposalId);
  if (proposal.organizationId !== tenant.organizationId) throw noSuch('proposal');
  return proposal;
}

/** By the one who proposed, or by anybody who could confirm. */
export function withdraw(
  proposalId: string,
  { account, organizationId }: Asker,
  deps: DeskDeps,
): Promise<TwoPersonProposal> {
  return deps.store.transaction(async (tx) => {
    const tenant = await tenantOf(tx, organizationId);
    const proposal = await ownProposal(tx, tenant, proposalId);
    const route = routeOf(proposal);
    if (proposal.proposedBy !== actorOf(account)) allowOrThrow(route, account, tenant);
    requireOpen(proposal, deps);
    const withdrawn = await tx.twoPersonProposals.update({ ...proposal, state: 'withdrawn' });
    await auditProposal(tx, withdrawn, actorOf(account), 'withdraw');
    return withdrawn;
  });
}

type TwoPersonRoute = Extract<DeskRoute, { kind: 'two-person' }>;

function routeOf(proposal: TwoPersonProposal): TwoPersonRoute {
  const found = deskRoutes.find((route) => routeName(route) === proposal.action);
  if (found?.kind !== 'two-person') throw noSuch('proposal');
  return found;
}

function requireOpen(proposal: TwoPersonProposal, deps: DeskDeps): void {
  if (proposal.state === 'open' && Date.parse(proposal.endsAt) > deps.clock.now().getTime()) return;
  throw refused([
    {
      code: 'proposal-outdated',
      severity: 'block',
      message: 'This proposal was settled or has ended.',
      whatToDo: 'Look at the list and propose again.',
    },
  ]);
}

/** Whoever left, or lost the role, since proposing does not count as one of two. */
async function proposerStillMay(
  proposal: TwoPersonProposal,
  route: TwoPersonRoute,
  tenant: Tenant,
  deps: DeskDeps,
): Promise<void> {
  const { staffAccounts } = deps.store.read;
  const [byPerson] = await staffAccounts.find({ personId: proposal.proposedBy });
  const proposer = byPerson ?? (await staffAccounts.get(proposal.proposedBy));
  if (proposer === null || !mayDoAt(proposer, route.action, tenant)) throw secondOfficer();
}

const secondOfficer = (): ServiceError =>
  refused([
    {
      code: 'R27',
      severity: 'block',
      message: 'Two different officers must agree to this.',
      whatToDo: 'Ask another officer to confirm it.',
    },
  ]);

const auditProposal = (
  store: DeskStore,
  proposal: TwoPersonProposal,
  actorId: string,
  event: 'propose' | 'confirm' | 'withdraw',
): Promise<void> =>
  store.audit.append({
    action: `proposal.${event}`,
    actorId,
    subjectType: 'proposal',
    subjectId: proposal.id,
    facts: { action: proposal.action, organization: proposal.organizationId },
  });
