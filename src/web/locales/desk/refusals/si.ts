import { assessment } from './assessment/si.js';
import { rules } from './rules/si.js';
import { service } from './service/si.js';
import type { RefusalTexts } from './refusals.js';

/** Sinhala of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/si.js';
