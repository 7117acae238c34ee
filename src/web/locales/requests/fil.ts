import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** Filipino of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'May mali ba? Ipatama mo sa amin.',
  'fix.what': 'Ano ang mali?',
  'fix.name': 'Ang pangalan ko',
  'fix.birth': 'Ang petsa ng kapanganakan ko',
  'fix.award': 'Ang kuwalipikasyon o isang unit',
  'fix.other': 'Iba pa',
  'fix.send': 'Ipadala ang kahilingan',
  'fix.received': 'Natanggap {date}, sasagutin hanggang {until}.',
  'fix.answered': 'Sinagot {date}.',
  'renew.title': 'Paano at kailan mag-renew',
  'renew.from': 'Puwede kang mag-renew mula {date}.',
  'renew.none': 'Walang katapusan ang sertipikong ito: hindi mo kailangang i-renew.',
  'renew.how':
    'Dalhin ang sertipikong ito at patunay ng trabaho mo sa assessment center o mission. Sasabihin ng opisina kung anong pagsusuri ang kailangan mo.',
  'renew.ask': 'Magtanong tungkol sa renewal',
};
