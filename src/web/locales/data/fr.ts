import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** French of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'Données : {age} · bureaux : {n}',
  'data.age.minutes': '{n, plural, one {# minute} other {# minutes}}',
  'data.age.hours': '{n, plural, one {# heure} other {# heures}}',
  'data.age.days': '{n, plural, one {# jour} other {# jours}}',
  'data.none': 'Pas encore de liste des bureaux. Connectez-vous une fois.',
  'data.offline': 'Hors ligne. Données du {date}.',
  'data.refresh': 'Actualiser',
  'data.title': 'Bureaux et âge des données',
  'data.lead':
    'Les réponses reposent sur des listes signées gardées sur cet appareil : le contrôle marche hors ligne et personne n’apprend qui est contrôlé.',
  'data.version': 'Liste des bureaux {n} du {date}',
  'data.fetched': 'Reçu le {time}, il y a {age}.',
  'data.lists': 'Listes d’état gardées : {n}',
  'data.status': 'Liste d’état du {time}',
  'data.part.offices': 'Bureaux et leurs clés',
  'data.part.status': 'Certificats annulés et suspendus',
  'data.part.frameworks': 'Cadres de qualifications',
  'data.frameworks': 'Édition {version}, comparée à ses sources le {date}.',
  'data.none.frameworks': 'Pas encore sur cet appareil : les niveaux ne sont pas vérifiés. Connectez-vous une fois.',
  'data.offices': 'Bureaux sur la liste : {n}',
};
