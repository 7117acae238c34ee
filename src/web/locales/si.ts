import type { PartialStrings } from './strings.js';

/** Sinhala. Draft: needs a native reviewer before it is relied on. */
export const strings: PartialStrings = {
  'scan.start': 'කේතයක් ස්කෑන් කරන්න',
  'scan.upload': 'ඡායාරූපයක් හෝ PDF එකක් උඩුගත කරන්න',
  'scan.paste': 'සබැඳියක් හෝ පෙළක් අලවන්න',
  'scan.hold': 'කේතය රාමුව තුළ පැතලිව තබන්න.',
  'scan.closer': 'ළං කරන්න',
  'scan.light': 'ආලෝකය දල්වන්න',
  'scan.found': 'කේතය හමු විය. පරීක්ෂා කරමින්…',
  'scan.none': 'මෙම පින්තූරයේ කේතයක් නැත. හොඳ ආලෝකයේ, ළඟින් ගන්න.',
  'cam.blocked': 'කැමරාව අවහිර කර ඇත. බ්‍රවුසරයේ සැකසුම් තුළ ඉඩ දෙන්න, නැතහොත් ඡායාරූපයක් උඩුගත කරන්න.',
  'priv.local': 'ඔබ ස්කෑන් කරන කිසිවක් මෙම උපාංගයෙන් පිටතට නොයයි.',
  'act.next': 'තවත් එකක් පරීක්ෂා කරන්න',
  'act.receipt': 'රිසිට්පතක් සුරකින්න',
  'act.why': 'මේ පිළිතුර ඇයි?',
  'w.title': 'මගේ කුසලතා ගමන් බලපත්‍රය',
  'w.mine': 'මෙම ගමන් බලපත්‍රය ඔබට අයිතියි.',
  'w.show': 'මගේ කේතය පෙන්වන්න',
  'w.pdf': 'PDF බාගන්න',
  'w.card': 'මගේ කාඩ්පත මුද්‍රණය කරන්න',
  'w.valid': '{date} දක්වා වලංගුයි',
  'w.noend': 'අවසන් දිනයක් නැත',
  'w.finish': 'අවසන් කර මෙම තිරය මකන්න',
};
