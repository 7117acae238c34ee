import type { DeskStrings } from '../strings.js';

/** Arabic of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'متابعة التراخيص الباطلة',
  'follow.lead': 'كل سجل وشهادة يقومان على ترخيص باطل يبقيان أو يُسحبان. يقرر ذلك موظفان.',
  'follow.none': 'لا شيء هنا يقوم على ترخيص باطل.',
  'follow.from': 'لا يُحتسب شيء من {date}',
  'follow.left': '{n} من {total} للتسوية',
  'follow.state.open': 'للتسوية',
  'follow.state.confirmed': 'باقٍ',
  'follow.state.revoked': 'مسحوب',
  'follow.record': 'السجل',
  'follow.certificate': 'الشهادة',
  'follow.passport': 'جواز المهارات',
  'follow.experience': 'الخبرة',
  'follow.settle': 'سوِّ',
  'follow.how': 'أيبقى أم يُسحب؟',
  'follow.stands': 'أبقِه',
  'follow.stands.effect': 'يحتفظ بقيمته رغم بطلان الترخيص: يستند إلى أدلة أخرى.',
  'follow.goes': 'اسحبه',
  'follow.goes.record': 'يُبطل السجل. لا تقوم عليه شهادة بعد ذلك.',
  'follow.goes.certificate': 'تُلغى الشهادة وتقول القوائم المنشورة ذلك. لا رجعة فيه.',
  'follow.choose': 'اختر أحدهما.',
  'follow.void-from': 'أول يوم لا يُحتسب',
  'follow.void-from.hint': 'اتركه فارغًا إن بقي ما سبق صالحًا.',
  'follow.touches': 'السجلات التي يمسها هذا: {records}، والشهادات: {certificates}. يُدرج كل منها ليقرره موظفان.',
  'work.follow': 'متابعات للتسوية: {n}',
};
