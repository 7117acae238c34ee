import { createHash } from 'node:crypto';
import { isoSeconds, ServiceError, type Clock, type Transactor } from '../shared/index.js';
import { lockedForDays } from './refusals.js';
import type { SharingStore } from './ports.js';
import type { YearGuesses } from './types.js';

/** Wrong birth years for one number in one window, by number and by code together. */
export const YEAR_GUESSES = 20;
export const YEAR_WINDOW_MS = 7 * 86_400_000;
/** Windows kept for numbers and codes that we do not have; those that we have are never more than we issued. */
const MOST_UNKNOWN = 100_000;
/** More than one wrong answer adds, so that ended windows cannot pile up. */
const PURGE_AT_ONCE = 100;

export interface YearGuard {
  /**
   * Does `look` and answers what it found; null is a wrong answer and counts. A window begins with its first wrong answer
   * and ends a week later. A right answer neither counts nor takes anything back, so that the holder's own visits give
   * nobody new tries; in a window that is used up right and wrong are refused alike.
   *
   * @param key what is asked about; only its hash is kept
   * @param isKnown false: never issued. Counted just the same, while there is room
   * @throws ServiceError W12
   */
  answer<R>(about: { readonly key: string; readonly isKnown: boolean }, look: () => R | null): Promise<R | null>;
}

type Deps = { readonly store: Transactor<Pick<SharingStore, 'yearGuesses'>>; readonly clock: Clock };

/** Wrong birth years, counted in the database: neither a restart nor a second process gives new tries. */
export function createYearGuard(deps: Deps): YearGuard {
  const inTurn = createTurns();
  return {
    answer: ({ key, isKnown }, look) => {
      const id = createHash('sha256').update(key).digest('hex');
      // One after the other, else guesses sent at once would all be looked at before the first one is counted.
      return inTurn(id, async () => {
        const window = await deps.store.read.yearGuesses.get(id);
        refuseUsedUp(window, deps.clock.now());
        const found = look();
        if (found === null) await again(() => count(id, isKnown, deps));
        return found;
      });
    },
  };
}

const isOpen = ({ endsAt }: YearGuesses, now: Date): boolean => now.getTime() < Date.parse(endsAt);

function refuseUsedUp(window: YearGuesses | null, now: Date): void {
  if (window !== null && isOpen(window, now) && window.wrong >= YEAR_GUESSES) throw lockedForDays(window.endsAt);
}

async function count(id: string, isKnown: boolean, { store, clock }: Deps): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    const window = await tx.yearGuesses.get(id);
    refuseUsedUp(window, now);
    const fresh = { id, wrong: 1, endsAt: isoSeconds(new Date(now.getTime() + YEAR_WINDOW_MS)) };
    if (window === null) {
      const hasRoom = (await tx.yearGuesses.count({})) < MOST_UNKNOWN;
      if (hasRoom || isKnown) await tx.yearGuesses.insert({ ...fresh, version: 1 });
      return;
    }
    await tx.yearGuesses.update(isOpen(window, now) ? { ...window, wrong: window.wrong + 1 } : { ...window, ...fresh });
  });
  const before = isoSeconds(now);
  await store.transaction((tx) => tx.yearGuesses.purge({ field: 'endsAt', before, limit: PURGE_AT_ONCE }));
}

/** Work for one id at a time, in the order of asking; ids do not wait for each other. */
function createTurns(): <R>(id: string, work: () => Promise<R>) => Promise<R> {
  const last = new Map<string, Promise<unknown>>();
  return (id, work) => {
    const turn = (last.get(id) ?? Promise.resolve()).then(work, work);
    last.set(id, turn);
    const leave = (): void => {
      if (last.get(id) === turn) last.delete(id);
    };
    turn.then(leave, leave);
    return turn;
  };
}

/** Another process counted at the same moment: counted again on what it wrote. */
async function again(work: () => Promise<void>, times = 6): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isRace = error instanceof ServiceError && (error.code === 'stale' || error.code === 'conflict');
    if (times > 1 && isRace) return again(work, times - 1);
    throw error;
  }
}
