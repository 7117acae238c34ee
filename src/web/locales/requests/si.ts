import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** Sinhala of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'යමක් වැරදිද? නිවැරදි කරන ලෙස අපෙන් ඉල්ලන්න.',
  'fix.what': 'වැරදි මොකක්ද?',
  'fix.name': 'මගේ නම',
  'fix.birth': 'මගේ උපන් දිනය',
  'fix.award': 'සුදුසුකම හෝ ඒකකයක්',
  'fix.other': 'වෙනත් දෙයක්',
  'fix.send': 'ඉල්ලීම යවන්න',
  'fix.received': 'ලැබුණේ {date}, {until} වන විට පිළිතුර.',
  'fix.answered': 'පිළිතුරු දුන්නේ {date}.',
  'renew.title': 'අලුත් කරන්නේ කෙසේද, කවදාද',
  'renew.from': '{date} සිට අලුත් කළ හැක.',
  'renew.none': 'මෙම සහතිකයට අවසන් දිනයක් නැත: අලුත් කිරීම අවශ්‍ය නැත.',
  'renew.how': 'මෙම සහතිකය සහ ඔබේ වැඩ පිළිබඳ සාක්ෂි තක්සේරු මධ්‍යස්ථානයකට හෝ දූත මෙහෙවරකට ගෙන එන්න. ඔබට අවශ්‍ය තක්සේරුව කාර්යාලය කියයි.',
  'renew.ask': 'අලුත් කිරීම ගැන අසන්න',
};
