import type { DeskStrings } from '../strings.js';

/** Portuguese of recognising other operators. Draft: needs a native reviewer before it is relied on. */
export const operators: DeskStrings = {
  'trust.title': 'Outros operadores',
  'trust.lead':
    'Os certificados das entidades de outros operadores valem aqui dentro do que diz a lista assinada do operador. Dois administradores aceitam cada um.',
  'trust.empty': 'Nenhum outro operador está reconhecido nem proposto.',
  'trust.state.proposed': 'Espera um segundo administrador',
  'trust.state.active': 'Reconhecido',
  'trust.state.withdrawn': 'Já não é reconhecido',
  'trust.list': 'Lista {n}, obtida em {date}',
  'trust.issuers': 'Entidades certificadoras da lista',
  'trust.waits': 'Espera acordo',
  'trust.waiting':
    'A lista nomeia entidades que ninguém aqui aceitou. Não valem. Proponha a lista de novo; depois outro administrador aceita.',
  'trust.waiting.file':
    'Esta lista veio em ficheiro. Receba o novo ficheiro por comando; depois outro administrador aceita.',
  'trust.again': 'Propor de novo',
  'trust.problem': 'A última renovação falhou: {code}',
  'trust.propose': 'Propor um operador',
  'trust.url': 'Endereço da lista',
  'trust.url.missing': 'Escreva o endereço da lista.',
  'trust.roots': 'Chaves-raiz',
  'trust.roots.hint': 'Uma a quatro, cada uma na sua linha. Peça-as às pessoas do operador, não ao seu sítio.',
  'trust.roots.missing': 'Escreva uma a quatro chaves-raiz.',
  'trust.proposed': 'Proposto. Outro administrador tem de aceitar.',
  'trust.consent': 'Aceitar',
  'trust.consent.effect':
    'Aceitar tem efeito imediato para as entidades acima. Compare antes as chaves-raiz com as pessoas do operador.',
  'trust.done': 'Reconhecido.',
  'trust.withdraw': 'Deixar de reconhecer',
  'trust.withdraw.effect': 'Parar tem efeito imediato: o que as suas entidades emitiram deixa de ser confirmado aqui.',
  'trust.drop': 'Retirar a proposta',
  'trust.dropped': 'A proposta foi retirada.',
  'trust.withdrawn': 'Já não é reconhecido.',
  'trust.yours': 'Foi você que propôs. Outro administrador tem de aceitar.',
};
