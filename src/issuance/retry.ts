import { ServiceError } from '../shared/index.js';

const ATTEMPTS = 20;

/** Somebody else was faster: a unique constraint or a row that moved on. The work of the loser was rolled back whole. */
export const isClash = (error: unknown): boolean =>
  error instanceof ServiceError && (error.code === 'stale' || error.code === 'conflict');

/**
 * Repeats one unit of work when a row it read was changed by another one meanwhile. Each attempt reads everything anew, so
 * rules are judged by what is true now. For work that concurs on shared rows, such as the status lists.
 */
export async function retryStale<R>(work: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'stale' || attempt >= ATTEMPTS) throw error;
    }
  }
}
