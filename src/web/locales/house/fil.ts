import type { Words } from '../rooms.js';
import type { house as english } from './en.js';

/** Filipino of what stands on every page: title, help, colours, refusals of the service. Draft: needs a native reviewer before it is relied on. */
export const house: Words<typeof english> = {
  title: 'Pagsusuri ng skills passport',
  lead: 'Totoo ba ang skills passport na ito?',
  'lead.text': 'I-scan ang code sa card o papel. Isang malinaw na sagot ang makukuha mo, at ang mga dahilan nito.',
  skip: 'Lumaktaw sa nilalaman',
  nav: 'Mga pahina',
  about: 'Tungkol sa pagsusuring ito',
  'about.card': 'Ang malaking parisukat na code ay nasa likod ng card at sa ibaba ng papel na A4.',
  'about.answers': 'Ano ang sinasabi ng sagot',
  'foot.open': 'Ikaw mismo ang magbukas ng {host}: maaaring dalhin ka ng pekeng card sa pahinang kamukha lang nito.',
  'foot.free': 'Libre ang pagsusuri at hindi kailangan ng account.',
  'offline.works': 'Gumagana kahit walang internet pagkatapos ng unang bisita.',
  working: 'Sinusuri…',
  'working.slow': 'Mabagal ito dahil sa network. Puwede kang maghintay o tumigil; walang mawawala.',
  copy: 'Kopyahin ang ulat para sa suporta',
  copied: 'Nakopya',
  'error.title': 'May problema',
  code: 'Code {code}',
  net: 'Kailangan nito ng internet. Kumonekta, saka subukan muli. Nakatago ang isinulat mo.',
  service: 'May problema ang aming serbisyo. Walang nabago. Subukan muli mamaya.',
  'many.tries': 'Napakaraming subok. Maghintay ng isang minuto.',
  theme: 'Mga kulay',
  'theme.auto': 'Gaya ng sa device na ito',
  'theme.light': 'Maliwanag',
  'theme.dark': 'Madilim',
  'theme.contrast': 'Mataas na contrast',
  language: 'Wika',
  help: 'Tulong',
  'help.paper': 'Papel o card',
  'help.paper.text':
    'I-scan ang malaking parisukat na code sa likod ng card o sa papel na A4. Binubuksan ng maliit na code ang online na rekord.',
  'help.photo': 'Litrato o screenshot',
  'help.photo.text': 'I-upload ito. Dapat nasa larawan ang buong code kasama ang puting gilid.',
  'help.look': 'Mga kamukhang pahina',
  'help.look.text':
    'Maaaring ituro ng pekeng card ang pahinang kamukha lang nito. Para sa mahalagang pagkuha ng tao, ikaw mismo ang magbukas ng pahinang ito at dito i-scan ang card.',
  'help.person': 'Ang tao',
  'help.person.text': 'Ihambing ang pangalan sa ID. Ang totoong sertipiko ay maaaring nasa maling kamay.',
};
