import type { AssessmentServices, Catalogue, Certificate } from '../assessment/index.js';
import type { AuditRow, IssuanceStore, ReleaseResult, StatusChangeRequest } from '../issuance/index.js';
import type { Clock, Ids, Transactor } from '../shared/index.js';
import type { StaffStore } from '../staff/index.js';

/** Awards and people with accounts behind one transaction. */
export type DeskStore = IssuanceStore & StaffStore;

/** What the issuance cycle does for the desk; each is a unit of its own and publishes what it changes. */
export interface DeskIssuance {
  release(certificateIds: readonly string[], releasedBy: string): Promise<readonly ReleaseResult[]>;
  changeStatus(request: StatusChangeRequest): Promise<Certificate>;
  markReplaced(
    oldCertificateId: string,
    newCertificateId: string,
    actors: { readonly actorId: string; readonly secondActorId: string },
  ): Promise<Certificate>;
}

/** Other operators whose issuers are recognised; each is a unit of its own. */
export interface DeskFederation {
  list(): Promise<readonly unknown[]>;
  propose(request: {
    readonly source: { readonly url: string };
    readonly roots: readonly string[];
    readonly actorId: string;
  }): Promise<unknown>;
  consent(id: string, actorId: string): Promise<unknown>;
  withdraw(id: string, actorId: string): Promise<unknown>;
}

export interface DeskDeps {
  readonly store: Transactor<DeskStore>;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly issuance: DeskIssuance;
  /** The number of the first row of the audit chain that does not fit, or null; `after` is the row before them. */
  brokenLink(rows: readonly AuditRow[], after: AuditRow | null): number | null;
  readonly federation: DeskFederation;
  /** The assessment services, bound to the transaction at hand. */
  bind(store: DeskStore): AssessmentServices;
}
