import type { PartialMessages } from './phrases.js';

/** Arabic. Draft: needs a native reviewer before it is relied on. Missing strings fall back to English one by one. */
export const messages: PartialMessages = {
  'v.genuine-and-current.title': 'أصلية وسارية',
  'v.genuine-and-current.text': 'قيّمت {issuer} هذا الشخص في {date} ووجدته كفؤًا في {qualification}.',
  'v.genuine-but-expired.title': 'أصلية لكن انتهت مدتها',
  'v.genuine-but-expired.text': 'كانت صحيحة عند إصدارها. انتهت مدتها في {date}. اسأل العامل عن التجديد.',
  'v.suspended.title': 'أصلية لكنها معلّقة',
  'v.suspended.text': 'أوقفها المكتب المُصدِر مؤقتًا منذ {date}. لا تعتمد عليها الآن.',
  'v.revoked.title': 'ملغاة',
  'v.revoked.text': 'ألغاها المكتب المُصدِر في {date}. لا تقبلها.',
  'v.replaced.title': 'استُبدلت بشهادة أحدث',
  'v.replaced.text': 'كانت أصلية. حلّت محلها شهادة أحدث في {date}. اطلب رؤية الجديدة.',
  'v.issuer-not-authorised.title': 'الجهة المُصدِرة غير مخوّلة',
  'v.issuer-not-authorised.text':
    'التوقيع حقيقي، لكن هذا المكتب لم يكن مخوّلًا بمنح هذا المؤهل في ذلك المكان والتاريخ. لا تقبلها بعد.',
  'v.altered.title': 'عُدِّلت بعد التوقيع',
  'v.altered.text': 'تغيّر شيء فيها بعد توقيعها. لا تقبلها.',
  'v.cannot-confirm.title': 'تعذّر التأكد',
  'v.cannot-confirm.text': 'لم نتمكن من فحص كل شيء. هذا لا يعني أنها مزوّرة.',
  'not-proven':
    'تُظهر هذه النتيجة أن الجهة المذكورة قيّمت هذا الشخص ووجدته كفؤًا في التاريخ المبيّن. وهي ليست تصريح عمل ولا رخصة ولا قرار اعتراف رسميًا في بلدك ولا وثيقة هوية.',
  'q.integrity': 'هل تم تغييرها؟',
  'q.authority': 'هل يحق لهذا المكتب منحها؟',
  'q.status': 'هل أُلغيت أو عُلّقت؟',
  'q.time': 'هل التواريخ ما زالت صالحة؟',
  'q.frameworks': 'هل بيانات المستوى صحيحة؟',
  'q.holder': 'هل هذا هو الشخص الصحيح؟',
  H21: 'هذه العناصر لا تسمّي كلها الشخص نفسه. قارن الاسم والمعرّف في كل منها.',
};
