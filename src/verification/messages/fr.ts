import type { PartialMessages } from './phrases.js';

/** French. Draft: needs a native reviewer before it is relied on. Missing strings fall back to English one by one. */
export const messages: PartialMessages = {
  'v.genuine-and-current.title': 'Authentique et valable',
  'v.genuine-and-current.text': '{issuer} a évalué cette personne comme compétente en {qualification} le {date}.',
  'v.genuine-but-expired.title': 'Authentique mais expiré',
  'v.genuine-but-expired.text':
    'Il était correct quand il a été délivré. Il a pris fin le {date}. Demandez au travailleur s’il le renouvelle.',
  'v.suspended.title': 'Authentique mais suspendu',
  'v.suspended.text': 'Le bureau émetteur l’a mis en pause depuis le {date}. Ne vous y fiez pas pour le moment.',
  'v.revoked.title': 'Révoqué',
  'v.revoked.text': 'Le bureau émetteur l’a annulé le {date}. Ne l’acceptez pas.',
  'v.replaced.title': 'Remplacé par un plus récent',
  'v.replaced.text': 'Il était authentique. Un plus récent l’a remplacé le {date}. Demandez à voir le nouveau.',
  'v.issuer-not-authorised.title': 'Émetteur non autorisé',
  'v.issuer-not-authorised.text':
    'La signature est vraie, mais ce bureau n’avait pas le droit de délivrer cette qualification à ce lieu et à cette date. Ne l’acceptez pas encore.',
  'v.altered.title': 'Modifié après signature',
  'v.altered.text': 'Quelque chose a été changé après la signature. Ne l’acceptez pas.',
  'v.cannot-confirm.title': 'Impossible à confirmer',
  'v.cannot-confirm.text': 'Nous n’avons pas pu tout vérifier. Cela ne veut pas dire que c’est faux.',
  'not-proven':
    'Ceci montre que l’organisme nommé a évalué cette personne comme compétente à la date indiquée. Ce n’est pas un permis de travail, ni une licence, ni une décision officielle de reconnaissance dans votre pays, ni une pièce d’identité.',
  'q.integrity': 'A-t-il été modifié ?',
  'q.authority': 'Ce bureau a-t-il le droit de le délivrer ?',
  'q.status': 'A-t-il été annulé ou suspendu ?',
  'q.time': 'Les dates sont-elles encore bonnes ?',
  'q.frameworks': 'Les niveaux indiqués sont-ils justes ?',
  'q.holder': 'Est-ce la bonne personne ?',
  H21: 'Ces éléments ne désignent pas tous la même personne. Comparez le nom et l’identifiant de chacun.',
};
