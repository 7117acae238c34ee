import { assessment } from './assessment/ta.js';
import { rules } from './rules/ta.js';
import { service } from './service/ta.js';
import type { RefusalTexts } from './refusals.js';

/** Tamil of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/ta.js';
