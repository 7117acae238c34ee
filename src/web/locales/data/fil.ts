import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** Filipino of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'Datos: {age} · mga opisina: {n}',
  'data.age.minutes': '{n} minuto',
  'data.age.hours': '{n} oras',
  'data.age.days': '{n} araw',
  'data.none': 'Wala pang listahan ng mga opisina. Kumonekta nang isang beses.',
  'data.offline': 'Walang internet. Datos mula {date} ang gamit.',
  'data.refresh': 'I-refresh ngayon',
  'data.title': 'Mga opisina at edad ng datos',
  'data.lead':
    'Nakabatay ang mga sagot sa mga pirmadong listahang nasa device na ito, kaya gumagana ang pagsusuri nang walang internet at walang nakakaalam kung sino ang sinusuri.',
  'data.version': 'Listahan ng mga opisina {n}, inilabas noong {date}',
  'data.fetched': 'Nakuha {time}, {age} na ang nakalipas.',
  'data.lists': 'Mga nakatagong listahan ng katayuan: {n}',
  'data.status': 'Listahan ng katayuan noong {time}',
  'data.part.offices': 'Mga opisina at ang kanilang mga susi',
  'data.part.status': 'Mga kinansela at itinigil na sertipiko',
  'data.part.frameworks': 'Mga qualifications framework',
  'data.frameworks': 'Edisyon {version}, huling inihambing sa mga pinagmulan noong {date}.',
  'data.none.frameworks': 'Wala pa sa device na ito: hindi sinusuri ang mga antas. Kumonekta nang isang beses.',
  'data.offices': 'Mga opisina sa listahan: {n}',
};
