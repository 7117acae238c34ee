import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** Swahili of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'Faili nyingi',
  'batch.lead':
    'Kagua faili au viungo vingi kwa mara moja. Hakuna kinachopakiwa: kila kimoja hukaguliwa kwenye kifaa hiki.',
  'batch.add': 'Ongeza faili',
  'batch.drop': 'Au dondosha faili hapa.',
  'batch.paste': 'Viungo au maandishi, kimoja kila mstari',
  'batch.start': 'Kagua mistari hii',
  'batch.stop': 'Simamisha',
  'batch.stopped': 'Imesimama. Kilichokaguliwa kinabaki.',
  'batch.progress': '{n} kati ya {total} zimekaguliwa',
  'batch.csv': 'Hifadhi jedwali (CSV)',
  'batch.clear': 'Futa orodha',
  'batch.waiting': 'Inasubiri',
  'batch.checking': 'Inakagua…',
  'batch.skipped': 'Haijakaguliwa: imesimamishwa',
  'batch.file': 'Faili au mstari',
  'batch.answer': 'Jibu',
  'batch.award': 'Ni nini',
  'batch.person': 'Jina',
  'batch.number': 'Nambari',
  'batch.line': 'Mstari {n}',
  'batch.limit': 'Si zaidi ya {n} kwa mara moja. Zilizobaki hazikuongezwa.',
};
