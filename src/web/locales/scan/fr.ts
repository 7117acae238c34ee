import type { Words } from '../rooms.js';
import type { scan as english } from './en.js';

/** French of bringing a code: camera, photo, file, pasted text. Draft: needs a native reviewer before it is relied on. */
export const scan: Words<typeof english> = {
  'scan.start': 'Scanner un code',
  'scan.upload': 'Envoyer une photo ou un PDF',
  'scan.paste': 'Coller un lien ou un texte',
  'scan.hold': 'Tenez le code bien à plat dans le cadre.',
  'scan.none': 'Aucun code trouvé sur cette image. Prenez-la de plus près, avec une bonne lumière.',
  'cam.blocked': 'La caméra est bloquée. Autorisez-la dans les réglages du navigateur ou envoyez une photo.',
  'priv.local': 'Rien de ce que vous scannez ne quitte cet appareil.',
  'paste.label': 'Lien, chiffres ou certificat entier',
  'paste.check': 'Vérifier',
  'upload.hint': 'Photo (PNG, JPEG, WebP), PDF ou fichier du certificat (JSON).',
  'scan.stop': 'Arrêter',
  'cam.none': 'Cet appareil n’a pas de caméra. Envoyez une photo ou collez un lien.',
  'cam.busy': 'Un autre programme utilise la caméra. Fermez-le et réessayez.',
  'scan.tips': 'Rien trouvé encore. Tenez la carte à 15 cm, en bonne lumière, ou envoyez une photo.',
  'pdf.none': 'Ce PDF n’a pas de code lisible. Scannez plutôt le papier.',
  'type.unknown': 'Nous lisons PNG, JPEG, WebP, PDF, JSON. Ce fichier est d’un autre type.',
  'too.large': 'Ce fichier dépasse {max}. Envoyez une photo plus petite.',
  'scan.none.do': 'Ou scannez le code de l’autre côté de la carte.',
  'type.do': 'Envoyez l’un de ceux-ci, ou scannez le papier.',
};
