import { assessment } from './assessment/fr.js';
import { rules } from './rules/fr.js';
import { service } from './service/fr.js';
import type { RefusalTexts } from './refusals.js';

/** French of refusals. Drafts: they need a native reviewer before they are relied on. */
export const refusals: RefusalTexts = { ...service, ...assessment, ...rules };

export { findings } from './findings/fr.js';
