import type { Application, Qualification, RuleResult } from '../model/index.js';

/** What differs between schemes and cannot be said as a figure. */
export interface SchemeHooks {
  /** Title printed on an award: the qualification's own, or the cluster's for a partial award. */
  awardTitle(qualification: Qualification, clusterTitle: string | null): string;
  /** Extra conditions for applying, beyond R17 and R18. Each scheme may return none. */
  eligibility(application: Application, qualification: Qualification): readonly RuleResult[];
}
