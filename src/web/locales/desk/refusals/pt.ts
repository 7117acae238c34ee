import { assessment } from './assessment/pt.js';
import { rules } from './rules/pt.js';
import { service } from './service/pt.js';
import type { RefusalTexts } from './refusals.js';

/** Portuguese of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/pt.js';
