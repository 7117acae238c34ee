import type { AuditSink, Clock, Ids, Repository, Transactor } from '../shared/index.js';
import type { ShareLink, WorkerRequest, YearGuesses } from './types.js';

/** What sharing needs stored. */
export interface SharingStore {
  readonly shareLinks: Repository<ShareLink>;
  readonly workerRequests: Repository<WorkerRequest>;
  readonly yearGuesses: Repository<YearGuesses>;
  readonly audit: AuditSink;
}

/**
 * Who acts on the worker's page: whoever holds the paper and knows the birth year. The rows name the link or the request, not
 * the credential: what is kept for ever must not say what somebody showed.
 */
export const HOLDER = 'holder';

export interface SharingDeps {
  readonly store: Transactor<SharingStore>;
  readonly clock: Clock;
  readonly ids: Ids;
}
