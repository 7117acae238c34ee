import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** Tamil of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'தரவு: {age} பழையது · அலுவலகங்கள்: {n}',
  'data.age.minutes': '{n, plural, one {# நிமிடம்} other {# நிமிடங்கள்}}',
  'data.age.hours': '{n} மணிநேரம்',
  'data.age.days': '{n, plural, one {# நாள்} other {# நாட்கள்}}',
  'data.none': 'அலுவலகப் பட்டியல் இன்னும் இல்லை. ஒருமுறை இணையுங்கள்.',
  'data.offline': 'இணையம் இல்லை. {date} தரவைப் பயன்படுத்துகிறது.',
  'data.refresh': 'இப்போது புதுப்பி',
  'data.title': 'அலுவலகங்களும் தரவின் வயதும்',
  'data.lead':
    'பதில்கள் இந்தச் சாதனத்தில் வைக்கப்பட்ட கையொப்பமிட்ட பட்டியல்களைச் சார்ந்தவை. எனவே இணையம் இன்றியும் சரிபார்க்கலாம்; யார் சரிபார்க்கப்படுகிறார் என்று யாருக்கும் தெரியாது.',
  'data.version': 'அலுவலகப் பட்டியல் {n}, வெளியிட்டது {date}',
  'data.fetched': 'பெறப்பட்டது {time}, {age} முன்பு.',
  'data.lists': 'வைத்துள்ள நிலைப் பட்டியல்கள்: {n}',
  'data.status': '{time} நிலைப் பட்டியல்',
  'data.part.offices': 'அலுவலகங்களும் அவற்றின் சாவிகளும்',
  'data.part.status': 'ரத்தான, நிறுத்தப்பட்ட சான்றிதழ்கள்',
  'data.part.frameworks': 'தகைமைக் கட்டமைப்புகள்',
  'data.frameworks': 'பதிப்பு {version}, மூலங்களுடன் கடைசியாக ஒப்பிட்டது {date}.',
  'data.none.frameworks': 'இன்னும் இந்தச் சாதனத்தில் இல்லை: நிலைகள் சரிபார்க்கப்படவில்லை. ஒருமுறை இணையுங்கள்.',
  'data.offices': 'பட்டியலில் உள்ள அலுவலகங்கள்: {n}',
};
