import type { DeskStrings } from '../strings.js';

/** Sinhala of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'අවලංගු ප්‍රතීතනවල පසු විපරම්',
  'follow.lead': 'අවලංගු ප්‍රතීතනයක් මත ඇති සෑම වාර්තාවක්ම හා සහතිකයක්ම පවතී හෝ ඉවත් වේ. නිලධාරීන් දෙදෙනෙක් තීරණය කරති.',
  'follow.none': 'මෙහි කිසිවක් අවලංගු ප්‍රතීතනයක් මත නැත.',
  'follow.from': '{date} සිට කිසිවක් වලංගු නොවේ',
  'follow.left': '{total} න් {n} ක් විසඳිය යුතුයි',
  'follow.state.open': 'විසඳිය යුතු',
  'follow.state.confirmed': 'පවතී',
  'follow.state.revoked': 'ඉවත් කළ',
  'follow.record': 'වාර්තාව',
  'follow.certificate': 'සහතිකය',
  'follow.passport': 'කුසලතා ගමන් බලපත්‍රය',
  'follow.experience': 'පළපුරුද්ද',
  'follow.settle': 'විසඳන්න',
  'follow.how': 'එය පවතීද, ඉවත් වේද?',
  'follow.stands': 'පවත්වා ගන්න',
  'follow.stands.effect': 'ප්‍රතීතනය අවලංගු වුවද එය වලංගුයි: වෙනත් සාක්ෂි ඇත.',
  'follow.goes': 'ඉවත් කරන්න',
  'follow.goes.record': 'වාර්තාව ශුන්‍ය වේ. තවදුරටත් සහතිකයක් ඒ මත රැඳිය නොහැක.',
  'follow.goes.certificate': 'සහතිකය අවලංගු වේ, ප්‍රකාශිත ලැයිස්තු එය කියයි. ආපසු හැරවිය නොහැක.',
  'follow.choose': 'දෙකෙන් එකක් තෝරන්න.',
  'follow.void-from': 'තවදුරටත් වලංගු නොවන පළමු දිනය',
  'follow.void-from.hint': 'පෙර කළ දේ වලංගු නම් හිස්ව තබන්න.',
  'follow.touches': 'මෙය වාර්තා {records} ක් හා සහතික {certificates} කට බලපායි. එක එකක් නිලධාරීන් දෙදෙනෙකුගේ තීරණයට ලැයිස්තුගත වේ.',
  'work.follow': 'විසඳිය යුතු පසු විපරම්: {n}',
};
