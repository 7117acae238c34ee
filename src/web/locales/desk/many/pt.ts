import type { DeskStrings } from '../strings.js';

/** Portuguese of changing many certificates at once. Draft: needs a native reviewer before it is relied on. */
export const many: DeskStrings = {
  'many.scope': 'O que têm em comum',
  'many.scope.mission': 'Missão',
  'many.scope.centre': 'Centro',
  'many.scope.assessor': 'Avaliador',
  'many.scope.key': 'Chave de assinatura',
  'many.before': 'Alterações em massa anteriores',
  'many.none': 'Ainda nada foi alterado assim.',
  'many.progress': '{done} de {total} feitos, {refused} recusados',
  'many.shown': 'Mostram-se os primeiros {n}; a contagem é de todos.',
};
