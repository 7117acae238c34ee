import type { Words } from '../rooms.js';
import type { sharing as english } from './en.js';

/** French of links that the worker makes and others open. Draft: needs a native reviewer before it is relied on. */
export const sharing: Words<typeof english> = {
  'err.w13': 'Ce lien a été arrêté par le travailleur, ou il n’est pas complet. Demandez-en un nouveau.',
  'err.w14': 'Ce lien s’est arrêté. Le certificat lui-même peut encore être bon. Demandez un nouveau lien.',
  'err.w15': 'Ce lien est protégé par un code PIN. Demandez-le au travailleur.',
  'err.w16': 'Trop de liens sont ouverts. Arrêtez-en un dont vous n’avez plus besoin.',
  'sh.make': 'Partager par un lien',
  'sh.what': 'Que voulez-vous montrer ?',
  'sh.one': 'Celui-ci seulement',
  'sh.all': 'Tous mes certificats',
  'sh.photo': 'Tout, avec la photo',
  'sh.days': 'Pour combien de temps ?',
  'sh.day': '1 jour',
  'sh.days.n': '{n, plural, one {# jour} other {# jours}}',
  'sh.pin': 'Protéger par un code PIN',
  'sh.pin.number': 'Code PIN, six chiffres',
  'sh.pin.hint': 'Dites le code PIN, ne l’écrivez pas à côté du lien.',
  'sh.create': 'Créer le lien',
  'sh.made': 'Le lien est créé. Copiez-le maintenant : il n’est montré qu’une fois.',
  'sh.link': 'Lien',
  'sh.copy': 'Copier le lien',
  'sh.end': 'Le lien s’arrête le {date}. Votre certificat ne change pas.',
  'sh.links': 'Mes liens',
  'sh.none': 'Vous n’avez rien partagé.',
  'sh.count': 'Ouvert {n} fois. Nous n’enregistrons pas par qui.',
  'sh.stop': 'Arrêter ce lien maintenant',
  'sh.stop.ask': 'Arrêter ce lien ?',
  'sh.stop.effect':
    'Plus personne ne pourra l’ouvrir, et il ne pourra pas être réactivé. Votre certificat ne change pas.',
  'sh.stop.yes': 'Arrêter le lien',
  'sh.stop.no': 'Garder le lien',
  'sh.stopped': 'Arrêté',
  'sh.stops': 'S’arrête le {date}',
  'sh.pin.on': 'PIN actif',
  'sh.shared': 'Passeport de compétences partagé',
  'sh.shared.lead':
    'Un travailleur vous montre ceci. Vérifiez vous-même : la réponse ci-dessous vient de votre propre appareil.',
  'pin.enter': 'Saisissez votre code PIN',
  'pin.lead': 'Ce lien est protégé. Le travailleur peut vous dire le code PIN.',
};
