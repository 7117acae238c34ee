/** What runs in a browser: the same rules and comparisons over a pack that the page loads when it is first needed. */
export * from './types.js';
export { unpackKnowledge } from './pack.js';
export type { Knowledge } from './knowledge.js';
export { parseClaim } from './claim.js';
export { checkClaim } from './check-claim.js';
export { compareClaim, compareWithAll } from './compare.js';
export { answersForEmployer, describeStatement, type EmployerAnswer } from './employer.js';
export { ladder, type Ladder } from './ladder.js';
export { drawLadder, ladderSvg } from './ladder-svg.js';
export type { LadderWords } from './ladder-drawing.js';
export { frameworkChecksForReport, type FrameworkChecks } from './report.js';
export { skillBandOf } from './lookup-tables.js';
