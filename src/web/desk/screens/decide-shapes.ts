import type { Finding } from '../../../shared/index.js';

/** Answers of `/records/:recordId/decision-file`. */
export interface RuleShown {
  readonly rule: string;
  readonly outcome: string;
  readonly message: string;
  readonly whatToDo: string;
  readonly finding?: Finding;
  readonly facts: readonly RuleFact[];
}

/** What a rule was judged on, in codes, days, instants and counts. */
export type RuleFact =
  | {
      readonly kind: 'accreditation';
      readonly number: string;
      readonly validFrom: string;
      readonly validUntil: string;
      readonly assessedOn: string;
      readonly state: string;
    }
  | { readonly kind: 'results'; readonly rated: number; readonly units: number }
  | { readonly kind: 'overall'; readonly outcome: string }
  | { readonly kind: 'clusters' | 'records-before'; readonly count: number }
  | { readonly kind: 'acknowledgement'; readonly by: string; readonly at: string }
  | {
      readonly kind: 'identity';
      readonly document: string;
      readonly name: string;
      readonly birthDate: string;
      readonly at: string;
      readonly resolution: string | null;
    }
  | { readonly kind: 'route'; readonly route: string }
  | { readonly kind: 'your-part'; readonly part: string };

/** A record as officers and moderators see it. */
export interface RecordFile {
  readonly record: {
    readonly id: string;
    readonly referenceNo: string;
    readonly state: string;
    readonly assessedOn: string;
    readonly overall: string | null;
    readonly recommendation: { readonly kind: string } | null;
    readonly isAsSigned: boolean;
    readonly assessor: string;
    readonly signatures: readonly { readonly role: string; readonly at: string; readonly by: string }[];
  };
  readonly candidate: {
    readonly name: string;
    readonly names: readonly { readonly family: string; readonly given: string; readonly script: string }[];
    readonly personId: string;
    /** Absent for whoever may not see photos. */
    readonly hasPhoto?: boolean;
  };
  readonly qualification: string;
  readonly session: { readonly startsAt: string | null; readonly site: string; readonly mission: string };
  readonly units: readonly {
    readonly code: string;
    readonly title: string;
    readonly results: readonly { readonly method: string; readonly outcome: string; readonly note: string | null }[];
  }[];
  readonly evidence: readonly {
    readonly id: string;
    readonly kind: string;
    readonly sha256: string;
    readonly capturedAt: string;
    /** Null: only its fingerprint is known here. */
    readonly fileId: string | null;
  }[];
}

export interface DecisionFile extends RecordFile {
  readonly rules: readonly RuleShown[];
  readonly decisions: readonly {
    readonly outcome: string;
    readonly reason: string | null;
    readonly decidedAt: string;
    readonly by: string;
  }[];
}
