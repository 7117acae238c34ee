/** Certificates and the history of their status. */
import type { ReasonClass, Stored } from '../../shared/index.js';
import type { AwardType, SchemeKey } from './catalogue.js';

export type CertificateState =
  'prepared' | 'approved' | 'active' | 'suspended' | 'revoked' | 'replaced' | 'superseded' | 'refused';
export type { ReasonClass };

export interface Certificate extends Stored {
  /** Unique for ever within the scheme; null until the issuance cycle allots it. */
  readonly number: string | null;
  readonly scheme: SchemeKey;
  readonly awardType: AwardType;
  readonly title: string;
  readonly cocClusterId: string | null;
  readonly personId: string;
  readonly qualificationId: string;
  readonly revision: string;
  /** Records whose results this award rests on (accumulation of COCs gives several). */
  readonly recordIds: readonly string[];
  readonly unitResults: readonly { readonly unitCode: string; readonly competent: boolean }[];
  readonly siteId: string;
  readonly missionId: string | null;
  readonly assessedOn: string;
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly releasedBy: string | null;
  readonly releasedAt: string | null;
  readonly credentialId: string | null;
  readonly replacesId: string | null;
  readonly replacedById: string | null;
  readonly state: CertificateState;
}

/** Append-only history of status changes; the published lists are derived from it. */
export interface StatusEvent extends Stored {
  readonly targetType: 'certificate' | 'experience' | 'passport';
  readonly targetId: string;
  readonly from: string;
  readonly to: string;
  readonly reasonClass: ReasonClass;
  readonly actorId: string;
  readonly secondActorId: string | null;
  readonly at: string;
}
