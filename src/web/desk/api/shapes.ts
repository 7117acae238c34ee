import type { Finding } from '../../../shared/index.js';
import type { PersonName } from '../words.js';

/** What the service answers, as far as the screens read it. */
export interface RuleAnswer {
  readonly rule: string;
  readonly outcome: 'pass' | 'info' | 'warn' | 'block' | 'not-applicable';
  readonly message: string;
  readonly whatToDo: string;
  readonly finding?: Finding;
}

export interface Session {
  readonly id: string;
  readonly siteId: string;
  readonly missionId: string | null;
  readonly qualificationId: string;
  readonly revision: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly capacity: number;
  readonly requestedBy: string;
  readonly assessors: readonly { readonly personId: string; readonly accreditationId: string }[];
  readonly representativeId: string | null;
  readonly assessmentPackage: { readonly toolVersion: string; readonly hash: string } | null;
  readonly state: string;
}

export interface QualificationBrief {
  readonly id: string;
  readonly revision: string;
  readonly title: string;
  readonly level: string;
  readonly scheme: string;
  readonly status: 'current' | 'superseded';
  readonly unitCodes: readonly string[];
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

export interface Mission {
  readonly id: string;
  readonly title: string;
  readonly siteIds: readonly string[];
  readonly state: string;
}

export interface Application {
  readonly id: string;
  readonly personId: string;
  readonly qualificationId: string;
  readonly revision: string;
  readonly sessionId: string | null;
  readonly state: string;
}

export interface Person {
  readonly id: string;
  readonly names: readonly PersonName[];
  readonly birthDate: { readonly value: string } | null;
  readonly conflictingBirthDate: { readonly value: string } | null;
  /** SHA-256 of the photo; null without one. */
  readonly photoHash: string | null;
}

export interface PhotoFacts {
  /** Null without a photo. */
  readonly takenAt: string | null;
  readonly onPassport: boolean;
}

export interface SheetCandidate {
  readonly applicationId: string;
  readonly personId: string;
  readonly state: string;
  readonly names: readonly PersonName[];
  readonly birthDate: string | null;
  readonly conflictingBirthDate: string | null;
  readonly hasPhoto: boolean;
  readonly supportNeeds: readonly string[];
  readonly record: {
    readonly id: string;
    readonly state: string;
    readonly overall: string | null;
    readonly assessorPersonId: string;
  } | null;
}

export interface SessionSheet {
  readonly session: Session;
  readonly siteName: string;
  readonly qualification: QualificationBrief | null;
  readonly assessors: readonly { readonly personId: string; readonly names: readonly PersonName[] }[];
  readonly candidates: readonly SheetCandidate[];
}

export type Outcome = 'satisfactory' | 'not-satisfactory';

export interface UnitResult {
  readonly unitCode: string;
  readonly method: string;
  readonly outcome: Outcome;
  readonly note?: string;
}

export interface EvidenceItem {
  readonly id: string;
  readonly kind: string;
  readonly unitCodes: readonly string[];
  readonly sha256: string;
  readonly capturedAt: string;
  readonly capturedBy?: string;
  readonly fileId?: string;
}

export interface AssessmentRecord {
  readonly id: string;
  /** Rises with each change. */
  readonly version: number;
  readonly referenceNo: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly assessorPersonId: string;
  readonly unitCodes: readonly string[];
  readonly results: readonly UnitResult[];
  readonly evidence: readonly EvidenceItem[];
  readonly overall: string | null;
  readonly recommendation: { readonly kind: string; readonly cocClusterIds?: readonly string[] } | null;
  readonly acknowledgement: { readonly kind: string; readonly disagrees: boolean } | null;
  readonly state: string;
}

export interface RecordSheet {
  readonly record: AssessmentRecord;
  readonly names: readonly PersonName[];
  readonly birthDate: string | null;
  readonly hasPhoto: boolean;
  readonly session: Session | null;
  readonly siteName: string;
  readonly qualification: QualificationBrief | null;
  readonly methods: readonly string[];
  readonly units: readonly { readonly code: string; readonly title: string }[];
  readonly clusters: readonly { readonly id: string; readonly title: string }[];
}

export interface Planning {
  readonly place: readonly RuleAnswer[];
  readonly maxPerAssessor: number;
  readonly assessors: readonly {
    readonly accreditationId: string;
    readonly personId: string;
    readonly number: string;
    readonly validUntil: string;
    readonly names: readonly PersonName[];
    readonly results: readonly RuleAnswer[];
  }[];
}
