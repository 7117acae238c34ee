import type { DeskStrings } from '../strings.js';

/** Tamil of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'செல்லாத அங்கீகாரங்களின் தொடர் நடவடிக்கை',
  'follow.lead': 'செல்லாத அங்கீகாரத்தைச் சார்ந்த ஒவ்வொரு பதிவும் சான்றிதழும் நிலைக்கும் அல்லது நீங்கும். இரு அலுவலர்கள் தீர்மானிப்பர்.',
  'follow.none': 'செல்லாத அங்கீகாரத்தைச் சார்ந்தது இங்கே எதுவும் இல்லை.',
  'follow.from': '{date} முதல் எதுவும் செல்லாது',
  'follow.left': '{total} இல் {n} தீர்க்க வேண்டும்',
  'follow.state.open': 'தீர்க்க வேண்டியவை',
  'follow.state.confirmed': 'நிலைக்கிறது',
  'follow.state.revoked': 'திரும்பப் பெறப்பட்டது',
  'follow.record': 'பதிவு',
  'follow.certificate': 'சான்றிதழ்',
  'follow.passport': 'திறன் கடவுச்சீட்டு',
  'follow.experience': 'அனுபவம்',
  'follow.settle': 'தீர்த்து வை',
  'follow.how': 'இது நிலைக்குமா, நீங்குமா?',
  'follow.stands': 'நிலைக்க விடு',
  'follow.stands.effect': 'அங்கீகாரம் செல்லாவிட்டாலும் இது செல்லும்: வேறு சான்றுகள் உள்ளன.',
  'follow.goes': 'திரும்பப் பெறு',
  'follow.goes.record': 'பதிவு செல்லாததாகும். இனி எந்தச் சான்றிதழும் அதைச் சார்ந்திருக்க முடியாது.',
  'follow.goes.certificate': 'சான்றிதழ் ரத்தாகும், வெளியிட்ட பட்டியல்கள் அதைச் சொல்லும். மீட்க முடியாது.',
  'follow.choose': 'இரண்டில் ஒன்றைத் தேர்ந்தெடுக்கவும்.',
  'follow.void-from': 'இனி கணக்கில் வராத முதல் நாள்',
  'follow.void-from.hint': 'முன்பு செய்தவை செல்லும் என்றால் காலியாக விடவும்.',
  'follow.touches':
    'இது {records, plural, one {# பதிவையும்} other {# பதிவுகளையும்}} {certificates, plural, one {# சான்றிதழையும்} other {# சான்றிதழ்களையும்}} பாதிக்கும். ஒவ்வொன்றும் இரு அலுவலர் முடிவுக்குப் பட்டியலிடப்படும்.',
  'work.follow': 'தீர்க்க வேண்டிய தொடர் நடவடிக்கைகள்: {n}',
};
