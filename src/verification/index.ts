export * from './types.js';
export type { Judgement } from './judgement.js';
export { verify } from './pipeline.js';
export { verdictOf, worstVerdict } from './verdict.js';
export * from './model/index.js';
