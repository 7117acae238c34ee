/** Appeals against a result or decision, and complaints about how somebody was treated. */
import type { Stored } from '../../shared/index.js';
import type { SchemeKey } from './catalogue.js';
import type { AppealState } from './records.js';

export type AppealRemedy = 'free-reassessment' | 'result-changed' | 'conduct-corrected';

/** Days are `YYYY-MM-DD`; a day that is a deadline still counts. */
export interface Appeal extends Stored {
  readonly kind: 'appeal' | 'complaint';
  readonly scheme: SchemeKey;
  /** Where it happened. */
  readonly siteId: string;
  /** Who is concerned; null when somebody complains who is not on file. */
  readonly personId: string | null;
  /** The assessment record an appeal is against; a complaint may have none. */
  readonly recordId: string | null;
  /** In the person's own words. Encrypted like everything personal. */
  readonly statement: string;
  /** Why it comes after the window of the scheme; null when it is in time. */
  readonly lateReason: string | null;
  readonly lodgedBy: string;
  readonly lodgedAt: string;
  /** Last day on which it can be lodged without a reason for being late. */
  readonly windowEnds: string;
  /** Day by which it should be answered. */
  readonly answerDue: string;
  readonly acknowledgedAt: string | null;
  readonly reviewerId: string | null;
  readonly answeredAt: string | null;
  readonly answer: string | null;
  /** Last day for the second instance; set when it was found inadmissible or dismissed. */
  readonly escalateUntil: string | null;
  readonly remedy: AppealRemedy | null;
  /** The new record that makes good an upheld appeal. */
  readonly remedyRecordId: string | null;
  readonly ruledBy: string | null;
  readonly state: AppealState;
}
