/** What runs in a browser: the same rules and comparisons over a pack that the page loads when it is first needed. */
export * from './types.js';
export { unpackKnowledge, type KnowledgePack } from './pack.js';
export type { Framework, Knowledge, Level } from './knowledge.js';
export { parseClaim, type ClaimParse } from './claim.js';
export { checkClaim, type CheckOptions } from './check-claim.js';
export { compareClaim, compareWithAll, type Comparison, type ComparisonClaim } from './compare.js';
export {
  answersForEmployer,
  describeStatement,
  frameworksForEmployer,
  type EmployerAnswer,
  type Statement,
} from './employer.js';
export { ladder, type Ladder, type LadderSide } from './ladder.js';
export { drawLadder, ladderSvg, type LadderSvgOptions } from './ladder-svg.js';
export type { LadderWords } from './ladder-drawing.js';
export { frameworkChecksForReport, type FrameworkCheckResult, type FrameworkChecks } from './report.js';
export { frameworksOfCountry, resolveFramework } from './resolve.js';
export { skillBandOf } from './lookup-tables.js';
