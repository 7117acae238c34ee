import type { Words } from '../rooms.js';
import type { house as english } from './en.js';

/** Portuguese of what stands on every page: title, help, colours, refusals of the service. Draft: needs a native reviewer before it is relied on. */
export const house: Words<typeof english> = {
  title: 'Verificação do passaporte de competências',
  lead: 'Este passaporte de competências é verdadeiro?',
  'lead.text': 'Leia o código do cartão ou do papel. Recebe uma resposta clara e as razões.',
  skip: 'Ir para o conteúdo',
  nav: 'Páginas',
  about: 'Sobre esta verificação',
  'about.card': 'O código quadrado grande está no verso do cartão e no fundo da folha A4.',
  'about.answers': 'O que a resposta lhe diz',
  'foot.open': 'Abra sempre {host} você mesmo: um cartão falso pode levar a uma página que só parece esta.',
  'foot.free': 'Verificar é gratuito e não precisa de conta.',
  'offline.works': 'Funciona sem internet depois da primeira visita.',
  working: 'A verificar…',
  'working.slow': 'Está lento por causa da rede. Pode esperar ou parar; nada se perde.',
  copy: 'Copiar relatório para o apoio',
  copied: 'Copiado',
  'error.title': 'Há um problema',
  code: 'Código {code}',
  net: 'Isto precisa de internet. Ligue-se e tente de novo. O que escreveu fica guardado.',
  service: 'O nosso serviço tem um problema. Nada mudou. Tente mais tarde.',
  'many.tries': 'Demasiadas tentativas. Espere um minuto.',
  theme: 'Cores',
  'theme.auto': 'Como neste aparelho',
  'theme.light': 'Claro',
  'theme.dark': 'Escuro',
  'theme.contrast': 'Alto contraste',
  language: 'Língua',
  help: 'Ajuda',
  'help.paper': 'Papel ou cartão',
  'help.paper.text':
    'Leia o código quadrado grande no verso do cartão ou na folha A4. O código pequeno abre o registo online.',
  'help.photo': 'Uma foto ou captura de ecrã',
  'help.photo.text': 'Carregue-a. O código inteiro com a margem branca tem de estar na imagem.',
  lost: 'Não há página neste endereço',
  'lost.text': 'O endereço pode estar mal escrito. Isto não diz nada sobre nenhum certificado.',
  'help.look': 'Páginas parecidas',
  'help.look.text':
    'Um cartão falso pode levar a uma página que só parece esta. Para contratações importantes, abra esta página você mesmo e leia o cartão aqui.',
  'help.person': 'A pessoa',
  'help.person.text':
    'Compare o nome com um documento de identidade. Um certificado verdadeiro pode estar em mãos erradas.',
};
