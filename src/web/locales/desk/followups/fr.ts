import type { DeskStrings } from '../strings.js';

/** French of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'Suites des accréditations nulles',
  'follow.lead':
    'Chaque dossier et certificat fondé sur une accréditation nulle est maintenu ou retiré. Deux agents décident.',
  'follow.none': 'Rien ici ne repose sur une accréditation nulle.',
  'follow.from': 'Rien ne compte à partir du {date}',
  'follow.left': '{n} sur {total} à régler',
  'follow.state.open': 'À régler',
  'follow.state.confirmed': 'Maintenu',
  'follow.state.revoked': 'Retiré',
  'follow.record': 'Dossier',
  'follow.certificate': 'Certificat',
  'follow.passport': 'Passeport de compétences',
  'follow.experience': 'Expérience',
  'follow.settle': 'Régler',
  'follow.how': 'Est-il maintenu ou retiré ?',
  'follow.stands': 'Le maintenir',
  'follow.stands.effect': 'Il garde sa valeur bien que l’accréditation soit nulle : il repose sur d’autres preuves.',
  'follow.goes': 'Le retirer',
  'follow.goes.record': 'Le dossier est annulé. Plus aucun certificat ne peut s’y fonder.',
  'follow.goes.certificate': 'Le certificat est révoqué et les listes publiées le disent. C’est définitif.',
  'follow.choose': 'Choisissez l’un des deux.',
  'follow.void-from': 'Premier jour qui ne compte plus',
  'follow.void-from.hint': 'Laissez vide si ce qui a été fait avant reste valable.',
  'follow.touches':
    'Cela touche {records, plural, one {# dossier} other {# dossiers}} et {certificates, plural, one {# certificat} other {# certificats}}. Chacun est listé pour que deux agents décident.',
  'work.follow': 'Suites à régler : {n}',
};
