/**
 * What the assessment folder talks about: the field's own terms, as plain immutable data. Calendar dates are `YYYY-MM-DD`,
 * instants ISO-8601 UTC. A unit of competency is identified by (code, standard revision): codes are re-used with other
 * titles in later revisions.
 */
import type { Stored } from '../shared/index.js';

// --- catalogue: reference data, loaded from files, never edited by a request ---------------------------------------

export type SchemeKey = string; // 'TESDA', 'NVQSL'
export type UnitCategory = 'basic' | 'common' | 'core' | 'elective' | 'employability';
export type AwardType = 'NC' | 'COC' | 'NVQ' | 'record-of-achievement';
export type AssessmentMethod =
  | 'demonstration'
  | 'observation'
  | 'oral-questioning'
  | 'interview'
  | 'written-test'
  | 'portfolio'
  | 'work-sample'
  | 'third-party-report';

/** How sure we are of a catalogue fact, and where it was read. */
export interface Provenance {
  readonly source: readonly string[];
  readonly confidence: string;
}

export interface Unit {
  /** Null when the source shows the title only; such a unit can be listed but not assessed. */
  readonly code: string | null;
  /** The standard's revision; (code, revision) is the unit's identity. */
  readonly revision: string;
  readonly title: string;
  readonly category: UnitCategory;
  /** True when the full qualification needs it. */
  readonly required: boolean;
  readonly hours?: number;
  readonly confidence: string;
}

/** A group of units that may be awarded alone as a Certificate of Competency; titles are printed on the CARS. */
export interface CocCluster {
  readonly id: string;
  readonly title: string;
  readonly unitCodes: readonly string[];
}

/** A claim that a qualification stands at a level of a framework, with its basis. */
export interface FrameworkLevelClaim {
  /** Country-qualified framework id of `frameworks/`: 'ph-pqf', 'lk-nvq'. */
  readonly framework: string;
  readonly level: string;
  readonly basis: string;
  readonly source: string;
  readonly confidence: string;
}

export interface Qualification extends Provenance {
  /** 'tesda:domestic-work-nc2' */
  readonly id: string;
  /** Short revision token, safe in a URL: 'tr-pre-2022'. (id, revision) pins a standard for ever. */
  readonly revision: string;
  readonly scheme: SchemeKey;
  readonly country: string;
  readonly title: string;
  /** The award's own level word: 'NC II', 'NVQ 4'. */
  readonly level: string;
  readonly awardType: AwardType;
  /** Code printed on awards where one exists (package code, TR alpha code), else null. */
  readonly code: string | null;
  readonly standard: {
    readonly kind: 'TrainingRegulations' | 'NationalCompetencyStandard';
    readonly code: string | null;
    readonly version: string;
    readonly sector: string;
  };
  readonly status: 'current' | 'superseded';
  readonly supersededBy?: { readonly id: string; readonly revision: string };
  /** Last day on which new sessions may use a superseded revision. */
  readonly transitionUntil?: string;
  readonly units: readonly Unit[];
  readonly cocClusters: readonly CocCluster[];
  readonly requiredMethods: readonly AssessmentMethod[];
  readonly nominalHours: number | null;
  readonly minExperienceMonths?: number;
  readonly frameworkLevels: readonly FrameworkLevelClaim[];
  /** ISCED-F 2013 detailed field and ISCO-08 unit group, present only where a source supports them. */
  readonly iscedF?: { readonly code: string; readonly source: string };
  readonly isco08?: { readonly code: string; readonly source: string };
  readonly notes: readonly string[];
}

export interface QualificationRef {
  readonly qualificationId: string;
  readonly revision: string;
}

/** A national system of assessment: its words, limits and policies as data, plus a small code hook (see `schemes/`). */
export interface SchemePolicy {
  readonly key: SchemeKey;
  readonly title: string;
  readonly country: string;
  readonly awardingBody: string;
  readonly partialAward: 'COC' | 'record-of-achievement' | 'none';
  /** Months a certificate is valid, null = no end. */
  readonly validityMonths: Readonly<Record<AwardType, number | null>>;
  readonly renewal: { readonly minExperienceMonths: number; readonly reassessIfStandardRevised: boolean } | null;
  readonly maxCandidatesPerAssessorPerSession: number;
  readonly scheduleNoticeWorkingDays: number;
  readonly decisionDeadlineHours: number;
  readonly appealWindowDays: number;
  readonly consecutiveNycAdvice: number;
  readonly maxConsecutiveSessionsSameSite: number;
  readonly noTrainingWithinMonths: number;
  readonly portfolioExperienceMonths: { readonly standard: number; readonly ofw: number };
  readonly rplExperienceMonths: Readonly<Record<string, number>>;
  readonly passport: { readonly minConfirmedMonths: number; readonly validityMonths: number | null } | null;
  readonly identifierPatterns: Readonly<Record<string, string>>;
  readonly languages: readonly string[];
  /** Where each figure comes from; every field without an entry is a configurable default, not a fact. */
  readonly sources: Readonly<Record<string, string>>;
}

// --- parties ------------------------------------------------------------------------------------------------------

export interface Organization extends Stored {
  readonly type:
    | 'awarding-body'
    | 'issuing-office'
    | 'assessment-centre'
    | 'training-provider'
    | 'employer'
    | 'post-abroad'
    | 'intermediary';
  readonly legalName: string;
  readonly shortName: string;
  readonly country: string;
  readonly parentId: string | null;
  /** The issuing DID; only awarding bodies have one. */
  readonly did: string | null;
  readonly scheme: SchemeKey | null;
  readonly registrationIds: readonly { readonly kind: string; readonly value: string }[];
}

