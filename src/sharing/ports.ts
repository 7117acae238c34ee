import type { Clock, Ids, Repository, Transactor } from '../shared/index.js';
import type { ShareLink, WorkerRequest, YearGuesses } from './types.js';

/** What sharing needs stored. */
export interface SharingStore {
  readonly shareLinks: Repository<ShareLink>;
  readonly workerRequests: Repository<WorkerRequest>;
  readonly yearGuesses: Repository<YearGuesses>;
}

export interface SharingDeps {
  readonly store: Transactor<SharingStore>;
  readonly clock: Clock;
  readonly ids: Ids;
}
