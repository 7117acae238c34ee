/** A claim about level, field, occupation or credits, in the field names of check-vectors.json. */
export interface FrameworkClaim {
  readonly title?: string;
  readonly framework?: string;
  readonly level?: string;
  readonly awardingCountry?: string;
  readonly awardingBody?: string;
  readonly awardedOn?: string;
  readonly sector?: string;
  readonly isced?: string;
  readonly iscedF?: string;
  readonly isco?: string;
  readonly esco?: string;
  readonly achievementType?: string;
  readonly targetFramework?: string;
  readonly targetLevel?: string;
  readonly credits?: number;
  readonly notionalHours?: number;
  readonly startedOn?: string;
  readonly endedOn?: string;
  readonly partial?: boolean;
  readonly skillBand?: string;
  readonly assertedBy?: 'issuer' | 'holder' | 'verifier';
}

export type FrameworkOutcome = 'pass' | 'info' | 'warn' | 'fail' | 'unknown';

/** One rule's finding: `code` is the rule number (Q03) with the case, `sentence` is plain words, `source` a link. */
export interface FrameworkFinding {
  readonly rule: string;
  readonly outcome: FrameworkOutcome;
  readonly code: string;
  readonly sentence: string;
  readonly basis: string;
  readonly source: string | null;
}
