import type { Qualification } from '../../assessment/index.js';
import { listAt, textAt } from '../claims/fields.js';
import { ISCED_F, ISCO_08 } from '../terms.js';
import { refusal, type Lint } from './lint.js';

/** R26: levels, field and occupation on an award are exactly those the catalogue holds, no more and no fewer. */
export const frameworkClaimsLint: Lint = {
  id: 'framework-claims',
  code: 'R26',
  title: 'Framework levels are the catalogue’s.',
  run: ({ isAward, achievement }, context) => {
    if (!isAward) return [];
    const at = '/credentialSubject/achievement/alignment';
    const whatToDo = 'Issue again with the levels of the catalogue, or correct the catalogue with its source.';
    const qualification = context.qualification(textAt(achievement, 'id') ?? '');
    if (!qualification) return [refusal('R26', 'The catalogue has no such qualification revision.', whatToDo, at)];
    const claimed = listAt(achievement, 'alignment').map(
      (alignment) => `${textAt(alignment, 'targetFramework')} ${textAt(alignment, 'targetCode')}`,
    );
    return claimed.sort().join() === catalogueClaims(qualification).sort().join()
      ? []
      : [refusal('R26', 'The framework claims are not the catalogue’s.', whatToDo, at)];
  },
};

const catalogueClaims = ({ frameworkLevels, iscedF, isco08 }: Qualification): string[] => [
  ...frameworkLevels.map(({ framework, level }) => `${framework} ${level}`),
  ...(iscedF ? [`${ISCED_F} ${iscedF.code}`] : []),
  ...(isco08 ? [`${ISCO_08} ${isco08.code}`] : []),
];
