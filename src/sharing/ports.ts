import type { Clock, Ids, Repository, Transactor } from '../shared/index.js';
import type { ShareLink, WorkerRequest } from './types.js';

/** What sharing needs stored. */
export interface SharingStore {
  readonly shareLinks: Repository<ShareLink>;
  readonly workerRequests: Repository<WorkerRequest>;
}

export interface SharingDeps {
  readonly store: Transactor<SharingStore>;
  readonly clock: Clock;
  readonly ids: Ids;
}
