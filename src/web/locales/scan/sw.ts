import type { Words } from '../rooms.js';
import type { scan as english } from './en.js';

/** Swahili of bringing a code: camera, photo, file, pasted text. Draft: needs a native reviewer before it is relied on. */
export const scan: Words<typeof english> = {
  'scan.start': 'Changanua msimbo',
  'scan.upload': 'Pakia picha au PDF',
  'scan.paste': 'Bandika kiungo au maandishi',
  'scan.hold': 'Shikilia msimbo ukiwa bapa ndani ya fremu.',
  'scan.none': 'Hakuna msimbo kwenye picha hii. Piga kwa karibu, penye mwanga mzuri.',
  'cam.blocked': 'Kamera imezuiwa. Iruhusu kwenye mipangilio ya kivinjari, au pakia picha.',
  'priv.local': 'Chochote unachochanganua hakitoki kwenye kifaa hiki.',
  'paste.label': 'Kiungo, tarakimu au cheti chote',
  'paste.check': 'Kagua',
  'upload.hint': 'Picha (PNG, JPEG, WebP), PDF au faili ya cheti (JSON).',
  'scan.stop': 'Simamisha',
  'cam.none': 'Kifaa hiki hakina kamera. Pakia picha au bandika kiungo.',
  'cam.busy': 'Programu nyingine inatumia kamera. Ifunge na ujaribu tena.',
  'scan.tips': 'Bado hakuna kitu. Shika kadi umbali wa sm 15, penye mwanga mzuri, au pakia picha.',
  'pdf.none': 'PDF hii haina msimbo tunaoweza kusoma. Changanua karatasi badala yake.',
  'type.unknown': 'Tunaweza kusoma PNG, JPEG, WebP, PDF, JSON. Faili hii ni ya aina nyingine.',
  'too.large': 'Faili hii ni kubwa kuliko {max}. Tuma picha ndogo zaidi.',
  'scan.none.do': 'Au changanua msimbo upande mwingine wa kadi.',
  'type.do': 'Tuma mojawapo ya hizi, au changanua karatasi.',
};
