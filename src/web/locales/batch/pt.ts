import type { Words } from '../rooms.js';
import type { batch as english } from './en.js';

/** Portuguese of checking many files. Draft: needs a native reviewer before it is relied on. */
export const batch: Words<typeof english> = {
  batch: 'Muitos ficheiros',
  'batch.lead': 'Verifique muitos ficheiros ou links de uma vez. Nada é enviado: cada um é verificado neste aparelho.',
  'batch.add': 'Adicionar ficheiros',
  'batch.drop': 'Ou largue os ficheiros aqui.',
  'batch.paste': 'Links ou textos, um por linha',
  'batch.start': 'Verificar estas linhas',
  'batch.stop': 'Parar',
  'batch.stopped': 'Parado. O que foi verificado fica.',
  'batch.progress': '{n} de {total} verificados',
  'batch.csv': 'Guardar a tabela (CSV)',
  'batch.clear': 'Limpar a lista',
  'batch.waiting': 'À espera',
  'batch.checking': 'A verificar…',
  'batch.skipped': 'Não verificado: parado',
  'batch.file': 'Ficheiro ou linha',
  'batch.answer': 'Resposta',
  'batch.award': 'O que é',
  'batch.person': 'Nome',
  'batch.number': 'Número',
  'batch.line': 'Linha {n}',
  'batch.limit': 'No máximo {n} de uma vez. O resto não foi adicionado.',
};
