import type { Words } from '../rooms.js';
import type { sharing as english } from './en.js';

/** Portuguese of links that the worker makes and others open. Draft: needs a native reviewer before it is relied on. */
export const sharing: Words<typeof english> = {
  'err.w13': 'Este link foi parado pelo trabalhador, ou não está completo. Peça um novo.',
  'err.w14': 'Este link terminou. O certificado pode ainda estar bom. Peça um novo link.',
  'err.w15': 'Este link está protegido por um PIN. Peça-o ao trabalhador.',
  'err.w16': 'Há demasiados links abertos. Pare um de que já não precisa.',
  'sh.make': 'Partilhar por link',
  'sh.what': 'O que quer mostrar?',
  'sh.one': 'Só este',
  'sh.all': 'Todos os meus certificados',
  'sh.photo': 'Tudo, com a fotografia',
  'sh.days': 'Por quanto tempo?',
  'sh.day': '1 dia',
  'sh.days.n': '{n, plural, one {# dia} other {# dias}}',
  'sh.pin': 'Proteger com um PIN',
  'sh.pin.number': 'PIN, seis dígitos',
  'sh.pin.hint': 'Diga o PIN, não o escreva junto ao link.',
  'sh.create': 'Criar o link',
  'sh.made': 'O link está criado. Copie-o agora: só é mostrado uma vez.',
  'sh.link': 'Link',
  'sh.copy': 'Copiar o link',
  'sh.end': 'O link termina em {date}. O seu certificado não muda.',
  'sh.links': 'Os meus links',
  'sh.none': 'Não partilhou nada.',
  'sh.count': 'Aberto {n, plural, one {# vez} other {# vezes}}. Não registamos por quem.',
  'sh.stop': 'Parar este link agora',
  'sh.stopped': 'Parado',
  'sh.stops': 'Termina em {date}',
  'sh.pin.on': 'PIN ativo',
  'sh.shared': 'Passaporte de competências partilhado',
  'sh.shared.lead':
    'Um trabalhador mostra-lhe isto. Verifique você mesmo: a resposta abaixo vem do seu próprio aparelho.',
  'pin.enter': 'Introduza o seu PIN',
  'pin.lead': 'Este link está protegido. O trabalhador pode dizer-lhe o PIN.',
};
