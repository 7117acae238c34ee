import { refused, ServiceError } from '../shared/index.js';
import {
  actorOf,
  mayDoAt,
  needsStepUp,
  noSuch,
  notAllowed,
  requireStepUp,
  type StaffAccount,
  type TwoPersonProposal,
} from '../staff/index.js';
import type { DeskDeps, DeskStore } from './ports.js';
import { routeName, type Call, type DeskRoute } from './route.js';
import { deskRoutes } from './routes/registry.js';
import { tenantOf, type Tenant } from './tenant.js';
import { createView, type ScopedKind } from './view.js';

/** Who asks, and for which organisation: both from the session. */
export interface Asker {
  readonly account: StaffAccount;
  /** When a passkey was last used in the session. */
  readonly assertedAt: string | null;
  readonly organizationId: string;
}

export interface Desk {
  /**
   * Does the work of a route for this person: role, input, reach, then the services. `raw` is the untrusted input.
   * @throws ServiceError D13, `step-up` (403), `input-invalid` (422), `not-found` (404), whatever the rules refuse (409)
   */
  perform(route: DeskRoute, raw: unknown, asker: Asker): Promise<unknown>;
  proposals(asker: Asker): Promise<readonly TwoPersonProposal[]>;
  /** The second officer. @throws R27 for the one who proposed; otherwise as `perform` */
  confirm(proposalId: string, asker: Asker): Promise<unknown>;
  /** By the one who proposed, or by anybody who could confirm. */
  withdraw(proposalId: string, asker: Asker): Promise<TwoPersonProposal>;
  /** How this organisation stands, with its name. @throws `not-found` */
  organization(organizationId: string): Promise<{
    readonly kind: Tenant['kind'];
    readonly name: string | null;
    readonly legalName: string | null;
  }>;
  /** The person is on the organisation's file. @throws `not-found` */
  coverPerson(organizationId: string, personId: string): Promise<void>;
}

const PROPOSAL_LIFE_MS = 7 * 86_400_000;

export function createDesk(deps: DeskDeps): Desk {
  const { store } = deps;
  return {
    perform: async (route, raw, asker) => {
      const tenant = await tenantOf(store.read, asker.organizationId);
      allowOrThrow(route, asker.account, tenant);
      stepUpOrThrow(route, asker, deps);
      const input = parsed(route, raw);
      const context = { input, actorId: actorOf(asker.account), tenant };
      if (route.kind === 'two-person') return propose(route, context, deps);
      const result = await onceMore(route.kind, () =>
        inUnit(route.kind, context, deps, async (call) => {
          await coverTouched(route, call);
          return route.work(call);
        }),
      );
      if (route.kind !== 'read') deps.noted(route.action);
      return result;
    },
    proposals: async ({ account, organizationId }) => {
      const tenant = await tenantOf(store.read, organizationId);
      if (!mayDoAt(account, 'proposals.read', tenant)) throw notAllowed('proposals.read');
      return createView(store.read, tenant).proposals.find({ state: 'open' }, { limit: 500 });
    },
    confirm: async (proposalId, asker) => confirm(proposalId, asker, deps),
    withdraw: (proposalId, { account, organizationId }) =>
      store.transaction(async (tx) => {
        const tenant = await tenantOf(tx, organizationId);
        const proposal = await createView(tx, tenant).proposals.get(proposalId);
        const route = routeOf(proposal);
        if (proposal.proposedBy !== actorOf(account)) allowOrThrow(route, account, tenant);
        requireOpen(proposal, deps);
        const withdrawn = await tx.twoPersonProposals.update({ ...proposal, state: 'withdrawn' });
        await auditProposal(tx, withdrawn, actorOf(account), 'withdraw');
        return withdrawn;
      }),
    organization: async (organizationId) => {
      const { kind } = await tenantOf(store.read, organizationId);
      const found = await store.read.organizations.get(organizationId);
      return { kind, name: found?.shortName ?? null, legalName: found?.legalName ?? null };
    },
    coverPerson: async (organizationId, personId) =>
      createView(store.read, await tenantOf(store.read, organizationId)).people.cover([personId]),
  };
}

type Context = Pick<Call<unknown>, 'input' | 'actorId' | 'tenant'>;

function allowOrThrow(route: DeskRoute, account: StaffAccount, tenant: Tenant): void {
  if (!mayDoAt(account, route.action, tenant)) throw notAllowed(route.action);
}

function stepUpOrThrow(route: DeskRoute, asker: Asker, deps: DeskDeps): void {
  // Looking changes nothing, also for those who may change what they see.
  if (route.kind !== 'read' && needsStepUp(route.action)) requireStepUp(asker, deps);
}

function parsed(route: DeskRoute, raw: unknown): unknown {
  const result = route.input.safeParse(raw);
  if (result.success) return result.data;
  throw new ServiceError('input-invalid', {
    status: 422,
    title: 'Something in this request is missing or not as expected.',
    whatToDo: 'Correct the fields named.',
    // Paths only: the values may be personal data.
    refusals: result.error.issues.slice(0, 20).map((issue) => ({
      code: 'input-invalid',
      severity: 'block',
      message: 'This field is missing or not as expected.',
      whatToDo: 'See the description of this address in /api/docs.',
      at: `/${issue.path.map(String).join('/')}`,
    })),
  });
}

/** Builds what the work is given: inside one transaction, or on the store itself. */
function inUnit<R>(
  kind: 'read' | 'command' | 'issuance',
  context: Context,
  deps: DeskDeps,
  work: (call: Call<unknown>) => Promise<R>,
): Promise<R> {
  return kind === 'command'
    ? deps.store.transaction((tx) => work(callOn(tx, context, deps)))
    : work(callOn(deps.store.read, context, deps));
}

/**
 * A command that was sent again while the first sending was in work meets what that one has just kept. It was rolled back
 * whole; asked once more, it finds it and says what became of it.
 */
async function onceMore<R>(kind: 'read' | 'command' | 'issuance', work: () => Promise<R>): Promise<R> {
  return work().catch((problem: unknown) => {
    if (kind === 'command' && problem instanceof ServiceError && problem.code === 'conflict') return work();
    throw problem;
  });
}

const callOn = (store: DeskStore, context: Context, deps: DeskDeps): Call<unknown> => ({
  ...context,
  store,
  view: createView(store, context.tenant),
  services: deps.bind(store),
  deps,
});

/** @throws ServiceError `not-found` when an id in the input is not the tenant's */
async function coverTouched(route: DeskRoute, call: Pick<Call<unknown>, 'input' | 'view'>): Promise<void> {
  const input = call.input as Readonly<Record<string, unknown>>;
  for (const [kind, fields] of Object.entries(route.touches) as [ScopedKind, readonly string[]][]) {
    const named = fields.flatMap((field) => input[field] ?? []);
    await call.view[kind].cover(named.map(String));
  }
}

/** What a command would refuse is looked at in the transaction that keeps the proposal; the rest has its own. */
async function propose(route: TwoPersonRoute, context: Context, deps: DeskDeps): Promise<TwoPersonProposal> {
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

async function confirm(proposalId: string, asker: Asker, deps: DeskDeps): Promise<unknown> {
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
