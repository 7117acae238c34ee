import type { Words } from '../rooms.js';
import type { scan as english } from './en.js';

/** Portuguese of bringing a code: camera, photo, file, pasted text. Draft: needs a native reviewer before it is relied on. */
export const scan: Words<typeof english> = {
  'scan.start': 'Ler um código',
  'scan.upload': 'Carregar uma foto ou um PDF',
  'scan.paste': 'Colar um link ou texto',
  'scan.hold': 'Segure o código direito dentro da moldura.',
  'scan.none': 'Nenhum código encontrado nesta imagem. Tire-a mais perto e com boa luz.',
  'cam.blocked': 'A câmara está bloqueada. Permita-a nas definições do navegador ou carregue uma foto.',
  'priv.local': 'Nada do que lê sai deste aparelho.',
  'paste.label': 'Link, dígitos ou o certificado inteiro',
  'paste.check': 'Verificar',
  'upload.hint': 'Foto (PNG, JPEG, WebP), PDF ou o ficheiro do certificado (JSON).',
  'scan.stop': 'Parar',
  'cam.none': 'Este aparelho não tem câmara. Carregue uma foto ou cole um link.',
  'cam.busy': 'Outro programa usa a câmara. Feche-o e tente de novo.',
  'scan.tips': 'Ainda nada. Segure o cartão a 15 cm, com boa luz, ou carregue uma foto.',
  'pdf.none': 'Este PDF não tem código que possamos ler. Leia antes o papel.',
  'type.unknown': 'Lemos PNG, JPEG, WebP, PDF, JSON. Este ficheiro é de outro tipo.',
  'too.large': 'Este ficheiro tem mais de {max}. Envie uma foto mais pequena.',
  'scan.none.do': 'Ou leia o código do outro lado do cartão.',
  'type.do': 'Envie um destes, ou leia o papel.',
};
