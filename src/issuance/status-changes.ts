import {
  createAssessmentServices,
  type AssessmentServices,
  type Certificate,
  type ExperienceRecord,
  type ReasonClass,
  type AccreditationFollowUp,
  type SettleFollowUp,
  type SkillsPassport,
  type WithdrawExperience,
} from '../assessment/index.js';
import { inDecision, type IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceStore } from './ports.js';
import { retryStale } from './retry.js';
import { setPublishedStatus } from './status-entries.js';
import { publishStatusLists } from './status-lists.js';

export interface StatusChangeRequest {
  readonly certificateId: string;
  readonly event: 'suspend' | 'reinstate' | 'revoke';
  readonly reasonClass: ReasonClass;
  readonly actorId: string;
  /** The second officer (R27); may be null only for a holder's own request. */
  readonly secondActorId: string | null;
}

/**
 * Suspends, reinstates or revokes a certificate - with the others of the same award, see `changeStatus` of the assessment
 * services - and publishes the lists at once. The domain guard (R27, state machine), the status bits and the audit rows are
 * one transaction; a crash before publishing is caught up by the next publish run.
 */
export function changeCertificateStatus(request: StatusChangeRequest, deps: IssuanceDeps): Promise<Certificate> {
  return changeAndPublish(deps, (services) => services.changeCertificateStatus(request));
}

/** Why one thing takes the place of another. */
type ReplacingReason = Extract<ReasonClass, 'superseded-by-correction' | 'key-compromise'>;

interface ReplacingActors {
  readonly actorId: string;
  readonly secondActorId: string;
  /** Where it is no correction. */
  readonly reasonClass?: ReplacingReason;
}

/**
 * Completes a correction or renewal: the old certificate becomes `replaced`, its list entry says so and names the successor.
 * Call after the successor was released.
 */
export async function markReplaced(
  oldCertificateId: string,
  newCertificateId: string,
  actors: ReplacingActors,
  deps: IssuanceDeps,
): Promise<Certificate> {
  const [replaced] = await markManyReplaced([{ from: oldCertificateId, to: newCertificateId }], actors, deps);
  return mustExist(replaced ?? null, 'certificate');
}

/** As `markReplaced`, all of them or none, and published together: a list is signed whole, however much of it changed. */
export function markManyReplaced(
  pairs: readonly { readonly from: string; readonly to: string }[],
  actors: ReplacingActors,
  deps: IssuanceDeps,
): Promise<readonly Certificate[]> {
  return changeAndPublish(deps, async (services, store) => {
    const replaced: Certificate[] = [];
    for (const { from, to } of pairs) {
      const { id: replacedById } = mustExist(await store.certificates.get(to), 'successor');
      const change = { certificateId: from, event: 'replace', reasonClass: 'superseded-by-correction' } as const;
      replaced.push(await services.changeCertificateStatus({ ...change, replacedById, ...actors }));
    }
    return replaced;
  });
}

export type PassportChange = { readonly passportId: string; readonly actorId: string } & (
  | { readonly event: 'report-lost' }
  | { readonly event: 'unblock'; readonly identityChecked: boolean }
  /** With the new passport, once that is released, the old one shows as replaced by it; without, as revoked. */
  | {
      readonly event: 'reissue';
      readonly successorId?: string;
      readonly secondActorId?: string;
      /** Where it is no correction. */
      readonly reasonClass?: ReplacingReason;
    }
  | { readonly event: 'close'; readonly reasonClass: ReasonClass; readonly secondActorId: string | null }
);

/** A passport in the holder's hand is lost, found, replaced or ended; the published lists follow at once. */
export function changePassportStatus(change: PassportChange, deps: IssuanceDeps): Promise<SkillsPassport> {
  return changeAndPublish(deps, (services) => {
    switch (change.event) {
      case 'report-lost':
        return services.reportPassportLost(change);
      case 'unblock':
        return services.unblockPassport(change);
      case 'reissue':
        return services.reissuePassport(change);
      case 'close':
        return services.closePassport(change);
    }
  });
}

/** Takes a confirmed experience back; its credential, if one was issued, is revoked in the same transaction. */
export function withdrawExperience(request: WithdrawExperience, deps: IssuanceDeps): Promise<ExperienceRecord> {
  return changeAndPublish(deps, (services) => services.withdrawExperience(request));
}

/**
 * What rests on a void accreditation goes: a record is voided, a certificate in force is revoked, and the follow-up is settled
 * with it.
 */
export function revokeFollowUp(request: SettleFollowUp, deps: IssuanceDeps): Promise<AccreditationFollowUp> {
  return changeAndPublish(deps, async (services, store) => {
    const { followUpId, actorId, secondActorId } = request;
    const { targetType, targetId, state } = mustExist(await store.followUps.get(followUpId), 'follow-up');
    const target = targetType === 'certificate' && state === 'open' ? await store.certificates.get(targetId) : null;
    if (target?.state === 'active' || target?.state === 'suspended')
      await services.changeCertificateStatus({
        ...{ certificateId: target.id, event: 'revoke', reasonClass: 'accreditation-void', actorId, secondActorId },
      });
    return services.revokeFollowUp(request);
  });
}

async function changeAndPublish<R>(
  deps: IssuanceDeps,
  work: (services: AssessmentServices, store: IssuanceStore) => Promise<R>,
): Promise<R> {
  const changed = await retryStale(() => inDecision(deps, (store) => work(publishingServices(store, deps), store)));
  await publishStatusLists(deps);
  return changed;
}

/** The assessment services bound to the transaction at hand, so that guard, bits and audit are one unit. */
export function publishingServices(
  store: IssuanceStore,
  { catalogue, clock, ids }: PublishingParts,
): AssessmentServices {
  const marked = new Set<string>();
  return createAssessmentServices({
    store: { read: store, transaction: (work) => work(store) },
    ...{ catalogue, clock, ids },
    publishStatus: (change) => setPublishedStatus(store, change, { clock, marked }),
  });
}

export type PublishingParts = Pick<IssuanceDeps, 'catalogue' | 'clock' | 'ids'>;
