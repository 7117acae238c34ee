import type { Scheme } from '../catalogue/catalogue.js';
import { nvqsl } from './nvqsl.js';
import { tesda } from './tesda.js';

/** Every scheme this service knows. A new one is a file beside these and one line here. */
export const schemeRegistry: readonly Scheme[] = [tesda, nvqsl];
