import type { DeskStrings } from '../strings.js';

/** Tamil of the overview. Draft: needs a native reviewer before it is relied on. */
export const overview: DeskStrings = {
  'view.title': 'மேலோட்டம்',
  'view.lead': 'எண்ணிக்கைகள், பெயர்கள் அல்ல. ஐந்துக்குக் குறைவான குழுக்கள் மறைக்கப்பட்டுள்ளன, கணக்கிடக்கூடிய இடங்களிலும்.',
  'view.empty': 'இந்தத் தேர்வில் மதிப்பீடுகள் இல்லை.',
  'view.small': 'இந்தத் தேர்வு காட்ட மிகச் சிறியது.',
  'view.csv': 'CSV ஆகச் சேமி',
  'view.assessed': 'மதிப்பிட்டவர்கள்',
  'view.competent': 'தேர்ச்சி பெற்றவர்கள்',
  'view.rate': 'விகிதம்',
  'view.of': '{total} இல் {n}',
  'view.days': 'மதிப்பீட்டிலிருந்து வெளியீடு வரை நாட்கள், இடைநிலை',
  'view.days.p90': '100 இல் 90, {n, plural, one {# நாளுக்குள்} other {# நாட்களுக்குள்}}',
  'view.ending': '90 நாட்களுக்குள் முடியும் சான்றிதழ்கள்',
  'view.by.mission': 'மதிப்பிட்டோரில் தேர்ச்சி பெற்றோர், தூதுக்குழு வாரியாக',
  'view.by.qualification': 'மதிப்பிட்டோரில் தேர்ச்சி பெற்றோர், தகைமை வாரியாக',
  'view.by.site': 'மதிப்பிட்டோரில் தேர்ச்சி பெற்றோர், இடம் வாரியாக',
  'view.by.month': 'மதிப்பீட்டு மாத வாரியாக விகிதம்',
  'view.by.ending': 'முடியும் சான்றிதழ்கள், மாத வாரியாக',
  'view.funnel': 'மதிப்பீட்டாளர்கள்: எண்ணிக்கைக்கு எதிராக விகிதம்',
  'view.funnel.lead': 'வெளிக் கோட்டுக்கு வெளியே: பாருங்கள், தீர்ப்பளிக்காதீர்கள்.',
  'view.funnel.average': 'சராசரி {n} %',
  'view.funnel.summary':
    '{n, plural, one {# மதிப்பீட்டாளர்} other {# மதிப்பீட்டாளர்கள்}}; {outside} பேர் 99.8 % எல்லைக்கு வெளியே; சராசரி {average} %.',
  'view.funnel.left-out':
    '{n, plural, one {சில விண்ணப்பதாரர்களே உள்ள # நபர் விடப்பட்டார்.} other {சில விண்ணப்பதாரர்களே உள்ள # பேர் விடப்பட்டனர்.}}',
  'view.funnel.inside': 'உள்ளே',
  'view.funnel.outside-95': '95 % க்கு வெளியே',
  'view.funnel.outside-99.8': '99.8 % க்கு வெளியே',
  'view.table': 'தரவு அட்டவணையாக',
  'view.assessor': 'மதிப்பீட்டாளர்',
  'view.count': 'சான்றிதழ்கள்',
  'view.bars.summary': '{n, plural, one {# குழு} other {# குழுக்கள்}}; பெரியது: {first}, {rate} %.',
  'view.line.summary': '{n, plural, one {# மாதம்} other {# மாதங்கள்}}, {low} % முதல் {high} % வரை.',
};
