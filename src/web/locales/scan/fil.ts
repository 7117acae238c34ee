import type { Words } from '../rooms.js';
import type { scan as english } from './en.js';

/** Filipino of bringing a code: camera, photo, file, pasted text. Draft: needs a native reviewer before it is relied on. */
export const scan: Words<typeof english> = {
  'scan.start': 'I-scan ang code',
  'scan.upload': 'Mag-upload ng litrato o PDF',
  'scan.paste': 'I-paste ang link o teksto',
  'scan.hold': 'Hawakan nang patag ang code sa loob ng kuwadro.',
  'scan.none': 'Walang nakitang code sa larawan. Kunan nang mas malapit at maliwanag.',
  'cam.blocked': 'Naka-block ang camera. Payagan ito sa settings ng browser, o mag-upload ng litrato.',
  'priv.local': 'Walang lalabas sa device na ito sa anumang i-scan mo.',
  'paste.label': 'Link, mga numero o ang buong sertipiko',
  'paste.check': 'Suriin',
  'upload.hint': 'Litrato (PNG, JPEG, WebP), PDF o file ng sertipiko (JSON).',
  'scan.stop': 'Itigil',
  'cam.none': 'Walang camera ang device na ito. Mag-upload ng litrato o mag-paste ng link.',
  'cam.busy': 'May ibang programang gumagamit ng camera. Isara ito at subukan muli.',
  'scan.tips': 'Wala pang nakita. Hawakan ang card nang 15 cm ang layo, sa maliwanag, o mag-upload ng litrato.',
  'pdf.none': 'Walang code na mababasa sa PDF na ito. I-scan na lang ang papel.',
  'type.unknown': 'Nababasa namin ang PNG, JPEG, WebP, PDF, JSON. Ibang uri ang file na ito.',
  'too.large': 'Mas malaki sa {max} ang file na ito. Magpadala ng mas maliit na litrato.',
  'scan.none.do': 'O i-scan ang code sa kabilang panig ng card.',
  'type.do': 'Magpadala ng isa sa mga ito, o i-scan ang papel.',
};
