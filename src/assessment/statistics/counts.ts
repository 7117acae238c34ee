/** The finest groups that are counted. Everything shown is summed from them, after small groups were hidden. */
export interface CountedGroup {
  readonly qualificationId: string;
  readonly siteId: string;
  readonly missionId: string | null;
  /** `YYYY-MM` of the assessment. */
  readonly month: string;
  readonly assessorPersonId: string;
  readonly assessed: number;
  readonly competent: number;
}

/** Certificates released so many days after the assessment. */
export interface CountedDays {
  readonly qualificationId: string;
  readonly siteId: string;
  readonly missionId: string | null;
  readonly month: string;
  readonly days: number;
  readonly count: number;
}

/** Certificates in force that end in a month. */
export interface CountedEnds {
  readonly qualificationId: string;
  readonly siteId: string;
  readonly missionId: string | null;
  readonly validUntil: string;
  readonly count: number;
}

/** What is counted for an organisation: a scheme, some sites, or everything. */
export interface CountLimit {
  readonly scheme?: string;
  readonly siteIds?: readonly string[];
}

/**
 * Counts, never rows: no name and no result of a person leaves the database. A record counts once its assessor has signed;
 * one that was voided or corrected by a later record does not.
 */
export interface AssessmentCounts {
  assessed(limit: CountLimit): Promise<readonly CountedGroup[]>;
  releaseDays(limit: CountLimit): Promise<readonly CountedDays[]>;
  /** Days included, `YYYY-MM-DD`. */
  ending(limit: CountLimit, from: string, until: string): Promise<readonly CountedEnds[]>;
}
