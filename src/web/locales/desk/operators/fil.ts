import type { DeskStrings } from '../strings.js';

/** Filipino of recognising other operators. Draft: needs a native reviewer before it is relied on. */
export const operators: DeskStrings = {
  'trust.title': 'Ibang operator',
  'trust.lead':
    'Kinikilala rito ang mga sertipiko ng mga tanggapan ng ibang operator ayon sa pirmado nitong listahan. Dalawang administrator ang pumapayag sa bawat isa.',
  'trust.empty': 'Walang ibang operator na kinikilala o iminumungkahi.',
  'trust.state.proposed': 'Naghihintay ng ikalawang administrator',
  'trust.state.active': 'Kinikilala',
  'trust.state.withdrawn': 'Hindi na kinikilala',
  'trust.list': 'Listahan {n}, kinuha noong {date}',
  'trust.issuers': 'Mga awarding body sa listahan nito',
  'trust.waits': 'Naghihintay ng pagpayag',
  'trust.waiting':
    'May awarding body sa listahan na walang pumayag dito. Hindi sila bilang. Imungkahi muli ang listahan; saka papayag ang isa pang administrator.',
  'trust.waiting.file':
    'Bilang file dumating ang listahang ito. Ipasok ang bagong file sa command; saka papayag ang isa pang administrator.',
  'trust.again': 'Imungkahi muli',
  'trust.problem': 'Hindi nagtagumpay ang huling pagpapanibago: {code}',
  'trust.propose': 'Magmungkahi ng operator',
  'trust.url': 'Address ng listahan nito',
  'trust.url.missing': 'Ilagay ang address ng listahan.',
  'trust.roots': 'Mga root key',
  'trust.roots.hint':
    'Isa hanggang apat, bawat isa sa sariling linya. Hingin sa mga tao ng operator, hindi sa web site nito.',
  'trust.roots.missing': 'Ilagay ang isa hanggang apat na root key.',
  'trust.proposed': 'Naimungkahi na. Isa pang administrator ang dapat pumayag.',
  'trust.consent': 'Pumayag',
  'trust.consent.effect':
    'May bisa agad ang pagpayag para sa mga awarding body sa itaas. Ihambing muna ang mga root key sa mga tao ng operator.',
  'trust.done': 'Kinikilala na.',
  'trust.withdraw': 'Itigil ang pagkilala',
  'trust.withdraw.effect':
    'May bisa agad ang pagtigil: hindi na pinatutunayan dito ang mga inisyu ng mga tanggapan nito.',
  'trust.drop': 'Bawiin ang mungkahi',
  'trust.dropped': 'Binawi na ang mungkahi.',
  'trust.withdrawn': 'Hindi na kinikilala.',
  'trust.yours': 'Ikaw ang nagmungkahi nito. Isa pang administrator ang dapat pumayag.',
};
