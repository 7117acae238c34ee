import type { RuleAnswer } from '../api/shapes.js';

/** What the service says of appeals and complaints, as far as the screens read it. */
export interface AppealRow {
  readonly id: string;
  readonly kind: 'appeal' | 'complaint';
  /** Empty: nobody on file. */
  readonly name: string;
  readonly site: string;
  readonly lodgedAt: string;
  readonly isLate: boolean;
  readonly state: string;
  readonly due: { readonly on: string; readonly daysLeft: number } | null;
}

export interface RecordFacts {
  readonly id: string;
  readonly referenceNo: string;
  readonly title: string;
  readonly assessedOn: string;
  readonly overall: string | null;
  readonly state: string;
}

export interface AppealFile {
  readonly appeal: AppealRow & {
    readonly statement: string;
    readonly lateReason: string | null;
    readonly windowEnds: string;
    readonly answerDue: string;
    readonly acknowledgedAt: string | null;
    readonly lodgedBy: string;
    readonly reviewer: string;
    readonly isYourReview: boolean;
    readonly ruledBy: string;
    readonly answeredAt: string | null;
    readonly answer: string | null;
    readonly escalateUntil: string | null;
    readonly remedy: string | null;
  };
  readonly record: RecordFacts | null;
  readonly remedyRecord: RecordFacts | null;
  /** Steps that can follow now. */
  readonly next: readonly string[];
  /** Why the one who asks cannot review it, and cannot rule on it. */
  readonly obstacles: Readonly<Record<'review' | 'rule', readonly RuleAnswer[]>>;
  readonly remedyRecords: readonly RecordFacts[];
}
