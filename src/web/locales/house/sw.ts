import type { Words } from '../rooms.js';
import type { house as english } from './en.js';

/** Swahili of what stands on every page: title, help, colours, refusals of the service. Draft: needs a native reviewer before it is relied on. */
export const house: Words<typeof english> = {
  title: 'Ukaguzi wa pasipoti ya ujuzi',
  lead: 'Je, pasipoti hii ya ujuzi ni ya kweli?',
  'lead.text': 'Changanua msimbo ulio kwenye kadi au karatasi. Utapata jibu moja wazi, na sababu zake.',
  skip: 'Ruka hadi yaliyomo',
  nav: 'Kurasa',
  about: 'Kuhusu ukaguzi huu',
  'about.card': 'Msimbo mkubwa wa mraba uko nyuma ya kadi na chini ya karatasi ya A4.',
  'about.answers': 'Jibu linakuambia nini',
  'foot.open':
    'Fungua {host} mwenyewe kila wakati: kadi bandia inaweza kukupeleka kwenye ukurasa unaofanana tu na huu.',
  'foot.free': 'Kukagua ni bure na hakuhitaji akaunti.',
  'offline.works': 'Hufanya kazi bila intaneti baada ya kutembelea mara ya kwanza.',
  working: 'Inakagua…',
  'working.slow': 'Ni polepole kwa sababu ya mtandao. Unaweza kusubiri au kusimamisha; hakuna kinachopotea.',
  copy: 'Nakili ripoti kwa msaada',
  copied: 'Imenakiliwa',
  'error.title': 'Kuna tatizo',
  code: 'Nambari {code}',
  net: 'Hii inahitaji intaneti. Unganisha, kisha ujaribu tena. Ulichoandika kimehifadhiwa.',
  service: 'Huduma yetu ina tatizo. Hakuna kilichobadilishwa. Jaribu tena baadaye.',
  'many.tries': 'Umejaribu mara nyingi mno. Subiri dakika moja.',
  theme: 'Rangi',
  'theme.auto': 'Kama kwenye kifaa hiki',
  'theme.light': 'Nyepesi',
  'theme.dark': 'Nyeusi',
  'theme.contrast': 'Tofauti kali',
  language: 'Lugha',
  help: 'Msaada',
  'help.paper': 'Karatasi au kadi',
  'help.paper.text':
    'Changanua msimbo mkubwa wa mraba nyuma ya kadi au kwenye karatasi ya A4. Msimbo mdogo hufungua kumbukumbu ya mtandaoni.',
  'help.photo': 'Picha au picha ya skrini',
  'help.photo.text': 'Ipakie. Msimbo wote pamoja na ukingo wake mweupe lazima uwe kwenye picha.',
  lost: 'Hakuna ukurasa kwenye anwani hii',
  'lost.text': 'Huenda anwani imeandikwa vibaya. Hii haisemi chochote kuhusu cheti chochote.',
  'help.look': 'Kurasa zinazofanana',
  'help.look.text':
    'Kadi bandia inaweza kuelekeza kwenye ukurasa unaofanana tu na huu. Kwa ajira muhimu, fungua ukurasa huu mwenyewe na uchanganue kadi hapa.',
  'help.person': 'Mtu',
  'help.person.text': 'Linganisha jina na kitambulisho. Cheti halisi kinaweza kuwa mikononi mwa mtu mwingine.',
};
