import type { PartialStrings } from './strings.js';

/** Arabic. Draft: needs a native reviewer before it is relied on. */
export const strings: PartialStrings = {
  'scan.start': 'امسح الرمز',
  'scan.upload': 'ارفع صورة أو ملف PDF',
  'scan.paste': 'الصق رابطًا أو نصًا',
  'scan.hold': 'ضع الرمز مستويًا داخل الإطار.',
  'scan.closer': 'قرّب أكثر',
  'scan.light': 'شغّل الضوء',
  'scan.found': 'وُجد الرمز. جارٍ الفحص…',
  'scan.none': 'لا يوجد رمز في هذه الصورة. التقطها من قرب وفي ضوء جيد.',
  'cam.blocked': 'الكاميرا محظورة. اسمح بها في إعدادات المتصفح أو ارفع صورة.',
  'priv.local': 'لا يخرج شيء مما تمسحه من هذا الجهاز.',
  'act.next': 'افحص شهادة أخرى',
  'act.receipt': 'احفظ إيصالًا',
  'act.why': 'لماذا هذه الإجابة؟',
  'w.title': 'جواز مهاراتي',
  'w.mine': 'هذا الجواز ملكك أنت.',
  'w.show': 'اعرض رمزي',
  'w.pdf': 'نزّل ملف PDF',
  'w.card': 'اطبع بطاقتي',
  'w.valid': 'سارية حتى {date}',
  'w.noend': 'بلا تاريخ انتهاء',
  'w.finish': 'أنهِ وامسح هذه الشاشة',
};
