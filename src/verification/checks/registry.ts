import { checkAuthority } from './authority.js';
import type { Check } from './check.js';
import { readContents } from './claims.js';
import { checkFrameworkClaims } from './framework-claims.js';
import { checkHolder } from './holder.js';
import { checkIntegrity } from './integrity.js';
import { checkKeyWindow } from './key-window.js';
import { checkStatus } from './status.js';
import { checkTime } from './time.js';

/** The order is policy: nothing is read from a document before its integrity, nothing claimed before its authority. */
export const checks: readonly Check[] = [
  { id: 'proof', run: checkIntegrity, isAlwaysAsked: true },
  { id: 'claims', run: readContents },
  { id: 'key', run: checkKeyWindow },
  { id: 'issuer', run: checkAuthority, isAlwaysAsked: true },
  { id: 'status', run: checkStatus },
  { id: 'time', run: checkTime },
  { id: 'frameworks', run: checkFrameworkClaims },
  { id: 'holder', run: checkHolder },
];
