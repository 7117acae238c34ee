import { ServiceError } from '../shared/index.js';
import { CLOCK_SET_BACK } from './clock-guard.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceStore } from './ports.js';

const SETTING = 'issuance-stop';

/** Stops (or allows again) every new signature of this instance, at once and for all processes that share the store. */
export async function setStopSwitch(
  stopped: boolean,
  actorId: string,
  deps: Pick<IssuanceDeps, 'store' | 'clock'>,
): Promise<void> {
  await deps.store.transaction(async (store) => {
    const current = await store.settings.get(SETTING);
    const value = { stopped, at: deps.clock.now().toISOString() };
    if (current === null) await store.settings.insert({ id: SETTING, version: 1, value });
    else await store.settings.update({ ...current, value });
    const action = stopped ? 'issuance.stopped' : 'issuance.allowed';
    await store.audit.append({ action, actorId, subjectType: 'setting', subjectId: SETTING, facts: {} });
  });
}

const STOPPED = 'issuance-stopped-by-switch';

/** What stops issuing as a whole and not one award. */
export const isStopped = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && (error.code === STOPPED || error.code === CLOCK_SET_BACK);

/** Throws ServiceError `issuance-stopped-by-switch` while the switch is on. Read from the store each time: no cache. */
export async function assertNotStopped({
  store,
}: {
  readonly store: { readonly read: Pick<IssuanceStore, 'settings'> };
}): Promise<void> {
  const setting = await store.read.settings.get(SETTING);
  if (setting?.value['stopped'] !== true) return;
  throw new ServiceError(STOPPED, {
    status: 503,
    title: 'Issuing is stopped for this service.',
    whatToDo: 'Nothing is lost. An administrator can allow it again when the reason is settled.',
  });
}
