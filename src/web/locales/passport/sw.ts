import type { Words } from '../rooms.js';
import type { passport as english } from './en.js';

/** Swahili of the worker's own passport: opening, showing, saving. Draft: needs a native reviewer before it is relied on. */
export const passport: Words<typeof english> = {
  'w.title': 'Pasipoti yangu ya ujuzi',
  'w.mine': 'Pasipoti hii ni yako.',
  'w.show': 'Onyesha msimbo wangu',
  'w.finish': 'Maliza na ufute skrini hii',
  'err.w10':
    'Hatujui hili kwa mwaka huu wa kuzaliwa. Linganisha vyote viwili na karatasi. Kama vyote ni sahihi, karatasi hii si yetu.',
  'err.w11': 'PIN si sahihi. Majaribio yaliyobaki: {n}.',
  'err.w12':
    'Imefungwa baada ya majaribio mengi yenye makosa. Subiri saa moja. Ikiendelea kufungwa, uliza ofisi. Cheti kiko salama.',
  'c.lead': 'Fungua pasipoti hii ya ujuzi',
  'c.lead.text': 'Mwaka wa kuzaliwa huifunga kwa watu waliookota kadi tu.',
  'c.small': 'Msimbo huu unafungua pasipoti mtandaoni: yote ni mengi mno kwa msimbo mmoja.',
  'c.saving': 'Inatengeneza PDF…',
  'c.print.hint': 'Chapisha kwa 100 %. “Tosheleza ukurasa” hufanya msimbo kuwa mdogo mno.',
  'photo.holder': 'Picha ya mwenye cheti',
  'photo.compare': 'Linganisha picha na mtu.',
  'photo.print': 'Pamoja na picha yangu, kwenye kadi na A4',
  'c.year': 'Mwaka wa kuzaliwa uliochapishwa kwenye kadi',
  'c.open': 'Fungua',
  'c.hint': 'Tarakimu nne, kwa mfano 1988.',
  'c.show': 'Onyesha msimbo huu. Huhitaji kutoa kadi yako.',
  'c.bigger': 'Kuza',
  'c.smaller': 'Funga',
  'c.a4': 'Pakua karatasi ya A4',
  'c.card': 'Pakua kadi',
  'c.details': 'Maelezo',
  'w.listen': 'Sikiliza',
  'listen.stop': 'Acha kusoma',
  'look.title': 'Hakuna msimbo? Andika nambari',
  'look.lead':
    'Andika nambari ya cheti na mwaka wa kuzaliwa, kama zilivyochapishwa kwenye karatasi. Hii inahitaji intaneti.',
  'look.number': 'Nambari ya cheti',
  'look.open': 'Tafuta',
  'more.save': 'Hifadhi kwa njia nyingine',
  'c.messenger': 'Picha kwa ujumbe (PNG)',
  'c.badge.png': 'Open Badge (PNG)',
  'c.badge.svg': 'Open Badge (SVG)',
  'c.raw': 'Faili ya cheti (JSON)',
  'wallet.lead': 'Je, programu inaomba faili ya cheti? Ipe ile inayoitaja.',
  'wallet.jwt': 'Faili ya pochi (VC-JWT)',
  'wallet.sd': 'Faili ya pochi, unachagua inachoonyesha (SD-JWT)',
  'c.brighter': 'Ongeza mwangaza wa skrini kama haichanganuki.',
};
