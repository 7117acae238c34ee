import type { DeskStrings } from './strings.js';

/** Swahili. Draft: needs a native reviewer before it is relied on. */
export const strings: DeskStrings = {};
