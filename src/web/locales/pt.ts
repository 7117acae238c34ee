import type { PartialStrings } from './strings.js';

/** Portuguese. Draft: needs a native reviewer before it is relied on. */
export const strings: PartialStrings = {
  'scan.start': 'Ler um código',
  'scan.upload': 'Carregar uma foto ou um PDF',
  'scan.paste': 'Colar um link ou texto',
  'scan.hold': 'Segure o código direito dentro da moldura.',
  'scan.closer': 'Aproxime mais',
  'scan.light': 'Ligar a luz',
  'scan.found': 'Código encontrado. A verificar…',
  'scan.none': 'Nenhum código encontrado nesta imagem. Tire-a mais perto e com boa luz.',
  'cam.blocked': 'A câmara está bloqueada. Permita-a nas definições do navegador ou carregue uma foto.',
  'priv.local': 'Nada do que lê sai deste aparelho.',
  'act.next': 'Verificar outro',
  'act.receipt': 'Guardar um recibo',
  'act.why': 'Porquê esta resposta?',
  'w.title': 'O meu passaporte de competências',
  'w.mine': 'Este passaporte é seu.',
  'w.show': 'Mostrar o meu código',
  'w.pdf': 'Descarregar PDF',
  'w.card': 'Imprimir o meu cartão',
  'w.valid': 'Válido até {date}',
  'w.noend': 'Sem data de fim',
  'w.finish': 'Terminar e limpar este ecrã',
};
