import type { DeskStrings } from '../strings.js';

/** Arabic of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'ما يجمعها',
  'many.scope.mission': 'البعثة',
  'many.scope.centre': 'المركز',
  'many.scope.assessor': 'المقيِّم',
  'many.scope.key': 'مفتاح التوقيع',
  'many.before': 'تغييرات جماعية سابقة',
  'many.none': 'لم يُغيَّر شيء بهذه الطريقة بعد.',
  'many.progress': '{done} من {total} تم، {refused} رُفض',
  'many.shown': 'تُعرض أول {n}؛ والعدد للكل.',
};
