import type { DeskStrings } from '../strings.js';

/** Filipino of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'Mga kasunod ng walang-bisang akreditasyon',
  'follow.lead':
    'Ang bawat rekord at sertipikong nakasalalay sa walang-bisang akreditasyon ay mananatili o babawiin. Dalawang opisyal ang magpapasya.',
  'follow.none': 'Walang nakasalalay dito sa walang-bisang akreditasyon.',
  'follow.from': 'Walang mabibilang mula {date}',
  'follow.left': '{n} sa {total} ang aayusin pa',
  'follow.state.open': 'Aayusin pa',
  'follow.state.confirmed': 'Mananatili',
  'follow.state.revoked': 'Binawi',
  'follow.record': 'Rekord',
  'follow.certificate': 'Sertipiko',
  'follow.passport': 'Skills passport',
  'follow.experience': 'Karanasan',
  'follow.settle': 'Ayusin',
  'follow.how': 'Mananatili ba ito o babawiin?',
  'follow.stands': 'Panatilihin',
  'follow.stands.effect': 'May bisa pa rin ito kahit walang bisa ang akreditasyon: may iba itong batayan.',
  'follow.goes': 'Bawiin ito',
  'follow.goes.record': 'Mapapawalang-bisa ang rekord. Wala nang sertipikong makakabatay rito.',
  'follow.goes.certificate':
    'Babawiin ang sertipiko at sasabihin ito ng mga nakalathalang listahan. Hindi na ito maibabalik.',
  'follow.choose': 'Pumili ng isa sa dalawa.',
  'follow.void-from': 'Unang araw na hindi na mabibilang',
  'follow.void-from.hint': 'Iwanang blangko kung may bisa pa ang mga nagawa noon.',
  'follow.touches':
    'Maaapektuhan ang {records} rekord at {certificates} sertipiko. Ililista ang bawat isa para pagpasyahan ng dalawang opisyal.',
  'work.follow': 'Mga kasunod na aayusin: {n}',
};
