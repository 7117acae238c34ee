import type { DeskStrings } from '../strings.js';

/** Sinhala of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'පොදු දෙය',
  'many.scope.mission': 'දූත මෙහෙවර',
  'many.scope.centre': 'මධ්‍යස්ථානය',
  'many.scope.assessor': 'තක්සේරුකරු',
  'many.scope.key': 'අත්සන් යතුර',
  'many.before': 'පෙර කළ සමූහ වෙනස්කම්',
  'many.none': 'තවම මෙසේ කිසිවක් වෙනස් කර නැත.',
  'many.progress': '{total} න් {done} ක් අවසන්, {refused} ක් ප්‍රතික්ෂේප',
  'many.shown': 'මුල් {n} පමණක් පෙන්වයි; ගණන සියල්ලගේ.',
};
