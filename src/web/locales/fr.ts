import type { PartialStrings } from './strings.js';

/** French. Draft: needs a native reviewer before it is relied on. */
export const strings: PartialStrings = {
  'scan.start': 'Scanner un code',
  'scan.upload': 'Envoyer une photo ou un PDF',
  'scan.paste': 'Coller un lien ou un texte',
  'scan.hold': 'Tenez le code bien à plat dans le cadre.',
  'scan.closer': 'Rapprochez-vous',
  'scan.light': 'Allumer la lampe',
  'scan.found': 'Code trouvé. Vérification…',
  'scan.none': 'Aucun code trouvé sur cette image. Prenez-la de plus près, avec une bonne lumière.',
  'cam.blocked': 'La caméra est bloquée. Autorisez-la dans les réglages du navigateur ou envoyez une photo.',
  'priv.local': 'Rien de ce que vous scannez ne quitte cet appareil.',
  'act.next': 'En vérifier un autre',
  'act.receipt': 'Enregistrer un reçu',
  'act.why': 'Pourquoi cette réponse ?',
  'w.title': 'Mon passeport de compétences',
  'w.mine': 'Ce passeport vous appartient.',
  'w.show': 'Montrer mon code',
  'w.pdf': 'Télécharger le PDF',
  'w.card': 'Imprimer ma carte',
  'w.valid': 'Valable jusqu’au {date}',
  'w.noend': 'Sans date de fin',
  'w.finish': 'Terminer et effacer cet écran',
};
