import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** French of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'Reçu de vérification',
  'receipt.unsigned':
    'Non signé. Fait sur l’appareil de la personne qui a vérifié, le {time}. Pour vérifier à nouveau, ouvrez {host} vous-même et scannez le code.',
  'receipt.sign': 'Obtenir un reçu signé',
  'receipt.sign.what':
    'Le service vérifie encore et signe sa réponse. Nous envoyons l’identifiant et l’empreinte du certificat, aucun nom. Le service apprend qu’il a été vérifié.',
  'receipt.signed': 'Signé par {host} le {time}.',
  'receipt.save': 'Enregistrer le reçu signé',
  'receipt.offline': 'Non signé : le service n’a pas pu être joint.',
  'receipt.elsewhere': 'Non signé : ce service n’a pas délivré ce certificat.',
  'receipt.check': 'Vérifier un reçu',
  'receipt.check.lead': 'Collez le reçu signé, ou ouvrez son fichier.',
  'receipt.genuine': 'Ce reçu a été signé par {host} et n’a pas été modifié.',
  'receipt.bad': 'Ce n’est pas un reçu de ce service, ou il a été modifié.',
  'receipt.then': 'Le {time}, la réponse était : {verdict}.',
  'receipt.now': 'Beaucoup a pu changer depuis. Pour une réponse d’aujourd’hui, vérifiez le certificat lui-même.',
  'receipt.hash': 'Empreinte du certificat : {hash}',
  'receipt.file': 'Ouvrir un fichier',
};
