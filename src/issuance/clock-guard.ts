import { hostname } from 'node:os';
import { isoSeconds, requireTwoOfficers, ServiceError, type Clock } from '../shared/index.js';
import { closeClockJump } from './clock-watch.js';
import type { IssuanceDeps } from './deps.js';
import type { AuditTime } from './model.js';
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
  const { latest } = await store.read.auditClock(floor);
  const behindMs = latest === null ? 0 : Date.parse(latest.at) - clock.now().getTime();
  if (latest === null || behindMs <= SKEW_MS) return;
  throw new ServiceError(CLOCK_SET_BACK, {
    status: 503,
    title: `The clock of ${hostname()} stands at ${isoSeconds(clock.now())}, before entry ${latest.sequence} of the audit trail, of ${latest.at.slice(0, 19)}Z.`,
    whatToDo:
      'Nothing is lost. Correct the clock of that machine, or of the one that wrote the entry. If that was ahead and all are right now, two officers say so: cli clock accept.',
  });
}

/** A moment that has not come yet, by more than clocks differ: its own clock was ahead. */
export const isToCome = (instant: string, clock: Clock): boolean =>
  Date.parse(instant) - clock.now().getTime() > SKEW_MS;

interface GuardParts {
  readonly store: { readonly read: Pick<IssuanceStore, 'settings' | 'auditClock'> };
  readonly clock: Clock;
}

/** How many of the rows that are passed over are shown. */
const SHOWN = 100;

/**
 * Two officers say that the clock is right now: entries up to here, made while it was ahead, no longer hold issuing up, and a
 * jump forward that was noticed is answered for. The entries themselves stay as they are. Returns those dated later than now, the latest first, at most 100: what was passed over.
 */
export async function acceptClock(
  officers: { readonly actorId: string; readonly secondActorId: string },
  { store, clock }: Pick<IssuanceDeps, 'store' | 'clock'>,
): Promise<readonly AuditTime[]> {
  const { actorId, secondActorId } = officers;
  requireTwoOfficers(actorId, secondActorId);
  return store.transaction(async (tx) => {
    const { headSequence: sequence, latest } = await tx.auditClock(0);
    const current = await tx.settings.get(ACCEPTED);
    const now = clock.now().getTime();
    const later = (await tx.auditLatest(Number(current?.value['sequence'] ?? 0), SHOWN)).filter(
      ({ at }) => Date.parse(at) > now,
    );
    if (current === null) await tx.settings.insert({ id: ACCEPTED, version: 1, value: { sequence } });
    else await tx.settings.update({ ...current, value: { sequence } });
    const jump = await closeClockJump(tx);
    await tx.audit.append({
      action: 'clock.accepted',
      actorId,
      subjectType: 'setting',
      subjectId: ACCEPTED,
      facts: {
        ...{ secondActor: secondActorId, sequence, latestAt: latest?.at ?? null },
        ...(jump === null ? {} : { jumpFrom: jump.from, jumpTo: jump.to }),
      },
    });
    return later;
  });
}
