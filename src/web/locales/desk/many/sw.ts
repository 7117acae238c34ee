import type { DeskStrings } from '../strings.js';

/** Swahili of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'Kinachofanana',
  'many.scope.mission': 'Misheni',
  'many.scope.centre': 'Kituo',
  'many.scope.assessor': 'Mpimaji',
  'many.scope.key': 'Ufunguo wa saini',
  'many.before': 'Mabadiliko ya awali ya wengi',
  'many.none': 'Hakuna kilichobadilishwa kwa njia hii bado.',
  'many.progress': '{done} kati ya {total} zimefanywa, {refused} zimekataliwa',
  'many.shown': 'Zinaonyeshwa {n} za kwanza; idadi ni ya zote.',
};
