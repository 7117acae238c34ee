import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** Arabic of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'ملفات كثيرة',
  'batch.lead': 'تحقق من ملفات أو روابط كثيرة دفعة واحدة. لا يُرفع شيء: كل واحد يُفحص على هذا الجهاز.',
  'batch.add': 'أضف ملفات',
  'batch.drop': 'أو أسقط الملفات هنا.',
  'batch.paste': 'روابط أو نصوص، واحد في كل سطر',
  'batch.start': 'تحقق من هذه الأسطر',
  'batch.stop': 'أوقف',
  'batch.stopped': 'توقف. ما فُحص يبقى.',
  'batch.progress': 'فُحص {n} من {total}',
  'batch.csv': 'احفظ الجدول (CSV)',
  'batch.clear': 'امسح القائمة',
  'batch.waiting': 'في الانتظار',
  'batch.checking': 'جارٍ التحقق…',
  'batch.skipped': 'لم يُفحص: أوقف',
  'batch.file': 'الملف أو السطر',
  'batch.answer': 'الإجابة',
  'batch.award': 'ما هو',
  'batch.person': 'الاسم',
  'batch.number': 'الرقم',
  'batch.line': 'السطر {n}',
  'batch.limit': '{n} على الأكثر دفعة واحدة. لم يُضف الباقي.',
};
