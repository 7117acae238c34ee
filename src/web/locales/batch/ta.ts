import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** Tamil of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'பல கோப்புகள்',
  'batch.lead':
    'பல கோப்புகளை அல்லது இணைப்புகளை ஒரே நேரத்தில் சரிபாருங்கள். எதுவும் பதிவேற்றப்படாது: ஒவ்வொன்றும் இந்தச் சாதனத்திலேயே சரிபார்க்கப்படும்.',
  'batch.add': 'கோப்புகளைச் சேர்',
  'batch.drop': 'அல்லது கோப்புகளை இங்கே விடுங்கள்.',
  'batch.paste': 'இணைப்புகள் அல்லது உரைகள், வரிக்கு ஒன்று',
  'batch.start': 'இந்த வரிகளைச் சரிபார்',
  'batch.stop': 'நிறுத்து',
  'batch.stopped': 'நிறுத்தப்பட்டது. சரிபார்த்தவை இருக்கும்.',
  'batch.progress': '{total} இல் {n} சரிபார்க்கப்பட்டன',
  'batch.csv': 'அட்டவணையைச் சேமி (CSV)',
  'batch.clear': 'பட்டியலை அழி',
  'batch.waiting': 'காத்திருக்கிறது',
  'batch.checking': 'சரிபார்க்கிறது…',
  'batch.skipped': 'சரிபார்க்கப்படவில்லை: நிறுத்தப்பட்டது',
  'batch.file': 'கோப்பு அல்லது வரி',
  'batch.answer': 'பதில்',
  'batch.award': 'இது என்ன',
  'batch.person': 'பெயர்',
  'batch.number': 'எண்',
  'batch.line': 'வரி {n}',
  'batch.limit': 'ஒரே நேரத்தில் அதிகபட்சம் {n}. மற்றவை சேர்க்கப்படவில்லை.',
};
