import type { AuditEvent, Clock, Ids, Stored, Transactor } from '../shared/index.js';
import type { StaffStore } from './ports.js';

/** What the staff services are built from. */
export interface StaffDeps {
  readonly store: Transactor<StaffStore>;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const newRow = (deps: Pick<StaffDeps, 'ids'>): Stored => ({ id: deps.ids.uuid(), version: 1 });

export const instant = (deps: Pick<StaffDeps, 'clock'>, plusMs = 0): string =>
  new Date(deps.clock.now().getTime() + plusMs).toISOString();

/** One line in the audit trail, in the transaction at hand; `action` is `<thing>.<event>`. Ids and counts only. */
export function audit(
  store: Pick<StaffStore, 'audit'>,
  event: Pick<AuditEvent, 'action' | 'actorId' | 'subjectId'> & { readonly facts?: AuditEvent['facts'] },
): Promise<void> {
  return store.audit.append({ facts: {}, ...event, subjectType: event.action.split('.')[0] ?? event.action });
}
