import type { PartialMessages } from './phrases.js';

/** Portuguese. Draft: needs a native reviewer before it is relied on. Missing strings fall back to English one by one. */
export const messages: PartialMessages = {
  'v.genuine-and-current.title': 'Genuíno e válido',
  'v.genuine-and-current.text': '{issuer} avaliou esta pessoa como competente em {qualification} em {date}.',
  'v.genuine-but-expired.title': 'Genuíno, mas fora de prazo',
  'v.genuine-but-expired.text':
    'Estava correto quando foi emitido. Terminou em {date}. Pergunte ao trabalhador pela renovação.',
  'v.suspended.title': 'Genuíno, mas suspenso',
  'v.suspended.text': 'O serviço emissor suspendeu-o desde {date}. Por agora, não confie nele.',
  'v.revoked.title': 'Revogado',
  'v.revoked.text': 'O serviço emissor cancelou-o em {date}. Não o aceite.',
  'v.replaced.title': 'Substituído por um mais recente',
  'v.replaced.text': 'Era genuíno. Um mais recente substituiu-o em {date}. Peça para ver o novo.',
  'v.issuer-not-authorised.title': 'Emissor não autorizado',
  'v.issuer-not-authorised.text':
    'A assinatura é verdadeira, mas este serviço não podia emitir esta qualificação nesse local e data. Ainda não o aceite.',
  'v.altered.title': 'Alterado depois de assinado',
  'v.altered.text': 'Algo foi mudado depois de assinado. Não o aceite.',
  'v.cannot-confirm.title': 'Não foi possível confirmar',
  'v.cannot-confirm.text': 'Não conseguimos verificar tudo. Isto não quer dizer que é falso.',
  'not-proven':
    'Isto mostra que o organismo indicado avaliou esta pessoa como competente na data indicada. Não é uma autorização de trabalho, uma licença, uma decisão oficial de reconhecimento no seu país nem um documento de identidade.',
  'q.integrity': 'Foi alterado?',
  'q.authority': 'Este serviço pode emiti-lo?',
  'q.status': 'Foi cancelado ou suspenso?',
  'q.time': 'As datas ainda são válidas?',
  'q.frameworks': 'Os níveis indicados estão certos?',
  'q.holder': 'É a pessoa certa?',
  H21: 'Estes itens não nomeiam todos a mesma pessoa. Compare o nome e o identificador em cada um.',
};
