import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** Portuguese of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'Recibo de verificação',
  'receipt.unsigned':
    'Não assinado. Feito no aparelho de quem verificou, {time}. Para verificar de novo, abra {host} você mesmo e leia o código.',
  'receipt.sign': 'Obter um recibo assinado',
  'receipt.sign.what':
    'O serviço verifica de novo e assina a resposta. Enviamos o identificador e a impressão digital do certificado, nenhum nome. O serviço fica a saber que foi verificado.',
  'receipt.signed': 'Assinado por {host} em {time}.',
  'receipt.save': 'Guardar o recibo assinado',
  'receipt.offline': 'Não assinado: não foi possível contactar o serviço.',
  'receipt.elsewhere': 'Não assinado: este serviço não emitiu este certificado.',
  'receipt.check': 'Verificar um recibo',
  'receipt.check.lead': 'Cole o recibo assinado, ou abra o ficheiro.',
  'receipt.genuine': 'Este recibo foi assinado por {host} e não foi alterado.',
  'receipt.bad': 'Isto não é um recibo deste serviço, ou foi alterado.',
  'receipt.then': 'Em {time} a resposta era: {verdict}.',
  'receipt.now': 'Muito pode ter mudado. Para uma resposta de hoje, verifique o próprio certificado.',
  'receipt.hash': 'Impressão digital do certificado: {hash}',
  'receipt.file': 'Abrir um ficheiro',
};
