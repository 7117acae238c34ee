import type { Words } from '../rooms.js';
import type { scan as english } from './en.js';

/** Arabic of bringing a code: camera, photo, file, pasted text. Draft: needs a native reviewer before it is relied on. */
export const scan: Words<typeof english> = {
  'scan.start': 'امسح الرمز',
  'scan.upload': 'ارفع صورة أو ملف PDF',
  'scan.paste': 'الصق رابطًا أو نصًا',
  'scan.hold': 'ضع الرمز مستويًا داخل الإطار.',
  'scan.none': 'لا يوجد رمز في هذه الصورة. التقطها من قرب وفي ضوء جيد.',
  'cam.blocked': 'الكاميرا محظورة. اسمح بها في إعدادات المتصفح أو ارفع صورة.',
  'priv.local': 'لا يخرج شيء مما تمسحه من هذا الجهاز.',
  'paste.label': 'رابط أو أرقام أو الشهادة كاملة',
  'paste.check': 'تحقق',
  'upload.hint': 'صورة (PNG، JPEG، WebP) أو PDF أو ملف الشهادة (JSON).',
  'scan.stop': 'أوقف',
  'cam.none': 'لا كاميرا في هذا الجهاز. ارفع صورة أو الصق رابطًا.',
  'cam.busy': 'برنامج آخر يستخدم الكاميرا. أغلقه وحاول مرة أخرى.',
  'scan.tips': 'لم يُعثر على شيء بعد. أمسك البطاقة على بعد 15 سم في ضوء جيد، أو ارفع صورة.',
  'pdf.none': 'ليس في ملف PDF هذا رمز يمكننا قراءته. امسح الورقة بدلًا منه.',
  'type.unknown': 'نقرأ PNG وJPEG وWebP وPDF وJSON. هذا ملف من نوع آخر.',
  'too.large': 'هذا الملف أكبر من {max}. أرسل صورة أصغر.',
  'scan.none.do': 'أو امسح الرمز على الجانب الآخر من البطاقة.',
  'type.do': 'أرسل واحدًا من هذه، أو امسح الورقة.',
};
