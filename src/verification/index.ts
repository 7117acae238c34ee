export * from './types.js';
export type { Judgement } from './judgement.js';
export { verify } from './pipeline.js';
export { verdictOf, worstVerdict, type Findings } from './verdict.js';
export { languages, loadPhrases, type MessageKey, type Phrases } from './messages/phrases.js';
export * from './model/index.js';
