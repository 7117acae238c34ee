/** What is counted along, and the figures of the overview: the service computes them, the desk draws them. */
export const overviewDimensions = ['mission', 'qualification', 'site', 'month'] as const;
export type OverviewDimension = (typeof overviewDimensions)[number];

/** Numbers are null where the group is too small, or where a small one could be computed back from it. */
export interface OverviewGroup {
  /** Id of the mission, qualification or site, or `YYYY-MM`; empty for sessions of no mission. */
  readonly key: string;
  readonly assessed: number | null;
  readonly competent: number | null;
  /** Percent, one decimal. */
  readonly rate: number | null;
}

export type FunnelBand = 'inside' | 'outside-95' | 'outside-99.8';

/** One assessor in the funnel plot, without a name. */
export interface FunnelFigures {
  readonly assessed: number;
  readonly competent: number;
  readonly rate: number;
  readonly band: FunnelBand;
}

/** Limits of a rate around a target for a number assessed; 0 to 1. */
export interface FunnelLimit {
  readonly n: number;
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

export interface OverviewFigures<Group extends OverviewGroup, Point extends FunnelFigures> {
  readonly total: OverviewGroup;
  readonly groups: Readonly<Record<OverviewDimension, readonly Group[]>>;
  /** Days from assessment to release; null when too few were released. */
  readonly days: { readonly count: number; readonly median: number; readonly p90: number } | null;
  readonly ending: readonly { readonly month: string; readonly count: number | null }[];
  readonly endingSoon: number | null;
  readonly funnel: {
    /** Percent. */
    readonly average: number | null;
    readonly points: readonly Point[];
    /** For drawing the curves, n rising. */
    readonly limits: readonly FunnelLimit[];
    /** Assessors left out because they assessed too few, or one more so that those few cannot be computed. */
    readonly leftOut: number;
  };
}
