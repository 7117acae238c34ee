import type { DeskStrings } from './strings.js';

/** Sinhala. Draft: needs a native reviewer before it is relied on. */
export const strings: DeskStrings = {};
