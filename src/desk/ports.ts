import type { AssessmentServices, Catalogue, Certificate } from '../assessment/index.js';
import type { IssuanceStore, ReleaseResult, StatusChangeRequest } from '../issuance/index.js';
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

export interface DeskDeps {
  readonly store: Transactor<DeskStore>;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly issuance: DeskIssuance;
  /** The assessment services, bound to the transaction at hand. */
  bind(store: DeskStore): AssessmentServices;
}
