import type { FunnelFigures, OverviewDimension, OverviewFigures, OverviewGroup } from '../../../shared/index.js';

export type { FunnelLimit as Limit, OverviewDimension as Dimension } from '../../../shared/index.js';

export interface Group extends OverviewGroup {
  readonly label: string;
}

export interface FunnelPoint extends FunnelFigures {
  /** Null for everybody but auditors. */
  readonly label: string | null;
}

/** Answer of `/overview`: every rate is computed by the service. */
export interface OverviewFile extends OverviewFigures<Group, FunnelPoint> {
  readonly choices: Readonly<Record<OverviewDimension, readonly { readonly key: string; readonly label: string }[]>>;
}
