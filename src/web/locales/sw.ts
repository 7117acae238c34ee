import type { PartialStrings } from './strings.js';

/** Swahili. Draft: needs a native reviewer before it is relied on. */
export const strings: PartialStrings = {
  'scan.start': 'Changanua msimbo',
  'scan.upload': 'Pakia picha au PDF',
  'scan.paste': 'Bandika kiungo au maandishi',
  'scan.hold': 'Shikilia msimbo ukiwa bapa ndani ya fremu.',
  'scan.closer': 'Sogeza karibu',
  'scan.light': 'Washa taa',
  'scan.found': 'Msimbo umepatikana. Inakagua…',
  'scan.none': 'Hakuna msimbo kwenye picha hii. Piga kwa karibu, penye mwanga mzuri.',
  'cam.blocked': 'Kamera imezuiwa. Iruhusu kwenye mipangilio ya kivinjari, au pakia picha.',
  'priv.local': 'Chochote unachochanganua hakitoki kwenye kifaa hiki.',
  'act.next': 'Kagua kingine',
  'act.receipt': 'Hifadhi risiti',
  'act.why': 'Kwa nini jibu hili?',
  'w.title': 'Pasipoti yangu ya ujuzi',
  'w.mine': 'Pasipoti hii ni yako.',
  'w.show': 'Onyesha msimbo wangu',
  'w.pdf': 'Pakua PDF',
  'w.card': 'Chapisha kadi yangu',
  'w.valid': 'Halali hadi {date}',
  'w.noend': 'Hakuna tarehe ya mwisho',
  'w.finish': 'Maliza na ufute skrini hii',
};
