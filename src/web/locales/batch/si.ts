import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** Sinhala of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'ගොනු ගණනාවක්',
  'batch.lead': 'ගොනු හෝ සබැඳි ගණනාවක් එකවර පරීක්ෂා කරන්න. කිසිවක් උඩුගත නොවේ: එක් එක් දෙය මෙම උපාංගයේම පරීක්ෂා කෙරේ.',
  'batch.add': 'ගොනු එක් කරන්න',
  'batch.drop': 'නැතහොත් ගොනු මෙහි දමන්න.',
  'batch.paste': 'සබැඳි හෝ පෙළ, පේළියකට එකක්',
  'batch.start': 'මෙම පේළි පරීක්ෂා කරන්න',
  'batch.stop': 'නවත්වන්න',
  'batch.stopped': 'නැවැත්වුවා. පරීක්ෂා කළ දේ පවතී.',
  'batch.progress': '{total}න් {n}ක් පරීක්ෂා කළා',
  'batch.csv': 'වගුව සුරකින්න (CSV)',
  'batch.clear': 'ලැයිස්තුව මකන්න',
  'batch.waiting': 'රැඳී සිටී',
  'batch.checking': 'පරීක්ෂා කරමින්…',
  'batch.skipped': 'පරීක්ෂා කර නැත: නැවැත්වුවා',
  'batch.file': 'ගොනුව හෝ පේළිය',
  'batch.answer': 'පිළිතුර',
  'batch.award': 'එය කුමක්ද',
  'batch.person': 'නම',
  'batch.number': 'අංකය',
  'batch.line': 'පේළිය {n}',
  'batch.limit': 'එකවර උපරිම {n}. ඉතිරිය එක් කළේ නැත.',
};
