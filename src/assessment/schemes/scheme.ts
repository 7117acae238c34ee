import type { Application, Certificate, Qualification, RuleResult } from '../model/index.js';

/** What differs between schemes and cannot be said as a figure. */
export interface SchemeHooks {
  /** Title printed on an award: the qualification's own, or the cluster's for a partial award. */
  awardTitle(qualification: Qualification, clusterTitle: string | null): string;
  /** A certificate number: unique within the scheme for every `sequence`. */
  certificateNumber(parts: NumberParts): string;
  /** Extra conditions for applying, beyond R17 and R18. Each scheme may return none. */
  eligibility(application: Application, qualification: Qualification): readonly RuleResult[];
}

export interface NumberParts {
  /** Year of issue, four digits. */
  readonly year: string;
  readonly awardType: Certificate['awardType'];
  /** Rises by one for each certificate of the scheme; the issuance cycle allots it. */
  readonly sequence: number;
}

export const digits = (value: number, width: number): string => String(value).padStart(width, '0');