export interface Site extends Stored {
  readonly organizationId: string;
  readonly name: string;
  readonly address: string;
  readonly country: string;
}

export type AccreditationRole =
  | 'assessment-centre'
  | 'assessor'
  | 'lead-assessor'
  | 'portfolio-assessor'
  | 'issuing-officer'
  | 'representative'
  | 'mission';
export type AccreditationState =
  'applied' | 'evaluated' | 'active' | 'suspended' | 'revoked' | 'superseded' | 'refused';

/** Permission, always per qualification revision; a centre's always per site. */
export interface Accreditation extends Stored {
  readonly subjectType: 'site' | 'person' | 'mission';
  readonly subjectId: string;
  readonly role: AccreditationRole;
  readonly qualifications: readonly QualificationRef[];
  readonly number: string;
  readonly grantedById: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly state: AccreditationState;
  /** Set on revocation: what was done since this date is in doubt. */
  readonly retroactiveFrom: string | null;
  readonly stateChangedAt: string | null;
}

export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly middle?: string;
  readonly motherMaiden?: string;
  /** ISO 15924: 'Latn', 'Sinh', 'Taml', 'Arab'. */
  readonly script: string;
  /** The document it was read from. */
  readonly asIn: string;
}

export interface Person extends Stored {
  /** First entry is the name used on awards. */
  readonly names: readonly PersonName[];
  readonly birthDate: { readonly value: string; readonly source: string } | null;
  /** A second document's date when documents disagree (R13). */
  readonly conflictingBirthDate: { readonly value: string; readonly source: string } | null;
  readonly sex: string | null;
  readonly nationalities: readonly string[];
  readonly photoHash: string | null;
  /** ULI, NIC ...: kept whole here, shown masked. */
  readonly schemeIds: readonly { readonly scheme: string; readonly value: string }[];
  readonly contacts: readonly { readonly kind: 'phone' | 'email' | 'address'; readonly value: string }[];
  readonly preferredLanguage: string;
  readonly supportNeeds: readonly string[];
  readonly representative: { readonly name: string; readonly authority: string; readonly validUntil: string } | null;
  /** Sorted normalized key for finding duplicates. Computed by `candidates.ts`. */
  readonly matchKey: string;
}

export interface IdentityCheck {
  readonly method: string;
  readonly nameMatch: 'exact' | 'variant' | 'mismatch' | 'unresolved';
  readonly birthDateMatch: 'exact' | 'mismatch' | 'unresolved';
  readonly faceMatchBy: 'human' | 'none';
  readonly resolution: 'affidavit-of-discrepancy' | 'correction' | 'accepted-variant' | null;
  readonly byUserId: string;
  readonly at: string;
}

// --- mission, session, application ---------------------------------------------------------------------------------

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

// --- assessment record (CARS), decision, certificate ---------------------------------------------------------------

export type UnitOutcome = 'satisfactory' | 'not-satisfactory';
export interface UnitMethodResult {
  readonly unitCode: string;
  readonly method: AssessmentMethod;
  readonly outcome: UnitOutcome;
  readonly note?: string;
}

export interface EvidenceItem {
  readonly id: string;
  readonly kind: AssessmentMethod | 'photo' | 'video' | 'document' | 'experience-confirmation';
  readonly unitCodes: readonly string[];
  /** SHA-256, hex, of the evidence bytes. */
  readonly sha256: string;
  readonly capturedAt: string;
  readonly capturedBy: string;
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
}

export interface CertificationDecision extends Stored {
  readonly recordId: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly outcome: 'approved' | 'refused' | 'returned';
  readonly reason: string | null;
  readonly rules: readonly RuleResult[];
}

export type CertificateState =
  'prepared' | 'approved' | 'active' | 'suspended' | 'revoked' | 'replaced' | 'superseded' | 'refused';
export type ReasonClass =
  | 'issued-in-error'
  | 'identity-fraud'
  | 'assessment-fraud'
  | 'accreditation-void'
  | 'tool-leak'
  | 'court-order'
  | 'holder-request'
  | 'key-compromise'
  | 'superseded-by-correction';

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

// --- experience and passport ----------------------------------------------------------------------------------------

export type ExperienceState =
  | 'claimed'
  | 'confirmation-requested'
  | 'confirmed'
  | 'disputed'
  | 'unreachable'
  | 'alternative-evidence'
  | 'confirmed-by-alternative'
  | 'disputed-final'
  | 'withdrawn';

export interface ExperienceRecord extends Stored {
  readonly personId: string;
  readonly employerId: string | null;
  readonly employerName: string;
  readonly country: string;
  readonly occupation: { readonly text: string; readonly isco08?: string };
  readonly tasks: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly confirmations: readonly {
    readonly byOrganizationId: string | null;
    readonly byPerson: string;
    readonly channel: 'employer-portal' | 'letter' | 'phone' | 'post-abroad' | 'social-security' | 'co-worker';
    readonly at: string;
    readonly evidenceSha256: string | null;
  }[];
  readonly credentialId: string | null;
  readonly state: ExperienceState;
}

export interface SkillsPassport extends Stored {
  readonly personId: string;
  readonly scheme: SchemeKey;
  readonly number: string | null;
  readonly certificateIds: readonly string[];
  readonly experienceIds: readonly string[];
  readonly eligibility: {
    readonly certificateId: string;
    readonly confirmedMonths: number;
    readonly checkedAt: string;
  } | null;
  readonly approvedBy: string | null;
  readonly credentialId: string | null;
  readonly issuedOn: string | null;
  readonly validUntil: string | null;
  readonly state: 'requested' | 'approved' | 'active' | 'blocked' | 'reissued' | 'closed' | 'refused';
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
