/** The assessment record (CARS) and the decision on it. */
import type { Finding, Stored } from '../../shared/index.js';
import type { AssessmentMethod, SchemeKey } from './catalogue.js';

export type UnitOutcome = 'satisfactory' | 'not-satisfactory';
export interface UnitMethodResult {
  readonly unitCode: string;
  readonly method: AssessmentMethod;
  readonly outcome: UnitOutcome;
  readonly note?: string;
}

export interface EvidenceItem {
  readonly id: string;
  readonly kind: AssessmentMethod | 'photo' | 'video' | 'document' | 'signature' | 'experience-confirmation';
  readonly unitCodes: readonly string[];
  /** SHA-256, hex, of the evidence bytes. */
  readonly sha256: string;
  readonly capturedAt: string;
  readonly capturedBy: string;
  /** The evidence file on file here (`EvidenceFile`); absent when only its hash is known. */
  readonly fileId?: string;
}

export type RecordState =
  | 'open'
  | 'results-entered'
  | 'candidate-acknowledged'
  | 'assessor-signed'
  | 'representative-countersigned'
  | 'submitted'
  | 'under-moderation'
  | 'moderated'
  | 'returned'
  | 'decided'
  | 'voided';

export type Recommendation =
  | { readonly kind: 'issue-full' }
  | { readonly kind: 'issue-coc'; readonly cocClusterIds: readonly string[] }
  | { readonly kind: 'additional-documents'; readonly documents: readonly string[] }
  | { readonly kind: 're-assess'; readonly unitCodes: readonly string[] };

/** Competency Assessment Results Summary. Never edited after `assessor-signed`: a correction is a new record with `supersedesId`. */
export interface AssessmentRecord extends Stored {
  readonly referenceNo: string;
  readonly scheme: SchemeKey;
  readonly sessionId: string;
  readonly applicationId: string;
  readonly personId: string;
  readonly qualificationId: string;
  readonly revision: string;
  readonly siteId: string;
  readonly assessorPersonId: string;
  readonly assessorAccreditationId: string;
  readonly unitCodes: readonly string[];
  readonly results: readonly UnitMethodResult[];
  readonly evidence: readonly EvidenceItem[];
  readonly recommendation: Recommendation | null;
  /** Computed by R09, never entered. */
  readonly overall: 'competent' | 'not-yet-competent' | null;
  readonly feedbackGivenAt: string | null;
  readonly acknowledgement: {
    readonly kind: 'signature' | 'witnessed-mark';
    readonly witnessId: string | null;
    readonly disagrees: boolean;
    readonly at: string;
  } | null;
  readonly signatures: readonly {
    readonly role: 'assessor' | 'representative' | 'ac-manager';
    readonly userId: string;
    readonly at: string;
    readonly sha256: string;
  }[];
  /** SHA-256 hex of the canonical frozen content; set when the assessor signs. */
  readonly frozenSha256: string | null;
  readonly riskFlags: readonly string[];
  readonly clock: { readonly deviceTime: string; readonly serverTime: string };
  readonly supersedesId: string | null;
  readonly assessedOn: string;
  readonly state: RecordState;
}

/** The outcome of evaluating one rule, kept with the decision as it stood that day. */
export interface RuleResult {
  readonly rule: string;
  readonly outcome: 'pass' | 'info' | 'warn' | 'block' | 'not-applicable';
  readonly message: string;
  readonly whatToDo: string;
  /** The same apart from any language; absent for plain conditions and in decisions of earlier versions. */
  readonly finding?: Finding;
}

export interface CertificationDecision extends Stored {
  readonly recordId: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly outcome: 'approved' | 'refused' | 'returned';
  readonly reason: string | null;
  readonly rules: readonly RuleResult[];
}

/** States of an appeal against a result or a decision. */
export type AppealState =
  | 'lodged'
  | 'acknowledged'
  | 'inadmissible'
  | 'under-review'
  | 'upheld'
  | 'dismissed'
  | 'second-instance'
  | 'final'
  | 'closed';
