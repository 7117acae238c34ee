import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** Arabic of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'البيانات: {age} · المكاتب: {n}',
  'data.age.minutes': '{n, plural, zero {# دقيقة} one {دقيقة} two {دقيقتان} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
  'data.age.hours': '{n, plural, zero {# ساعة} one {ساعة} two {ساعتان} few {# ساعات} many {# ساعة} other {# ساعة}}',
  'data.age.days': '{n, plural, zero {# يوم} one {يوم} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}',
  'data.none': 'لا توجد قائمة مكاتب بعد. اتصل مرة واحدة.',
  'data.offline': 'بلا إنترنت. نستخدم بيانات {date}.',
  'data.refresh': 'حدّث الآن',
  'data.title': 'المكاتب وعمر البيانات',
  'data.lead':
    'تستند الإجابات إلى قوائم موقّعة محفوظة على هذا الجهاز، فيعمل التحقق دون إنترنت ولا يعرف أحد من الذي يجري التحقق منه.',
  'data.version': 'قائمة المكاتب {n} الصادرة في {date}',
  'data.fetched': 'جُلبت {time}، قبل {age}.',
  'data.lists': 'قوائم الحالة المحفوظة: {n}',
  'data.status': 'قائمة الحالة بتاريخ {time}',
  'data.part.offices': 'المكاتب ومفاتيحها',
  'data.part.status': 'الشهادات الملغاة والمعلّقة',
  'data.part.frameworks': 'أطر المؤهلات',
  'data.frameworks': 'الإصدار {version}، قورن آخر مرة بمصادره في {date}.',
  'data.none.frameworks': 'ليست على هذا الجهاز بعد: لا تُفحص المستويات. اتصل مرة واحدة.',
  'data.offices': 'المكاتب في القائمة: {n}',
};
