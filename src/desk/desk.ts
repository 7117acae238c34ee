import { actorOf, mayDoAt, notAllowed, type TwoPersonProposal } from '../staff/index.js';
import type { DeskDeps } from './ports.js';
import { confirm, propose, withdraw } from './proposals.js';
import { allowOrThrow, coverTouched, inUnit, onceMore, parsed, stepUpOrThrow, type Asker } from './request.js';
import type { DeskRoute } from './route.js';
import { tenantOf, type Tenant } from './tenant.js';
import { createView } from './view.js';
import { waitingFor } from './waiting.js';

export interface Desk {
  /**
   * Does the work of a route for this person: role, input, reach, then the services. `raw` is the untrusted input.
   * @throws ServiceError D13, `step-up` (403), `input-invalid` (422), `not-found` (404), whatever the rules refuse (409)
   */
  perform(route: DeskRoute, raw: unknown, asker: Asker): Promise<unknown>;
  /** What waits for a second officer, as far as this person may read it. */
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

export function createDesk(deps: DeskDeps): Desk {
  const { store } = deps;
  return {
    perform: async (route, raw, asker) => {
      const tenant = await tenantOf(store.read, asker.organizationId);
      allowOrThrow(route, asker.account, tenant);
      stepUpOrThrow(route, asker, deps);
      const input = parsed(route, raw);
      const context = { input, actorId: actorOf(asker.account), tenant, account: asker.account };
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
      return waitingFor(account, tenant, store.read, deps);
    },
    confirm: (proposalId, asker) => confirm(proposalId, asker, deps),
    withdraw: (proposalId, asker) => withdraw(proposalId, asker, deps),
    organization: async (organizationId) => {
      const { kind } = await tenantOf(store.read, organizationId);
      const found = await store.read.organizations.get(organizationId);
      return { kind, name: found?.shortName ?? null, legalName: found?.legalName ?? null };
    },
    coverPerson: async (organizationId, personId) =>
      createView(store.read, await tenantOf(store.read, organizationId)).people.cover([personId]),
  };
}
