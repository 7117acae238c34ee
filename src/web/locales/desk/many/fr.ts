import type { DeskStrings } from '../strings.js';

/** French of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'Ce qu’ils ont en commun',
  'many.scope.mission': 'Mission',
  'many.scope.centre': 'Centre',
  'many.scope.assessor': 'Évaluateur',
  'many.scope.key': 'Clé de signature',
  'many.before': 'Changements groupés précédents',
  'many.none': 'Rien n’a encore été changé ainsi.',
  'many.progress': '{done} sur {total} faits, {refused} refusés',
  'many.shown': 'Les {n} premiers sont affichés ; le nombre est celui de tous.',
};
