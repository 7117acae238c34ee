import { refused, type ServiceError } from '../shared/index.js';
import { actorOf, mayDoAt, noSuch, type TwoPersonProposal } from '../staff/index.js';
import type { DeskDeps, DeskStore } from './ports.js';
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

/** What a command would refuse is looked at in the transaction that keeps the proposal; the rest has its own. */
export async function propose(route: TwoPersonRoute, context: Context, deps: DeskDeps): Promise<TwoPersonProposal> {
  const looked = async (call: Call<unknown>): Promise<void> => {
    await coverTouched(route, call);
    await route.check?.(call);
  };
  if (route.unit === 'issuance') await inUnit('issuance', context, deps, looked);
  return deps.store.transaction(async (tx) => {
    if (route.unit === 'command') await looked(callOn(tx, context, deps));
    return keepProposal(tx, route, context, deps);
  });
}

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

export async function confirm(proposalId: string, asker: Asker, deps: DeskDeps): Promise<unknown> {
  const secondActorId = actorOf(asker.account);
  const tenant = await tenantOf(deps.store.read, asker.organizationId);
  const proposal = await createView(deps.store.read, tenant).proposals.get(proposalId);
  const route = routeOf(proposal);
  allowOrThrow(route, asker.account, tenant);
  stepUpOrThrow(route, asker, deps);
  requireOpen(proposal, deps);
  if (proposal.proposedBy === secondActorId) throw secondOfficer();
  await proposerStillMay(proposal, route, tenant, deps);
  const context = { input: parsed(route, proposal.input), actorId: proposal.proposedBy, tenant };
  const carryOut = async (call: Call<unknown>): Promise<unknown> => {
    await coverTouched(route, call);
    return route.work({ ...call, secondActorId });
  };
  const settle = async (tx: DeskStore): Promise<TwoPersonProposal> => {
    await auditProposal(tx, proposal, secondActorId, 'confirm');
    return tx.twoPersonProposals.update({ ...proposal, state: 'confirmed', confirmedBy: secondActorId });
  };
  // The optimistic lock lets one through: of two who confirm, and of one who confirms and one who withdraws.
  const inOneUnit = (call: Call<unknown>): Promise<unknown> => settle(call.store).then(() => carryOut(call));
  // What has transactions of its own cannot be taken back with them: the proposal is settled before, and open again after a
  // refusal. Else something withdrawn meanwhile would have been done.
  const inSteps = async (): Promise<unknown> => {
    const settled = await deps.store.transaction(settle);
    return inUnit('issuance', context, deps, carryOut).catch(async (problem: unknown) => {
      await deps.store.transaction((tx) => reopen(tx, settled, secondActorId));
      throw problem;
    });
  };
  const attempt = route.unit === 'command' ? inUnit('command', context, deps, inOneUnit) : inSteps();
  const result = await attempt.catch(async (problem: unknown) => {
    // Of two who confirm at once, the later one is told so, and not what the second attempt met in the register.
    const now = await createView(deps.store.read, tenant).proposals.get(proposalId);
    requireOpen(now, deps);
    throw problem;
  });
  deps.noted(route.action);
  return result;
}

/** By the one who proposed, or by anybody who could confirm. */
export function withdraw(
  proposalId: string,
  { account, organizationId }: Asker,
  deps: DeskDeps,
): Promise<TwoPersonProposal> {
  return deps.store.transaction(async (tx) => {
    const tenant = await tenantOf(tx, organizationId);
    const proposal = await createView(tx, tenant).proposals.get(proposalId);
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

async function reopen(tx: DeskStore, settled: TwoPersonProposal, actorId: string): Promise<void> {
  await tx.twoPersonProposals.update({ ...settled, state: 'open', confirmedBy: null });
  await auditProposal(tx, settled, actorId, 'refuse');
}

const auditProposal = (
  store: DeskStore,
  proposal: TwoPersonProposal,
  actorId: string,
  event: 'propose' | 'confirm' | 'withdraw' | 'refuse',
): Promise<void> =>
  store.audit.append({
    action: `proposal.${event}`,
    actorId,
    subjectType: 'proposal',
    subjectId: proposal.id,
    facts: { action: proposal.action, organization: proposal.organizationId },
  });
