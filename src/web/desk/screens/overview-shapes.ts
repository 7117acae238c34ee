export type Dimension = 'mission' | 'qualification' | 'site' | 'month';

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly assessed: number | null;
  readonly competent: number | null;
  readonly rate: number | null;
}

export interface FunnelPoint {
  readonly assessed: number;
  readonly competent: number;
  readonly rate: number;
  readonly band: 'inside' | 'outside-95' | 'outside-99.8';
  /** Null for everybody but auditors. */
  readonly label: string | null;
}

export interface Limit {
  readonly n: number;
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

/** Answer of `/overview`: every rate is computed by the service. */
export interface OverviewFile {
  readonly total: Omit<Group, 'label'>;
  readonly groups: Readonly<Record<Dimension, readonly Group[]>>;
  readonly days: { readonly count: number; readonly median: number; readonly p90: number } | null;
  readonly ending: readonly { readonly month: string; readonly count: number | null }[];
  readonly endingSoon: number | null;
  readonly funnel: {
    readonly average: number | null;
    readonly points: readonly FunnelPoint[];
    readonly limits: readonly Limit[];
    readonly leftOut: number;
  };
  readonly choices: Readonly<Record<Dimension, readonly { readonly key: string; readonly label: string }[]>>;
}
