import type { DeskStrings } from './strings.js';

/** French. Draft: needs a native reviewer before it is relied on. */
export const strings: DeskStrings = {};
