/** Missions and assessment sessions. */
import type { Stored } from '../../shared/index.js';
import type { QualificationRef, SchemeKey } from './catalogue.js';

export interface Mission extends Stored {
  readonly scheme: SchemeKey;
  readonly title: string;
  readonly country: string;
  readonly hostPostId: string;
  readonly siteIds: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly qualifications: readonly QualificationRef[];
  readonly assessorAccreditationIds: readonly string[];
  readonly quota: number;
  /** In the office's words; null unless it was cancelled. */
  readonly cancelReason: string | null;
  readonly state:
    | 'planned'
    | 'profiled'
    | 'staffed'
    | 'kit-issued'
    | 'running'
    | 'synced'
    | 'reconciled'
    | 'closed'
    | 'aborted'
    | 'cancelled';
}

export type SessionState =
  | 'draft'
  | 'requested'
  | 'approved'
  | 'ready'
  | 'in-progress'
  | 'closed'
  | 'moderated'
  | 'voided'
  | 'refused'
  | 'cancelled';

export interface Session extends Stored {
  readonly scheme: SchemeKey;
  readonly siteId: string;
  readonly missionId: string | null;
  readonly qualificationId: string;
  readonly revision: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly capacity: number;
  readonly requestedBy: string;
  readonly requestedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly assessors: readonly {
    readonly personId: string;
    readonly accreditationId: string;
    readonly acceptedAt: string | null;
  }[];
  readonly representativeId: string | null;
  readonly assessmentPackage: {
    readonly toolVersion: string;
    readonly hash: string;
    readonly openedHash: string | null;
    readonly openedAt: string | null;
  } | null;
  readonly proceedingsReport: {
    readonly by: string;
    readonly at: string;
    readonly incidents: readonly string[];
  } | null;
  /** Reasons accepted with warnings (R06, R07 ...), kept for ever. */
  readonly waivers: readonly Waiver[];
  readonly state: SessionState;
}

export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  readonly byUserId: string;
  readonly at: string;
}

export type MissionState = Mission['state'];
