import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** Arabic of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'هل يوجد خطأ؟ اطلب منا تصحيحه.',
  'fix.what': 'ما الخطأ؟',
  'fix.name': 'اسمي',
  'fix.birth': 'تاريخ ميلادي',
  'fix.award': 'المؤهل أو إحدى الوحدات',
  'fix.other': 'شيء آخر',
  'fix.send': 'أرسل الطلب',
  'fix.received': 'استُلم في {date}، والرد حتى {until}.',
  'fix.answered': 'تم الرد في {date}.',
  'renew.title': 'كيف تجدد ومتى',
  'renew.from': 'يمكنك التجديد من {date}.',
  'renew.none': 'ليس لهذه الشهادة تاريخ انتهاء: لا حاجة إلى تجديدها.',
  'renew.how': 'أحضر هذه الشهادة وما يثبت عملك إلى مركز تقييم أو بعثة. يخبرك المكتب أي تقييم تحتاج إليه.',
  'renew.ask': 'اسأل عن التجديد',
};
