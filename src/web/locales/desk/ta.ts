import type { DeskStrings } from './strings.js';

/** Tamil. Draft: needs a native reviewer before it is relied on. */
export const strings: DeskStrings = {};
