import type { DeskStrings } from '../strings.js';

/** Arabic of the overview. Draft: needs a native reviewer before it is relied on. */
export const overview: DeskStrings = {
  'view.title': 'نظرة عامة',
  'view.lead': 'أعداد لا أسماء. المجموعات الأقل من خمسة مخفية، وكذلك حيث يمكن حسابها.',
  'view.empty': 'لا تقييمات في هذا الاختيار.',
  'view.small': 'هذا الاختيار أصغر من أن يُعرض.',
  'view.csv': 'حفظ بصيغة CSV',
  'view.assessed': 'قُيِّموا',
  'view.competent': 'أكفاء',
  'view.rate': 'النسبة',
  'view.of': '{n} من {total}',
  'view.days': 'الأيام من التقييم إلى الإصدار، الوسيط',
  'view.days.p90':
    '90 من 100 خلال {n, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}',
  'view.ending': 'شهادات تنتهي خلال 90 يومًا',
  'view.by.mission': 'الأكفاء من المقيَّمين حسب البعثة',
  'view.by.qualification': 'الأكفاء من المقيَّمين حسب المؤهل',
  'view.by.site': 'الأكفاء من المقيَّمين حسب الموقع',
  'view.by.month': 'النسبة حسب شهر التقييم',
  'view.by.ending': 'الشهادات التي تنتهي حسب الشهر',
  'view.funnel': 'المقيِّمون: النسبة مقابل عدد من قُيِّموا',
  'view.funnel.lead': 'خارج الخط الخارجي: انظر ولا تحكم.',
  'view.funnel.average': 'المتوسط {n} %',
  'view.funnel.summary':
    '{n, plural, zero {# مقيِّم} one {مقيِّم واحد} two {مقيِّمان} few {# مقيِّمين} many {# مقيِّمًا} other {# مقيِّم}}؛ {outside} خارج حدود 99.8 %؛ المتوسط {average} %.',
  'view.funnel.left-out':
    '{n, plural, zero {لم يُستبعد أحد ممن مرشحوهم قليلون.} one {استُبعد واحد ممن مرشحوهم قليلون.} two {استُبعد اثنان ممن مرشحوهم قليلون.} few {استُبعد # ممن مرشحوهم قليلون.} many {استُبعد # ممن مرشحوهم قليلون.} other {استُبعد # ممن مرشحوهم قليلون.}}',
  'view.funnel.inside': 'داخل الحدود',
  'view.funnel.outside-95': 'خارج 95 %',
  'view.funnel.outside-99.8': 'خارج 99.8 %',
  'view.table': 'البيانات كجدول',
  'view.assessor': 'المقيِّم',
  'view.count': 'الشهادات',
  'view.bars.summary':
    '{n, plural, zero {# مجموعة} one {مجموعة واحدة} two {مجموعتان} few {# مجموعات} many {# مجموعة} other {# مجموعة}}؛ أكبرها: {first}، {rate} %.',
  'view.line.summary':
    '{n, plural, zero {# شهر} one {شهر واحد} two {شهران} few {# أشهر} many {# شهرًا} other {# شهر}}، من {low} % إلى {high} %.',
};
