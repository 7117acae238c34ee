import type { DeskStrings } from '../strings.js';

/** Portuguese of the overview. Draft: needs a native reviewer before it is relied on. */
export const overview: DeskStrings = {
  'view.title': 'Visão geral',
  'view.lead': 'Contagens, não nomes. Grupos com menos de cinco ficam ocultos, também onde se poderiam calcular.',
  'view.empty': 'Sem avaliações nesta seleção.',
  'view.small': 'Esta seleção é pequena demais para se mostrar.',
  'view.csv': 'Guardar como CSV',
  'view.assessed': 'Avaliados',
  'view.competent': 'Competentes',
  'view.rate': 'Taxa',
  'view.of': '{n} de {total}',
  'view.days': 'Dias da avaliação à emissão, mediana',
  'view.days.p90': '90 em 100 dentro de {n, plural, one {# dia} other {# dias}}',
  'view.ending': 'Certificados que terminam em 90 dias',
  'view.by.mission': 'Competentes entre os avaliados, por missão',
  'view.by.qualification': 'Competentes entre os avaliados, por qualificação',
  'view.by.site': 'Competentes entre os avaliados, por local',
  'view.by.month': 'Taxa por mês de avaliação',
  'view.by.ending': 'Certificados que terminam, por mês',
  'view.funnel': 'Avaliadores: taxa conforme o número avaliado',
  'view.funnel.lead': 'Fora da linha exterior: olhe, não julgue.',
  'view.funnel.average': 'Média {n} %',
  'view.funnel.summary':
    '{n, plural, one {# avaliador} other {# avaliadores}}; {outside} fora dos limites de 99,8 %; média {average} %.',
  'view.funnel.left-out':
    '{n, plural, one {# com poucos candidatos fica de fora.} other {# com poucos candidatos ficam de fora.}}',
  'view.funnel.inside': 'Dentro',
  'view.funnel.outside-95': 'Fora de 95 %',
  'view.funnel.outside-99.8': 'Fora de 99,8 %',
  'view.table': 'Dados em tabela',
  'view.assessor': 'Avaliador',
  'view.count': 'Certificados',
  'view.bars.summary': '{n, plural, one {# grupo} other {# grupos}}; o maior: {first}, {rate} %.',
  'view.line.summary': '{n, plural, one {# mês} other {# meses}}, de {low} % a {high} %.',
};
