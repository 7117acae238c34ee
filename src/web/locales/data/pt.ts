import type { Words } from '../rooms.js';
import type { data as english } from './en.js';

/** Portuguese of the lists that answers rest on, and their age. Draft: needs a native reviewer before it is relied on. */
export const data: Words<typeof english> = {
  'data.age': 'Dados: {age} · serviços: {n}',
  'data.age.minutes': '{n, plural, one {# minuto} other {# minutos}}',
  'data.age.hours': '{n, plural, one {# hora} other {# horas}}',
  'data.age.days': '{n, plural, one {# dia} other {# dias}}',
  'data.none': 'Ainda não há lista de serviços. Ligue-se uma vez.',
  'data.offline': 'Sem internet. Com dados de {date}.',
  'data.refresh': 'Atualizar agora',
  'data.title': 'Serviços e idade dos dados',
  'data.lead':
    'As respostas baseiam-se em listas assinadas guardadas neste aparelho: a verificação funciona sem internet e ninguém fica a saber quem é verificado.',
  'data.version': 'Lista de serviços {n}, de {date}',
  'data.fetched': 'Recebido {time}, há {age}.',
  'data.lists': 'Listas de estado guardadas: {n}',
  'data.status': 'Lista de estado de {time}',
  'data.part.offices': 'Serviços e as suas chaves',
  'data.part.status': 'Certificados cancelados e suspensos',
  'data.part.frameworks': 'Quadros de qualificações',
  'data.frameworks': 'Edição {version}, comparada com as fontes em {date}.',
  'data.none.frameworks': 'Ainda não está neste aparelho: os níveis não são verificados. Ligue-se uma vez.',
  'data.offices': 'Serviços na lista: {n}',
};
