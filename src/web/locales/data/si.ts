import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** Sinhala of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'දත්ත: {age} පැරණි · කාර්යාල: {n}',
  'data.age.minutes': 'මිනිත්තු {n}',
  'data.age.hours': 'පැය {n}',
  'data.age.days': 'දින {n}',
  'data.none': 'තවම කාර්යාල ලැයිස්තුවක් නැත. එක් වරක් සම්බන්ධ වන්න.',
  'data.offline': 'අන්තර්ජාලය නැත. {date} දත්ත භාවිතා කරයි.',
  'data.refresh': 'දැන් යාවත්කාලීන කරන්න',
  'data.title': 'කාර්යාල සහ දත්තවල වයස',
  'data.lead':
    'පිළිතුරු රඳා පවතින්නේ මෙම උපාංගයේ තබා ඇති අත්සන් කළ ලැයිස්තු මතය. එබැවින් අන්තර්ජාලය නැතිවද පරීක්ෂා කළ හැකි අතර, කවුරුන් පරීක්ෂා කරන්නේදැයි කිසිවකු නොදනී.',
  'data.version': 'කාර්යාල ලැයිස්තුව {n}, නිකුත් කළේ {date}',
  'data.fetched': 'ලබා ගත්තේ {time}, {age} පෙර.',
  'data.lists': 'තබා ඇති තත්ත්ව ලැයිස්තු: {n}',
  'data.status': '{time} තත්ත්ව ලැයිස්තුව',
  'data.part.offices': 'කාර්යාල සහ ඒවායේ යතුරු',
  'data.part.status': 'අවලංගු කළ සහ නවතා ඇති සහතික',
  'data.part.frameworks': 'සුදුසුකම් රාමු',
  'data.frameworks': '{version} සංස්කරණය, මූලාශ්‍ර සමඟ අවසන් වරට සැසඳුවේ {date}.',
  'data.none.frameworks': 'තවම මෙම උපාංගයේ නැත: මට්ටම් පරීක්ෂා නොකෙරේ. එක් වරක් සම්බන්ධ වන්න.',
  'data.offices': 'ලැයිස්තුවේ කාර්යාල: {n}',
};
