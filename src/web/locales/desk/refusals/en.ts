import { assessment } from './assessment/en.js';
import { rules } from './rules/en.js';
import { service } from './service/en.js';

/** Refusals in general words, as the other languages say them. What the service itself says is compared with these. */
export const refusals = { ...service, ...assessment, ...rules };
