import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** Sinhala of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'පරීක්ෂා රිසිට්පත',
  'receipt.unsigned':
    'අත්සන් කර නැත. පරීක්ෂා කළ පුද්ගලයාගේ උපාංගයේ {time} සෑදුවා. නැවත පරීක්ෂා කිරීමට {host} ඔබම විවෘත කර කේතය ස්කෑන් කරන්න.',
  'receipt.sign': 'අත්සන් කළ රිසිට්පතක් ගන්න',
  'receipt.sign.what':
    'සේවය නැවත පරීක්ෂා කර පිළිතුර අත්සන් කරයි. අපි යවන්නේ සහතිකයේ හැඳුනුම සහ ඇඟිලි සලකුණ පමණි, නමක් නැත. එය පරීක්ෂා කළ බව සේවය දැනගනී.',
  'receipt.signed': '{host} විසින් {time} අත්සන් කළා.',
  'receipt.save': 'අත්සන් කළ රිසිට්පත සුරකින්න',
  'receipt.offline': 'අත්සන් කර නැත: සේවය වෙත ළඟා විය නොහැකි විය.',
  'receipt.elsewhere': 'අත්සන් කර නැත: මෙම සේවය මෙම සහතිකය නිකුත් කර නැත.',
  'receipt.check': 'රිසිට්පතක් පරීක්ෂා කරන්න',
  'receipt.check.lead': 'අත්සන් කළ රිසිට්පත අලවන්න, නැතහොත් එහි ගොනුව විවෘත කරන්න.',
  'receipt.genuine': 'මෙම රිසිට්පත {host} විසින් අත්සන් කළ අතර වෙනස් කර නැත.',
  'receipt.bad': 'මෙය මෙම සේවයේ රිසිට්පතක් නොවේ, නැතහොත් වෙනස් කර ඇත.',
  'receipt.then': '{time} පිළිතුර වූයේ: {verdict}.',
  'receipt.now': 'එතැන් සිට බොහෝ දේ සිදු විය හැක. අද පිළිතුර සඳහා සහතිකයම පරීක්ෂා කරන්න.',
  'receipt.hash': 'සහතිකයේ ඇඟිලි සලකුණ: {hash}',
  'receipt.file': 'ගොනුවක් විවෘත කරන්න',
};
