import { assessment } from './assessment/sw.js';
import { rules } from './rules/sw.js';
import { service } from './service/sw.js';
import type { RefusalTexts } from './refusals.js';

/** Swahili of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/sw.js';
