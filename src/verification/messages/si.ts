import type { PartialMessages } from './phrases.js';

/** Sinhala. Draft: needs a native reviewer before it is relied on. Missing strings fall back to English one by one. */
export const messages: PartialMessages = {
  'v.genuine-and-current.title': 'අව්‍යාජයි, වලංගුයි',
  'v.genuine-and-current.text': '{date} දින {issuer} විසින් මෙම පුද්ගලයා {qualification} සඳහා නිපුණ බව තක්සේරු කර ඇත.',
  'v.genuine-but-expired.title': 'අව්‍යාජයි, නමුත් කල් ඉකුත් වී ඇත',
  'v.genuine-but-expired.text': 'එය ලබා දුන් විට නිවැරදි විය. {date} දින කල් ඉකුත් විය. අලුත් කිරීම ගැන සේවකයාගෙන් අසන්න.',
  'v.suspended.title': 'අව්‍යාජයි, නමුත් තාවකාලිකව අත්හිටුවා ඇත',
  'v.suspended.text': '{date} සිට නිකුත් කළ කාර්යාලය එය තාවකාලිකව නවතා ඇත. දැනට එය මත රඳා නොසිටින්න.',
  'v.revoked.title': 'අවලංගු කර ඇත',
  'v.revoked.text': 'නිකුත් කළ කාර්යාලය {date} දින එය අවලංගු කළේය. එය භාර නොගන්න.',
  'v.replaced.title': 'වෙනුවට අලුත් එකක් නිකුත් කර ඇත',
  'v.replaced.text': 'එය අව්‍යාජ විය. {date} දින වෙනුවට අලුත් එකක් නිකුත් විය. අලුත් එක පෙන්වන ලෙස ඉල්ලන්න.',
  'v.issuer-not-authorised.title': 'නිකුත් කළ ආයතනයට බලය නැත',
  'v.issuer-not-authorised.text':
    'අත්සන සැබෑය, නමුත් එම ස්ථානයේදී සහ දිනයේදී මෙම සුදුසුකම දීමට මෙම කාර්යාලයට බලය තිබුණේ නැත. තවම භාර නොගන්න.',
  'v.altered.title': 'අත්සන් කළ පසු වෙනස් කර ඇත',
  'v.altered.text': 'අත්සන් කළ පසු යමක් වෙනස් කර ඇත. එය භාර නොගන්න.',
  'v.cannot-confirm.title': 'තහවුරු කළ නොහැක',
  'v.cannot-confirm.text': 'අපට සියල්ල පරීක්ෂා කළ නොහැකි විය. එය ව්‍යාජ යැයි මින් අදහස් නොවේ.',
  'not-proven':
    'මෙයින් පෙන්වන්නේ නම් කළ ආයතනය දක්වා ඇති දිනයේ මෙම පුද්ගලයා නිපුණ බව තක්සේරු කළ බවයි. මෙය වැඩ බලපත්‍රයක්, වෘත්තීය බලපත්‍රයක්, ඔබේ රටේ නිල පිළිගැනීමේ තීරණයක් හෝ හැඳුනුම් ලේඛනයක් නොවේ.',
  'q.integrity': 'එය වෙනස් කර තිබේද?',
  'q.authority': 'මෙම කාර්යාලයට එය දීමට බලය තිබේද?',
  'q.status': 'එය අවලංගු කර හෝ නවතා තිබේද?',
  'q.time': 'දින තවමත් වලංගුද?',
  'q.frameworks': 'මට්ටම් ප්‍රකාශ නිවැරදිද?',
  'q.holder': 'මේ නියම පුද්ගලයාද?',
  H21: 'මේ සියල්ල එකම පුද්ගලයා නම් නොකරයි. එක් එක් එකෙහි නම සහ හඳුනාගැනීම සසඳන්න.',
};
