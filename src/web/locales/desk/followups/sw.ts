import type { DeskStrings } from '../strings.js';

/** Swahili of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'Ufuatiliaji wa ithibati batili',
  'follow.lead': 'Kila rekodi na cheti kinachotegemea ithibati batili kinabaki au kinaondolewa. Maafisa wawili huamua.',
  'follow.none': 'Hakuna kinachotegemea ithibati batili hapa.',
  'follow.from': 'Hakuna kinachohesabiwa kuanzia {date}',
  'follow.left': '{n} kati ya {total} za kuamua',
  'follow.state.open': 'Za kuamua',
  'follow.state.confirmed': 'Inabaki',
  'follow.state.revoked': 'Imeondolewa',
  'follow.record': 'Rekodi',
  'follow.certificate': 'Cheti',
  'follow.passport': 'Pasipoti ya ujuzi',
  'follow.experience': 'Uzoefu',
  'follow.settle': 'Amua',
  'follow.how': 'Inabaki au inaondolewa?',
  'follow.stands': 'Iache ibaki',
  'follow.stands.effect': 'Inabaki na thamani ingawa ithibati ni batili: ina ushahidi mwingine.',
  'follow.goes': 'Iondoe',
  'follow.goes.record': 'Rekodi inabatilishwa. Hakuna cheti kinachoweza kuitegemea tena.',
  'follow.goes.certificate': 'Cheti kinafutwa na orodha zilizochapishwa zinasema hivyo. Haiwezi kurudishwa.',
  'follow.choose': 'Chagua moja kati ya mbili.',
  'follow.void-from': 'Siku ya kwanza isiyohesabiwa tena',
  'follow.void-from.hint': 'Acha wazi kama yaliyofanywa awali yanabaki halali.',
  'follow.touches':
    'Hii inagusa {records, plural, one {rekodi #} other {rekodi #}} na {certificates, plural, one {cheti #} other {vyeti #}}. Kila kimoja kinaorodheshwa ili maafisa wawili waamue.',
  'work.follow': 'Ufuatiliaji wa kuamua: {n}',
};
