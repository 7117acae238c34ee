import type { Clock, Transactor } from '../shared/index.js';
import type { IssuanceStore, Setting } from './ports.js';
import { retryStale } from './retry.js';

export { acceptClock, assertClockForward } from './clock-guard.js';

const WATCH = 'clock-watch';

/** A service that runs looks every few minutes; one that was off longer than this is asked about. */
export const LONGEST_PAUSE_MS = 7 * 86_400_000;
/** How far the clock may run ahead of the time that really passed while the process ran: a correction, a short suspension. */
const DRIFT_MS = 3_600_000;
/** As in the clock guard: machines that share a database differ by less. */
const SKEW_MS = 5 * 60_000;

/** The clock stood at `from`, and at `to` when it was looked at next. */
export interface ClockJump {
  readonly from: string;
  readonly to: string;
}

export interface ClockWatch {
  /** Compares the clock with when it was looked at last, here and by whoever shares the database. */
  look(): Promise<ClockJump | null>;
}

interface WatchParts {
  readonly store: Transactor<Pick<IssuanceStore, 'settings'>>;
  readonly clock: Clock;
  /** Milliseconds that really passed since some moment, whatever the clock is set to. */
  elapsedMs(): number;
}

/**
 * Notices a clock that was moved forward. Without a source of time from outside nothing can prove it, so nothing is refused:
 * the jump is kept and told until the clock is put right or two officers say that it is right (`acceptClock`). Seen are more
 * than an hour while a process runs, and more than seven days while none did.
 */
export function createClockWatch({ store, clock, elapsedMs }: WatchParts): ClockWatch {
  let last: { readonly at: number; readonly elapsed: number } | null = null;

  function ranAhead(now: number): boolean {
    const elapsed = elapsedMs();
    const drift = last === null ? 0 : now - last.at - (elapsed - last.elapsed);
    last = { at: now, elapsed };
    return drift > DRIFT_MS;
  }

  return {
    look: async () => {
      const now = clock.now().getTime();
      const isAhead = ranAhead(now);
      return retryStale(() =>
        store.transaction(async (tx) => {
          const row = await tx.settings.get(WATCH);
          const known = jumpIn(row?.value ?? {});
          // The first look of all has nothing to compare with: a trail may well be silent for weeks.
          const seen = row === null ? now : Date.parse(String(row.value['seenAt']));
          const jump = judged(known, { now, seen, isAhead });
          const value = { seenAt: new Date(now).toISOString(), ...asKept(jump) };
          if (row === null) await tx.settings.insert({ id: WATCH, version: 1, value });
          else await tx.settings.update({ ...row, value });
          return jump;
        }),
      );
    },
  };
}

interface Looked {
  readonly now: number;
  readonly seen: number;
  readonly isAhead: boolean;
}

function judged(known: ClockJump | null, { now, seen, isAhead }: Looked): ClockJump | null {
  if (isAhead || now - seen > LONGEST_PAUSE_MS)
    return { from: known?.from ?? new Date(seen).toISOString(), to: new Date(now).toISOString() };
  const isPutRight =
    known !== null && now < seen - SKEW_MS && Math.abs(now - Date.parse(known.from)) <= LONGEST_PAUSE_MS;
  return isPutRight ? null : known;
}

/** The jump that nobody answered for yet. */
export async function openClockJump({ settings }: Pick<IssuanceStore, 'settings'>): Promise<ClockJump | null> {
  return jumpIn((await settings.get(WATCH))?.value ?? {});
}

/** Two officers answered for it. Returns what they answered for. */
export async function closeClockJump({ settings }: Pick<IssuanceStore, 'settings'>): Promise<ClockJump | null> {
  const row = await settings.get(WATCH);
  const jump = jumpIn(row?.value ?? {});
  if (row !== null && jump !== null) await settings.update({ ...row, value: { ...row.value, ...asKept(null) } });
  return jump;
}

const asKept = (jump: ClockJump | null) => ({ jumpFrom: jump?.from ?? null, jumpTo: jump?.to ?? null });

function jumpIn({ jumpFrom: from, jumpTo: to }: Setting['value']): ClockJump | null {
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : null;
}

/** For whoever runs the service. */
export const clockJumpInWords = ({ from, to }: ClockJump): string =>
  `The clock went from ${from.slice(0, 19)}Z to ${to.slice(0, 19)}Z with nothing in between. If the service was not off for that long, the clock is ahead: put it right before anything is signed. If it is right, two officers say so: cli clock accept.`;
