import type { Words } from '../rooms.js';
import type { house as english } from './en.js';

/** French of what stands on every page: title, help, colours, refusals of the service. Draft: needs a native reviewer before it is relied on. */
export const house: Words<typeof english> = {
  title: 'Contrôle du passeport de compétences',
  lead: 'Ce passeport de compétences est-il vrai ?',
  'lead.text': 'Scannez le code de la carte ou du papier. Vous obtenez une réponse claire et ses raisons.',
  skip: 'Aller au contenu',
  nav: 'Pages',
  about: 'À propos de ce contrôle',
  'about.card': 'Le grand code carré est au dos de la carte et en bas de la feuille A4.',
  'about.answers': 'Ce que la réponse vous dit',
  'foot.open':
    'Ouvrez toujours {host} vous-même : une fausse carte peut mener à une page qui ressemble seulement à celle-ci.',
  'foot.free': 'Le contrôle est gratuit et sans compte.',
  'offline.works': 'Fonctionne hors ligne après la première visite.',
  working: 'Vérification…',
  'working.slow': 'C’est lent à cause du réseau. Vous pouvez attendre ou arrêter ; rien n’est perdu.',
  copy: 'Copier le rapport pour l’assistance',
  copied: 'Copié',
  'error.title': 'Il y a un problème',
  code: 'Code {code}',
  net: 'Il faut internet. Connectez-vous, puis réessayez. Votre saisie est gardée.',
  service: 'Notre service a un problème. Rien n’a changé. Réessayez plus tard.',
  'many.tries': 'Trop d’essais. Attendez une minute.',
  theme: 'Couleurs',
  'theme.auto': 'Comme sur cet appareil',
  'theme.light': 'Clair',
  'theme.dark': 'Sombre',
  'theme.contrast': 'Contraste élevé',
  language: 'Langue',
  help: 'Aide',
  'help.paper': 'Papier ou carte',
  'help.paper.text':
    'Scannez le grand code carré au dos de la carte ou sur la feuille A4. Le petit code ouvre le dossier en ligne.',
  'help.photo': 'Une photo ou une capture d’écran',
  'help.photo.text': 'Envoyez-la. Le code entier avec son bord blanc doit être sur l’image.',
  lost: 'Il n’y a pas de page à cette adresse',
  'lost.text': 'L’adresse est peut-être mal écrite. Cela ne dit rien d’aucun certificat.',
  'help.look': 'Pages trompeuses',
  'help.look.text':
    'Une fausse carte peut mener à une page qui ressemble seulement à celle-ci. Pour une embauche importante, ouvrez cette page vous-même et scannez la carte ici.',
  'help.person': 'La personne',
  'help.person.text':
    'Comparez le nom avec une pièce d’identité. Un vrai certificat peut être entre de mauvaises mains.',
};
