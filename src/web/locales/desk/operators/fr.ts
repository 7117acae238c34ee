import type { DeskStrings } from '../strings.js';

/** French of recognising other operators. Draft: needs a native reviewer before it is relied on. */
export const operators: DeskStrings = {
  'trust.title': 'Autres opérateurs',
  'trust.lead':
    'Les certificats des offices d’autres opérateurs comptent ici dans les limites de la liste signée de l’opérateur. Deux administrateurs acceptent chacun.',
  'trust.empty': 'Aucun autre opérateur n’est reconnu ni proposé.',
  'trust.state.proposed': 'Attend un second administrateur',
  'trust.state.active': 'Reconnu',
  'trust.state.withdrawn': 'N’est plus reconnu',
  'trust.list': 'Liste {n}, obtenue le {date}',
  'trust.issuers': 'Organismes certificateurs de sa liste',
  'trust.waits': 'Attend l’accord',
  'trust.waiting':
    'Sa liste nomme des organismes que personne ici n’a acceptés. Ils ne comptent pas. Proposez de nouveau la liste ; puis un autre administrateur accepte.',
  'trust.waiting.file':
    'Cette liste est venue en fichier. Reprenez le nouveau fichier par commande ; puis un autre administrateur accepte.',
  'trust.again': 'Proposer de nouveau',
  'trust.problem': 'Le dernier renouvellement a échoué : {code}',
  'trust.propose': 'Proposer un opérateur',
  'trust.url': 'Adresse de sa liste',
  'trust.url.missing': 'Saisissez l’adresse de sa liste.',
  'trust.roots': 'Clés racines',
  'trust.roots.hint': 'Une à quatre, chacune sur sa ligne. Demandez-les aux personnes de l’opérateur, pas à son site.',
  'trust.roots.missing': 'Saisissez une à quatre clés racines.',
  'trust.proposed': 'Proposé. Un autre administrateur doit accepter.',
  'trust.consent': 'Accepter',
  'trust.consent.effect':
    'L’accord prend effet aussitôt pour les organismes ci-dessus. Comparez d’abord les clés racines avec les personnes de l’opérateur.',
  'trust.done': 'Reconnu.',
  'trust.withdraw': 'Ne plus reconnaître',
  'trust.withdraw.effect': 'L’arrêt prend effet aussitôt : ce que ses offices ont délivré n’est plus confirmé ici.',
  'trust.drop': 'Abandonner la proposition',
  'trust.dropped': 'La proposition est abandonnée.',
  'trust.withdrawn': 'N’est plus reconnu.',
  'trust.yours': 'Vous l’avez proposé. Un autre administrateur doit accepter.',
};
