export type * from './counts.js';
export { funnelBand, funnelLimit } from './funnel.js';
export * from './overview.js';
export { MOST_GROUPS_CROSSED, protectCube, SMALLEST_GROUP, type CellAddress, type CubeRow } from './protect.js';
