import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** French of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'Une erreur ? Demandez-nous de la corriger.',
  'fix.what': 'Qu’est-ce qui est faux ?',
  'fix.name': 'Mon nom',
  'fix.birth': 'Ma date de naissance',
  'fix.award': 'La qualification ou une unité',
  'fix.other': 'Autre chose',
  'fix.send': 'Envoyer la demande',
  'fix.received': 'Reçu le {date}, réponse au plus tard le {until}.',
  'fix.answered': 'Répondu le {date}.',
  'renew.title': 'Comment renouveler, et quand',
  'renew.from': 'Vous pouvez renouveler à partir du {date}.',
  'renew.none': 'Ce certificat n’a pas de date de fin : il n’est pas à renouveler.',
  'renew.how':
    'Apportez ce certificat et une preuve de votre travail à un centre d’évaluation ou à une mission. Le bureau vous dit quelle évaluation il faut.',
  'renew.ask': 'Demander le renouvellement',
};
