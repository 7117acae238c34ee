import { fixedClock, systemClock, type Clock } from '../shared/index.js';

export type Say = (line: string) => void;

/** Stands in the past while history is replayed, then follows the real time. */
export interface DemoClock extends Clock {
  set(iso: string): void;
  /** From now on the real time. */
  release(): void;
}

export function createDemoClock(start: string): DemoClock {
  const past = fixedClock(start);
  let current: Clock = past;
  return {
    now: () => current.now(),
    set: (iso) => past.set(iso),
    release: () => {
      current = systemClock;
    },
  };
}
