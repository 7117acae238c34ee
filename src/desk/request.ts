import { ServiceError } from '../shared/index.js';
import { mayDoAt, needsStepUp, notAllowed, requireStepUp, type StaffAccount } from '../staff/index.js';
import { parsedInput } from './input.js';
import type { DeskDeps, DeskStore } from './ports.js';
import type { Call, DeskRoute } from './route.js';
import type { Tenant } from './tenant.js';
import { createView, type ScopedKind } from './view.js';
import { waitingFor } from './waiting.js';

/** Who asks, and for which organisation: both from the session. */
export interface Asker {
  readonly account: StaffAccount;
  /** When a passkey was last used in the session. */
  readonly assertedAt: string | null;
  readonly organizationId: string;
}

export type Context = Pick<Call<unknown>, 'input' | 'actorId' | 'tenant'> & {
  /** Who asks: the same as the actor, but for who confirms what another one proposed. */
  readonly account: StaffAccount;
};

export function allowOrThrow(route: DeskRoute, account: StaffAccount, tenant: Tenant): void {
  if (!mayDoAt(account, route.action, tenant)) throw notAllowed(route.action);
}

export function stepUpOrThrow(route: DeskRoute, asker: Asker, deps: DeskDeps): void {
  // Looking changes nothing, also for those who may change what they see.
  if (route.kind !== 'read' && needsStepUp(route.action)) requireStepUp(asker, deps);
}

/** @throws ServiceError `input-invalid` (422) */
export const parsed = (route: DeskRoute, raw: unknown): unknown => parsedInput<unknown>(route.input, raw);

/** Builds what the work is given: inside one transaction, or on the store itself. */
export function inUnit<R>(
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
export async function onceMore<R>(kind: 'read' | 'command' | 'issuance', work: () => Promise<R>): Promise<R> {
  return work().catch((problem: unknown) => {
    if (kind === 'command' && problem instanceof ServiceError && problem.code === 'conflict') return work();
    throw problem;
  });
}

export const callOn = (store: DeskStore, { account, ...context }: Context, deps: DeskDeps): Call<unknown> => ({
  ...context,
  store,
  view: createView(store, context.tenant),
  waiting: () => waitingFor(account, context.tenant, store, deps),
  services: deps.bind(store),
  deps,
});

/** @throws ServiceError `not-found` when an id in the input is not the tenant's */
export async function coverTouched(route: DeskRoute, call: Pick<Call<unknown>, 'input' | 'view'>): Promise<void> {
  const input = call.input as Readonly<Record<string, unknown>>;
  for (const [kind, fields] of Object.entries(route.touches) as [ScopedKind, readonly string[]][]) {
    const named = fields.flatMap((field) => input[field] ?? []);
    await call.view[kind].cover(named.map(String));
  }
}
