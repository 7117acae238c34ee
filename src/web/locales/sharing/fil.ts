import type { Words } from '../rooms.js';
import type { sharing as english } from './en.js';

/** Filipino of links that the worker makes and others open. Draft: needs a native reviewer before it is relied on. */
export const sharing: Words<typeof english> = {
  'err.w13': 'Itinigil ng manggagawa ang link na ito, o hindi ito kumpleto. Humingi ng bago.',
  'err.w14': 'Tumigil na ang link na ito. Maaaring maayos pa ang sertipiko. Humingi ng bagong link.',
  'err.w15': 'Protektado ng PIN ang link na ito. Itanong sa manggagawa.',
  'err.w16': 'Napakaraming bukas na link. Itigil ang hindi mo na kailangan.',
  'sh.make': 'Ibahagi gamit ang link',
  'sh.what': 'Ano ang gusto mong ipakita?',
  'sh.one': 'Ito lang',
  'sh.all': 'Lahat ng sertipiko ko',
  'sh.photo': 'Lahat, kasama ang litrato',
  'sh.days': 'Gaano katagal?',
  'sh.day': '1 araw',
  'sh.days.n': '{n} araw',
  'sh.pin': 'Protektahan ng PIN',
  'sh.pin.number': 'PIN, anim na numero',
  'sh.pin.hint': 'Sabihin ang PIN, huwag isulat sa tabi ng link.',
  'sh.create': 'Gawin ang link',
  'sh.made': 'Nagawa na ang link. Kopyahin ngayon: isang beses lang itong ipinapakita.',
  'sh.link': 'Link',
  'sh.copy': 'Kopyahin ang link',
  'sh.end': 'Titigil ang link sa {date}. Hindi magbabago ang sertipiko mo.',
  'sh.links': 'Mga link ko',
  'sh.none': 'Wala ka pang ibinahagi.',
  'sh.count': 'Nabuksan nang {n} beses. Hindi namin itinatala kung sino.',
  'sh.stop': 'Itigil na ang link na ito',
  'sh.stopped': 'Itinigil',
  'sh.stops': 'Titigil sa {date}',
  'sh.pin.on': 'May PIN',
  'sh.shared': 'Ibinahaging skills passport',
  'sh.shared.lead':
    'Ipinapakita ito sa iyo ng isang manggagawa. Ikaw mismo ang magsuri: galing sa sarili mong device ang sagot sa ibaba.',
  'pin.enter': 'Ilagay ang PIN mo',
  'pin.lead': 'Protektado ang link na ito. Masasabi sa iyo ng manggagawa ang PIN.',
};
