import { ageLint } from './age.js';
import { datesLint } from './dates.js';
import { frameworkClaimsLint } from './framework-claims.js';
import { issuerLint } from './issuer.js';
import type { Lint } from './lint.js';
import { minimumDataLint } from './minimum-data.js';
import { namesLint } from './names.js';
import { numberLint } from './number.js';
import { schemaLint } from './schema.js';
import { statusEntriesLint } from './status-entries.js';
import { termsLint } from './terms.js';
import { uniqueIdsLint } from './unique-ids.js';
import { unitsLint } from './units.js';
import { validityLint } from './validity.js';

/** Run in this order; the first alone decides whether the others have anything to look at. */
export const lintRegistry: readonly Lint[] = [
  schemaLint,
  termsLint,
  issuerLint,
  numberLint,
  namesLint,
  minimumDataLint,
  ageLint,
  datesLint,
  validityLint,
  unitsLint,
  frameworkClaimsLint,
  statusEntriesLint,
  uniqueIdsLint,
];
