import { awardRules } from './award.js';
import { editionRules } from './edition.js';
import { fieldRules } from './field-rules.js';
import { identityRules } from './identity.js';
import { iscedRules } from './isced-rules.js';
import { occupationRules } from './occupation-rules.js';
import { placeRules } from './place.js';
import { provenanceRules } from './provenance-rules.js';
import { relationRules } from './relation.js';
import { standingRules } from './relation-standing.js';
import type { Rule } from './rule.js';
import { volumeRules } from './volume-rules.js';

/** Every rule, Q01 to Q35, in number order. A new rule is one entry in its file's list. */
export const rules: readonly Rule[] = [
  ...identityRules,
  ...placeRules,
  ...awardRules,
  ...relationRules,
  ...standingRules,
  ...editionRules,
  ...iscedRules,
  ...fieldRules,
  ...occupationRules,
  ...volumeRules,
  ...provenanceRules,
].sort((left, right) => left.id.localeCompare(right.id));
