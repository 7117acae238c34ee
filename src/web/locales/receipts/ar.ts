import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** Arabic of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'إيصال التحقق',
  'receipt.unsigned': 'غير موقّع. صُنع على جهاز من قام بالتحقق، {time}. للتحقق مرة أخرى افتح {host} بنفسك وامسح الرمز.',
  'receipt.sign': 'احصل على إيصال موقّع',
  'receipt.sign.what':
    'تفحص الخدمة مرة أخرى وتوقّع إجابتها. نرسل معرّف الشهادة وبصمتها دون أي اسم. تعلم الخدمة أنها فُحصت.',
  'receipt.signed': 'وقّعته {host} في {time}.',
  'receipt.save': 'احفظ الإيصال الموقّع',
  'receipt.offline': 'غير موقّع: تعذّر الوصول إلى الخدمة.',
  'receipt.elsewhere': 'غير موقّع: هذه الخدمة لم تُصدر هذه الشهادة.',
  'receipt.check': 'تحقق من إيصال',
  'receipt.check.lead': 'الصق الإيصال الموقّع أو افتح ملفه.',
  'receipt.genuine': 'وقّعت {host} هذا الإيصال ولم يُغيّر.',
  'receipt.bad': 'هذا ليس إيصالًا من هذه الخدمة، أو أنه غُيّر.',
  'receipt.then': 'في {time} كانت الإجابة: {verdict}.',
  'receipt.now': 'قد يكون حدث الكثير منذ ذلك الحين. لإجابة اليوم تحقق من الشهادة نفسها.',
  'receipt.hash': 'بصمة الشهادة: {hash}',
  'receipt.file': 'افتح ملفًا',
};
