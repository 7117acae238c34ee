import type { DeskStrings } from '../strings.js';

/** Portuguese of what rests on void accreditations. Draft: needs a native reviewer before it is relied on. */
export const followups: DeskStrings = {
  'follow.title': 'Seguimento das acreditações nulas',
  'follow.lead':
    'Cada registo e certificado que assenta numa acreditação nula mantém-se ou é retirado. Decidem dois funcionários.',
  'follow.none': 'Nada aqui assenta numa acreditação nula.',
  'follow.from': 'Nada conta a partir de {date}',
  'follow.left': '{n} de {total} por resolver',
  'follow.state.open': 'Por resolver',
  'follow.state.confirmed': 'Mantém-se',
  'follow.state.revoked': 'Retirado',
  'follow.record': 'Registo',
  'follow.certificate': 'Certificado',
  'follow.passport': 'Passaporte de competências',
  'follow.experience': 'Experiência',
  'follow.settle': 'Resolver',
  'follow.how': 'Mantém-se ou é retirado?',
  'follow.stands': 'Manter',
  'follow.stands.effect': 'Mantém o seu valor embora a acreditação seja nula: assenta noutras provas.',
  'follow.goes': 'Retirar',
  'follow.goes.record': 'O registo é anulado. Nenhum certificado pode assentar nele.',
  'follow.goes.certificate': 'O certificado é revogado e as listas publicadas dizem-no. Não se pode desfazer.',
  'follow.choose': 'Escolha um dos dois.',
  'follow.void-from': 'Primeiro dia que já não conta',
  'follow.void-from.hint': 'Deixe vazio se o que foi feito antes continua válido.',
  'follow.touches':
    'Isto afeta {records, plural, one {# registo} other {# registos}} e {certificates, plural, one {# certificado} other {# certificados}}. Cada um é listado para decisão de dois funcionários.',
  'work.follow': 'Seguimentos por resolver: {n}',
};
