import type { Words } from '../rooms.js';
import type { passport as english } from './en.js';

/** Filipino of the worker's own passport: opening, showing, saving. Draft: needs a native reviewer before it is relied on. */
export const passport: Words<typeof english> = {
  'w.title': 'Ang aking skills passport',
  'w.mine': 'Sa iyo ang passport na ito.',
  'w.show': 'Ipakita ang code ko',
  'w.finish': 'Tapusin at burahin ang screen na ito',
  'err.w10':
    'Hindi namin ito kilala sa taong ito ng kapanganakan. Ihambing ang dalawa sa papel. Kung tama ang dalawa, hindi galing sa amin ang papel.',
  'err.w11': 'Mali ang PIN. Natitirang subok: {n}.',
  'err.w12':
    'Naka-lock dahil sa maraming maling subok. Maghintay ng isang oras. Kung naka-lock pa rin, magtanong sa opisina. Ligtas ang sertipiko.',
  'c.lead': 'Buksan ang skills passport na ito',
  'c.lead.text': 'Pinoprotektahan ito ng taon ng kapanganakan mula sa nakapulot lang ng card.',
  'c.small': 'Binubuksan ng code na ito ang passport online: hindi kasya ang lahat sa isang code.',
  'c.saving': 'Ginagawa ang PDF…',
  'c.print.hint': 'I-print sa 100 %. Masyadong liliit ang code sa “Fit to page”.',
  'photo.holder': 'Litrato ng may-ari',
  'photo.compare': 'Ihambing ang litrato sa tao.',
  'photo.print': 'Kasama ang litrato ko, sa card at A4',
  'c.year': 'Taon ng kapanganakan na nakasulat sa card',
  'c.open': 'Buksan',
  'c.hint': 'Apat na numero, halimbawa 1988.',
  'c.show': 'Ipakita ang code na ito. Hindi mo kailangang ibigay ang card mo.',
  'c.bigger': 'Palakihin',
  'c.smaller': 'Isara',
  'c.a4': 'I-download ang papel na A4',
  'c.card': 'I-download ang card',
  'c.details': 'Mga detalye',
  'w.listen': 'Pakinggan',
  'listen.stop': 'Itigil ang pagbasa',
  'look.title': 'Walang code? I-type ang numero',
  'look.lead':
    'I-type ang numero ng sertipiko at ang taon ng kapanganakan, gaya ng nakasulat sa papel. Kailangan nito ng internet.',
  'look.number': 'Numero ng sertipiko',
  'look.open': 'Hanapin',
  'more.save': 'I-save sa ibang paraan',
  'c.messenger': 'Larawan para sa messenger (PNG)',
  'c.badge.png': 'Open Badge (PNG)',
  'c.badge.svg': 'Open Badge (SVG)',
  'c.raw': 'File ng sertipiko (JSON)',
  'wallet.lead': 'Humihingi ba ang app ng file ng sertipiko? Ibigay ang pinangalanan nito.',
  'wallet.jwt': 'File para sa wallet (VC-JWT)',
  'wallet.sd': 'File para sa wallet, ikaw ang pipili ng ipapakita (SD-JWT)',
  'c.brighter': 'Liwanagan ang screen kung hindi ma-scan.',
};
