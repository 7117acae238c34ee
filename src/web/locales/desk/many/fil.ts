import type { DeskStrings } from '../strings.js';

/** Filipino of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'Ano ang magkakapareho',
  'many.scope.mission': 'Misyon',
  'many.scope.centre': 'Sentro',
  'many.scope.assessor': 'Tagasuri',
  'many.scope.key': 'Susi ng pirma',
  'many.before': 'Mga naunang maramihang pagbabago',
  'many.none': 'Wala pang nabago sa ganitong paraan.',
  'many.progress': '{done} sa {total} ang tapos, {refused} ang tinanggihan',
  'many.shown': 'Ang unang {n} ang ipinapakita; ang bilang ay para sa lahat.',
};
