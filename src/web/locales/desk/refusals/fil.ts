import { assessment } from './assessment/fil.js';
import { rules } from './rules/fil.js';
import { service } from './service/fil.js';
import type { RefusalTexts } from './refusals.js';

/** Filipino of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/fil.js';
