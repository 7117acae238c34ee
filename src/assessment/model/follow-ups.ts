/** What happens after an accreditation was taken away with effect from an earlier day. */
import type { Stored } from '../../shared/index.js';

/** One record or certificate that rests on a void accreditation. Two people say whether it stands or goes. */
export interface AccreditationFollowUp extends Stored {
  readonly accreditationId: string;
  /** The awarding body whose accreditation it was: the follow-up is its work. */
  readonly grantedById: string;
  readonly targetType: 'record' | 'certificate';
  readonly targetId: string;
  readonly state: FollowUpState;
  readonly openedAt: string;
  readonly settledBy: string | null;
  readonly secondActorId: string | null;
  readonly settledAt: string | null;
  readonly reason: string | null;
}

/** `confirmed`: it stands on other evidence. `revoked`: the record was voided or the certificate revoked. */
export type FollowUpState = 'open' | 'confirmed' | 'revoked';
