import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** Swahili of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'Data: {age} · ofisi: {n}',
  'data.age.minutes': 'dakika {n}',
  'data.age.hours': 'saa {n}',
  'data.age.days': 'siku {n}',
  'data.none': 'Bado hakuna orodha ya ofisi. Unganisha mara moja.',
  'data.offline': 'Hakuna intaneti. Inatumia data ya {date}.',
  'data.refresh': 'Onyesha upya sasa',
  'data.title': 'Ofisi na umri wa data',
  'data.lead':
    'Majibu yanategemea orodha zilizosainiwa zinazowekwa kwenye kifaa hiki, ili ukaguzi ufanye kazi bila intaneti na hakuna anayejua nani anakaguliwa.',
  'data.version': 'Orodha ya ofisi {n}, ya {date}',
  'data.fetched': 'Ilipokelewa {time}, {age} zilizopita.',
  'data.lists': 'Orodha za hali zilizohifadhiwa: {n}',
  'data.status': 'Orodha ya hali ya {time}',
  'data.part.offices': 'Ofisi na funguo zake',
  'data.part.status': 'Vyeti vilivyofutwa na kusitishwa',
  'data.part.frameworks': 'Mifumo ya sifa',
  'data.frameworks': 'Toleo {version}, lililinganishwa na vyanzo vyake {date}.',
  'data.none.frameworks': 'Bado haiko kwenye kifaa hiki: viwango havikaguliwi. Unganisha mara moja.',
  'data.offices': 'Ofisi kwenye orodha: {n}',
};
