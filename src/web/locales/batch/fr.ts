import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** French of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'Plusieurs fichiers',
  'batch.lead':
    'Vérifiez plusieurs fichiers ou liens à la fois. Rien n’est envoyé : chacun est vérifié sur cet appareil.',
  'batch.add': 'Ajouter des fichiers',
  'batch.drop': 'Ou déposez les fichiers ici.',
  'batch.paste': 'Liens ou textes, un par ligne',
  'batch.start': 'Vérifier ces lignes',
  'batch.stop': 'Arrêter',
  'batch.stopped': 'Arrêté. Ce qui a été vérifié reste.',
  'batch.progress': '{n} sur {total} vérifiés',
  'batch.csv': 'Enregistrer le tableau (CSV)',
  'batch.clear': 'Vider la liste',
  'batch.waiting': 'En attente',
  'batch.checking': 'Vérification…',
  'batch.skipped': 'Non vérifié : arrêté',
  'batch.file': 'Fichier ou ligne',
  'batch.answer': 'Réponse',
  'batch.award': 'Ce que c’est',
  'batch.person': 'Nom',
  'batch.number': 'Numéro',
  'batch.line': 'Ligne {n}',
  'batch.limit': 'Au plus {n} à la fois. Le reste n’a pas été ajouté.',
};
