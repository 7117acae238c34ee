import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** Swahili of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'Risiti ya ukaguzi',
  'receipt.unsigned':
    'Haijasainiwa. Imetengenezwa kwenye kifaa cha aliyekagua, {time}. Kukagua tena, fungua {host} mwenyewe na uchanganue msimbo.',
  'receipt.sign': 'Pata risiti iliyosainiwa',
  'receipt.sign.what':
    'Huduma hukagua tena na kusaini jibu lake. Tunatuma kitambulisho na alama ya cheti, si jina. Huduma inajua kuwa kimekaguliwa.',
  'receipt.signed': 'Imesainiwa na {host} tarehe {time}.',
  'receipt.save': 'Hifadhi risiti iliyosainiwa',
  'receipt.offline': 'Haijasainiwa: huduma haikupatikana.',
  'receipt.elsewhere': 'Haijasainiwa: huduma hii haikutoa cheti hiki.',
  'receipt.check': 'Kagua risiti',
  'receipt.check.lead': 'Bandika risiti iliyosainiwa, au fungua faili yake.',
  'receipt.genuine': 'Risiti hii ilisainiwa na {host} na haikubadilishwa.',
  'receipt.bad': 'Hii si risiti ya huduma hii, au ilibadilishwa.',
  'receipt.then': 'Tarehe {time} jibu lilikuwa: {verdict}.',
  'receipt.now': 'Mengi yanaweza kutokea tangu hapo. Kwa jibu la leo, kagua cheti chenyewe.',
  'receipt.hash': 'Alama ya cheti: {hash}',
  'receipt.file': 'Fungua faili',
};
