import type { Repository, Stored } from '../shared/index.js';

/** A statement signed by root keys outside this service and published by it: a trust list or a change of root keys. */
export interface TrustStatement extends Stored {
  readonly kind: 'list' | 'roots';
  /** Version of the list, serial of the root statement; rises within its kind. */
  readonly number: number;
  readonly jws: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

/**
 * Another operator's trust list. `proposed` by one administrator, `active` when a second one consented; a withdrawn one
 * is never taken up again, it is proposed anew.
 */
export interface TrustImport extends Stored {
  /** As that operator calls itself in its list. */
  readonly operator: string;
  /** Where the list is fetched again; null for one that came as a file. */
  readonly url: string | null;
  /** That operator's root keys as pinned now. */
  readonly roots: readonly string[];
  readonly rootSerial: number;
  readonly state: 'proposed' | 'active' | 'withdrawn';
  readonly listVersion: number;
  /** The issuers that both administrators saw; what later lists add waits. Null in rows from before this was kept: nobody agreed to any. */
  readonly dids: readonly string[] | null;
  /** The list as received; its signature is checked again whenever it is read. */
  readonly jws: string;
  readonly fetchedAt: string;
  /** Why the last refresh changed nothing; null when it went well. */
  readonly lastProblem: string | null;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly consentedBy: string | null;
  readonly consentedAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
}

/** What the trust material needs of the store. */
export interface TrustMaterialStore {
  readonly trustStatements: Repository<TrustStatement>;
  readonly trustImports: Repository<TrustImport>;
}
