import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** Tamil of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'சரிபார்ப்பு ரசீது',
  'receipt.unsigned':
    'கையொப்பம் இல்லை. சரிபார்த்தவரின் சாதனத்தில் {time} செய்யப்பட்டது. மீண்டும் சரிபார்க்க {host} ஐ நீங்களே திறந்து குறியீட்டை ஸ்கேன் செய்யுங்கள்.',
  'receipt.sign': 'கையொப்பமிட்ட ரசீதைப் பெறு',
  'receipt.sign.what':
    'சேவை மீண்டும் சரிபார்த்து பதிலில் கையொப்பமிடும். சான்றிதழின் அடையாளத்தையும் கைரேகையையும் அனுப்புகிறோம், பெயர் இல்லை. அது சரிபார்க்கப்பட்டது என்று சேவை அறியும்.',
  'receipt.signed': '{host} {time} அன்று கையொப்பமிட்டது.',
  'receipt.save': 'கையொப்பமிட்ட ரசீதைச் சேமி',
  'receipt.offline': 'கையொப்பம் இல்லை: சேவையை அணுக முடியவில்லை.',
  'receipt.elsewhere': 'கையொப்பம் இல்லை: இந்தச் சேவை இந்தச் சான்றிதழை வழங்கவில்லை.',
  'receipt.check': 'ரசீதைச் சரிபார்',
  'receipt.check.lead': 'கையொப்பமிட்ட ரசீதை ஒட்டுங்கள், அல்லது அதன் கோப்பைத் திறங்கள்.',
  'receipt.genuine': 'இந்த ரசீதில் {host} கையொப்பமிட்டது, இது மாற்றப்படவில்லை.',
  'receipt.bad': 'இது இந்தச் சேவையின் ரசீது அல்ல, அல்லது மாற்றப்பட்டுள்ளது.',
  'receipt.then': '{time} அன்று பதில்: {verdict}.',
  'receipt.now': 'அதன் பின் பல நடந்திருக்கலாம். இன்றைய பதிலுக்குச் சான்றிதழையே சரிபாருங்கள்.',
  'receipt.hash': 'சான்றிதழின் கைரேகை: {hash}',
  'receipt.file': 'கோப்பைத் திற',
};
