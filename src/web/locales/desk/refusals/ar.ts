import { assessment } from './assessment/ar.js';
import { rules } from './rules/ar.js';
import { service } from './service/ar.js';
import type { RefusalTexts } from './refusals.js';

/** Arabic of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/ar.js';
