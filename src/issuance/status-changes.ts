import { createAssessmentServices, type Certificate, type ReasonClass } from '../assessment/index.js';
import { isoDay } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceStore } from './ports.js';
import { retryStale } from './retry.js';
import { markListChanged, publishStatusLists } from './status-lists.js';

export interface StatusChangeRequest {
  readonly certificateId: string;
  readonly event: 'suspend' | 'reinstate' | 'revoke';
  readonly reasonClass: ReasonClass;
  readonly actorId: string;
  /** The second officer (R27); may be null only for a holder's own request. */
  readonly secondActorId: string | null;
}

/**
 * Suspends, reinstates or revokes a certificate and publishes the lists at once. The domain guard (R27, state machine), the
 * status bit and the audit row are one transaction; a crash before publishing is caught up by the next publish run.
 */
export async function changeCertificateStatus(request: StatusChangeRequest, deps: IssuanceDeps): Promise<Certificate> {
  const certificate = await retryStale(() =>
    deps.store.transaction(async (store) => {
      const changed = await boundServices(store, deps).changeCertificateStatus(request);
      await setBits(store, changed, request.reasonClass, deps);
      return changed;
    }),
  );
  await publishStatusLists(deps);
  return certificate;
}

/**
 * Completes a correction or renewal: the old certificate becomes `replaced`, its list entry says so and names the successor.
 * Call after the successor was released.
 */
export async function markReplaced(
  oldCertificateId: string,
  newCertificateId: string,
  actors: { actorId: string; secondActorId: string },
  deps: IssuanceDeps,
): Promise<Certificate> {
  const certificate = await retryStale(() =>
    deps.store.transaction(async (store) => {
      const successor = mustExist(await store.certificates.get(newCertificateId), 'successor');
      const changed = await boundServices(store, deps).changeCertificateStatus({
        certificateId: oldCertificateId,
        event: 'replace',
        reasonClass: 'superseded-by-correction',
        replacedById: successor.id,
        ...actors,
      });
      await setBits(store, changed, 'superseded-by-correction', deps);
      return changed;
    }),
  );
  await publishStatusLists(deps);
  return certificate;
}

/** The same assessment services, bound to the transaction at hand, so that guard, bits and audit are one unit. */
function boundServices(store: IssuanceStore, deps: IssuanceDeps): ReturnType<typeof createAssessmentServices> {
  return createAssessmentServices({
    store: { read: store, transaction: (work) => work(store) },
    catalogue: deps.catalogue,
    clock: deps.clock,
    ids: deps.ids,
  });
}

async function setBits(
  store: IssuanceStore,
  certificate: Certificate,
  reasonClass: ReasonClass,
  deps: IssuanceDeps,
): Promise<void> {
  const credentialId = mustExist(certificate.credentialId, 'credential');
  const entry = mustExist((await store.statusEntries.find({ credentialId }))[0], 'status entry');
  const successor = certificate.replacedById === null ? null : await store.certificates.get(certificate.replacedById);
  await store.statusEntries.update({
    ...entry,
    revoked: certificate.state === 'revoked',
    suspended: certificate.state === 'suspended',
    replacedBy: successor?.credentialId ?? null,
    changedAt: isoDay(deps.clock.now()),
    reasonClass,
  });
  await markListChanged(store, entry.listSlug);
}
