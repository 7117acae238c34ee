import { authorityCheck } from './authority.js';
import type { Check } from './check.js';
import { frameworkClaimsCheck } from './framework-claims.js';
import { holderCheck } from './holder.js';
import { integrityCheck } from './integrity.js';
import { keyWindowCheck } from './key-window.js';
import { statusCheck } from './status.js';
import { timeCheck } from './time.js';

/** The order is policy: nothing is read from a document before its integrity, nothing claimed before its authority. */
export const checks: readonly Check[] = [
  integrityCheck,
  keyWindowCheck,
  authorityCheck,
  statusCheck,
  timeCheck,
  frameworkClaimsCheck,
  holderCheck,
];
