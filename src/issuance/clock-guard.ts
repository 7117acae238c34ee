import { isoSeconds, requireTwoOfficers, ServiceError, type Clock } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceStore } from './ports.js';

/** Clocks of machines that share a database differ by less. */
const SKEW_MS = 5 * 60_000;
const ACCEPTED = 'clock-accepted';

export const CLOCK_SET_BACK = 'clock-set-back';

/**
 * Time must not run backwards: a certificate signed now would be dated before what was done already. Everything that is
 * done leaves an audit row, so the latest of their times is the measure; looking and verifying go on.
 *
 * @throws ServiceError `clock-set-back` (503) when the clock stands more than five minutes before it
 */
export async function assertClockForward({ store, clock }: GuardParts): Promise<void> {
  const floor = Number((await store.read.settings.get(ACCEPTED))?.value['sequence'] ?? 0);
  const { latestAt } = await store.read.auditClock(floor);
  const behindMs = latestAt === null ? 0 : Date.parse(latestAt) - clock.now().getTime();
  if (behindMs <= SKEW_MS) return;
  throw new ServiceError(CLOCK_SET_BACK, {
    status: 503,
    title: `The clock of this service stands at ${isoSeconds(clock.now())}, before its last entry of ${latestAt?.slice(0, 19) ?? ''}Z.`,
    whatToDo:
      'Nothing is lost. Correct the clock of the machine. If the clock was ahead before and is right now, two officers say so: cli clock accept.',
  });
}

interface GuardParts {
  readonly store: { readonly read: Pick<IssuanceStore, 'settings' | 'auditClock'> };
  readonly clock: Clock;
}

/**
 * Two officers say that the clock was ahead and is right now: entries up to here no longer hold issuing up. The entries
 * themselves stay as they are.
 */
export async function acceptClock(
  officers: { readonly actorId: string; readonly secondActorId: string },
  { store }: Pick<IssuanceDeps, 'store'>,
): Promise<void> {
  const { actorId, secondActorId } = officers;
  requireTwoOfficers(actorId, secondActorId);
  await store.transaction(async (tx) => {
    const { headSequence: sequence, latestAt } = await tx.auditClock(0);
    const current = await tx.settings.get(ACCEPTED);
    if (current === null) await tx.settings.insert({ id: ACCEPTED, version: 1, value: { sequence } });
    else await tx.settings.update({ ...current, value: { sequence } });
    await tx.audit.append({
      action: 'clock.accepted',
      actorId,
      subjectType: 'setting',
      subjectId: ACCEPTED,
      facts: { secondActor: secondActorId, sequence, latestAt },
    });
  });
}
