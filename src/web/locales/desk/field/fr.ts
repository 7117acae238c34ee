import type { DeskStrings } from '../strings.js';

/** French of the conditions of the field: lock, clock, colours, two answers, backup. Draft: needs a native reviewer before it is relied on. */
export const field: DeskStrings = {
  'lock.title': 'Êtes-vous toujours là ?',
  'lock.text':
    'Personne n’a utilisé ce bureau depuis un moment. Il se verrouille dans une minute. Ce que vous avez écrit est conservé.',
  'lock.stay': 'Rester',
  'lock.locked':
    'Verrouillé : personne n’a utilisé ce bureau pendant {n} minutes. Connectez-vous pour reprendre où vous étiez. Une autre personne voit sa propre liste.',
  'lock.other': 'Cette clé d’accès appartient à un autre compte. Connectez-vous au réseau pour l’utiliser.',
  'clock.wrong': 'L’horloge de cet appareil a {n} minutes d’écart. Réglez-la avant de signer.',
  theme: 'Couleurs',
  'theme.auto': 'Comme sur cet appareil',
  'theme.light': 'Clair',
  'theme.dark': 'Sombre',
  'theme.contrast': 'Plein air',
  'both.text':
    'Cette fiche a aussi été évaluée dans un autre onglet ou sur un autre appareil. Vos résultats sont conservés.',
  'both.see': 'Voir les deux',
  'both.title': 'Deux réponses pour une fiche',
  'both.mine': 'Sur cet appareil',
  'both.office': 'Au bureau central',
  'both.empty': 'Vide',
  'both.same': 'Les deux sont identiques maintenant.',
  'both.keep-mine': 'Garder ce qui est sur cet appareil',
  'both.keep-office': 'Garder ce que le bureau central a',
  'sync.service': 'Le service du bureau central a un problème. L’envoi est retenté tout seul.',
  'sync.keep': 'Demander au navigateur de le garder',
  'sync.insist': 'Enregistrez chaque jour un fichier de sauvegarde jusqu’à ce que tout soit envoyé.',
  'backup.title': 'Fichier de sauvegarde',
  'backup.text':
    'Tout ce qui attend ici va dans un fichier que seule la phrase secrète ouvre. Sans elle, personne ne peut le lire.',
  'backup.passphrase': 'Phrase secrète',
  'backup.hint': 'Au moins 12 caractères. Gardez-la loin du fichier.',
  'backup.short': 'Saisissez au moins 12 caractères.',
  'backup.make': 'Enregistrer la sauvegarde',
  'backup.made': 'Le fichier {name} est enregistré. Éléments : {n}.',
  'backup.read': 'Lire un fichier de sauvegarde',
  'backup.file': 'Choisir le fichier de sauvegarde',
  'backup.open': 'Lire le fichier',
  'backup.wrong': 'Cette phrase secrète n’ouvre pas ce fichier. Vérifiez les deux.',
  'backup.not': 'Ce n’est pas un fichier de sauvegarde du bureau.',
  'backup.other': 'Ce fichier contient le travail d’un autre compte. Seule cette personne peut le lire.',
  'backup.done': 'Éléments lus : {n}. Déjà ici : {m}.',
};
