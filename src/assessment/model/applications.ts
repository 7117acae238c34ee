/** A candidate's application for assessment. */
import type { Stored } from '../../shared/index.js';
import type { SchemeKey } from './catalogue.js';
import type { IdentityCheck } from './parties.js';

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'documents-requested'
  | 'eligible'
  | 'fee-cleared'
  | 'scheduled'
  | 'attended'
  | 'assessed'
  | 'awaiting-documents'
  | 'decided'
  | 'closed'
  | 'rejected'
  | 'withdrawn';
export type Route = 'regular' | 'onsite' | 'portfolio' | 'rpl' | 'renewal';

export interface Application extends Stored {
  readonly personId: string;
  readonly scheme: SchemeKey;
  readonly qualificationId: string;
  readonly revision: string;
  readonly target: 'full' | 'units';
  readonly unitCodes: readonly string[];
  readonly clientType: 'tvet-graduate' | 'industry-worker' | 'ofw' | 'returnee' | 'other';
  readonly route: Route;
  readonly declaredTraining: readonly {
    readonly providerId: string | null;
    readonly trainerPersonIds: readonly string[];
    readonly from: string;
    readonly to: string;
  }[];
  readonly selfAssessment: readonly { readonly unitCode: string; readonly canPerform: boolean }[];
  readonly claimedExperienceMonths: number;
  readonly confirmedExperienceMonths: number;
  readonly consent: {
    readonly noticeVersion: string;
    readonly purposes: readonly string[];
    readonly at: string;
    readonly mode: 'written' | 'oral-witnessed';
  } | null;
  readonly fee: {
    readonly amount: number;
    readonly currency: string;
    readonly receiptNo: string | null;
    readonly waivedReason: string | null;
  } | null;
  readonly portfolio: { readonly panelPersonIds: readonly string[]; readonly originalsSighted: boolean } | null;
  readonly assistedByUserId: string | null;
  readonly sessionId: string | null;
  readonly missionId: string | null;
  readonly identityCheck: IdentityCheck | null;
  readonly state: ApplicationState;
}
