import type { DeskStrings } from './strings.js';

/** Portuguese. Draft: needs a native reviewer before it is relied on. */
export const strings: DeskStrings = {};
