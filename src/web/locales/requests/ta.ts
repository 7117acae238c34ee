import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** Tamil of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'ஏதாவது தவறா? திருத்தும்படி கேளுங்கள்.',
  'fix.what': 'எது தவறு?',
  'fix.name': 'என் பெயர்',
  'fix.birth': 'என் பிறந்த தேதி',
  'fix.award': 'தகைமை அல்லது ஓர் அலகு',
  'fix.other': 'வேறு ஒன்று',
  'fix.send': 'கோரிக்கையை அனுப்பு',
  'fix.received': 'பெற்றது {date}, {until} க்குள் பதில்.',
  'fix.answered': 'பதிலளித்தது {date}.',
  'renew.title': 'எப்படி, எப்போது புதுப்பிப்பது',
  'renew.from': '{date} முதல் புதுப்பிக்கலாம்.',
  'renew.none': 'இந்தச் சான்றிதழுக்கு முடிவுத் தேதி இல்லை: புதுப்பிக்க வேண்டியதில்லை.',
  'renew.how':
    'இந்தச் சான்றிதழையும் உங்கள் வேலைக்கான ஆதாரத்தையும் மதிப்பீட்டு மையத்துக்கு அல்லது தூதுக் குழுவுக்குக் கொண்டு வாருங்கள். எந்த மதிப்பீடு தேவை என்று அலுவலகம் சொல்லும்.',
  'renew.ask': 'புதுப்பிப்பது பற்றிக் கேள்',
};
