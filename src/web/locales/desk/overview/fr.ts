import type { DeskStrings } from '../strings.js';

/** French of the overview. Draft: needs a native reviewer before it is relied on. */
export const overview: DeskStrings = {
  'view.title': 'Vue d’ensemble',
  'view.lead':
    'Des nombres, pas de noms. Les groupes de moins de cinq sont masqués, aussi là où on pourrait les calculer.',
  'view.empty': 'Aucune évaluation dans cette sélection.',
  'view.small': 'Cette sélection est trop petite pour être montrée.',
  'view.csv': 'Enregistrer en CSV',
  'view.assessed': 'Évalués',
  'view.competent': 'Compétents',
  'view.rate': 'Taux',
  'view.of': '{n} sur {total}',
  'view.days': 'Jours de l’évaluation à la délivrance, médiane',
  'view.days.p90': '90 sur 100 en {n, plural, one {# jour} other {# jours}}',
  'view.ending': 'Certificats qui expirent dans les 90 jours',
  'view.by.mission': 'Compétents parmi les évalués, par mission',
  'view.by.qualification': 'Compétents parmi les évalués, par qualification',
  'view.by.site': 'Compétents parmi les évalués, par lieu',
  'view.by.month': 'Taux par mois d’évaluation',
  'view.by.ending': 'Certificats qui expirent, par mois',
  'view.funnel': 'Évaluateurs : taux selon le nombre évalué',
  'view.funnel.lead': 'Hors de la ligne extérieure : regardez, ne jugez pas.',
  'view.funnel.average': 'Moyenne {n} %',
  'view.funnel.summary':
    '{n, plural, one {# évaluateur} other {# évaluateurs}} ; {outside} hors des limites à 99,8 % ; moyenne {average} %.',
  'view.funnel.left-out':
    '{n, plural, one {# avec peu de candidats est omis.} other {# avec peu de candidats sont omis.}}',
  'view.funnel.inside': 'Dedans',
  'view.funnel.outside-95': 'Hors de 95 %',
  'view.funnel.outside-99.8': 'Hors de 99,8 %',
  'view.table': 'Données en tableau',
  'view.assessor': 'Évaluateur',
  'view.count': 'Certificats',
  'view.bars.summary': '{n, plural, one {# groupe} other {# groupes}} ; le plus grand : {first}, {rate} %.',
  'view.line.summary': '{n} mois, de {low} % à {high} %.',
};
