import { ServiceError } from '../shared/index.js';

const ATTEMPTS = 20;

/** Somebody else was faster: a unique constraint or a row that moved on. The work of the loser was rolled back whole. */
export const isClash = (error: unknown): boolean =>
  error instanceof ServiceError && (error.code === 'stale' || error.code === 'conflict');

/**
 * Repeats one unit of work when a row it read was changed by another one meanwhile. Each attempt reads everything anew, so
 * rules are judged by what is true now. For work that concurs on shared rows, such as the status lists.
 */
export const retryStale = <R>(work: () => Promise<R>): Promise<R> =>
  retry(work, (error) => error instanceof ServiceError && error.code === 'stale');

/** As `retryStale`, also when another one added the same row first. For rows of which there is one for all processes. */
export const retryClash = <R>(work: () => Promise<R>): Promise<R> => retry(work, isClash);

async function retry<R>(work: () => Promise<R>, isWorthIt: (error: unknown) => boolean): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isWorthIt(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}
