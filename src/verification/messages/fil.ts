import type { PartialMessages } from './phrases.js';

/** Filipino. Draft: needs a native reviewer before it is relied on. Missing strings fall back to English one by one. */
export const messages: PartialMessages = {
  'v.genuine-and-current.title': 'Tunay at may bisa',
  'v.genuine-and-current.text':
    'Sinuri ng {issuer} ang taong ito noong {date} at may kakayahan siya sa {qualification}.',
  'v.genuine-but-expired.title': 'Tunay, pero lipas na ang bisa',
  'v.genuine-but-expired.text':
    'Tama ito noong ibinigay. Natapos ang bisa noong {date}. Tanungin ang manggagawa tungkol sa pag-renew.',
  'v.suspended.title': 'Tunay, pero suspendido',
  'v.suspended.text': 'Pansamantala itong itinigil ng opisina mula {date}. Huwag munang umasa rito.',
  'v.revoked.title': 'Binawi',
  'v.revoked.text': 'Kinansela ito ng opisina noong {date}. Huwag itong tanggapin.',
  'v.replaced.title': 'Pinalitan na ng mas bago',
  'v.replaced.text': 'Tunay ito. Pinalitan ito ng mas bago noong {date}. Hilingin na ipakita ang bago.',
  'v.issuer-not-authorised.title': 'Hindi awtorisado ang nagbigay',
  'v.issuer-not-authorised.text':
    'Totoo ang pirma, pero walang pahintulot ang opisinang ito na ibigay ang kuwalipikasyon sa lugar at petsang iyon. Huwag munang tanggapin.',
  'v.altered.title': 'Binago matapos pirmahan',
  'v.altered.text': 'May binago matapos itong pirmahan. Huwag itong tanggapin.',
  'v.cannot-confirm.title': 'Hindi makumpirma',
  'v.cannot-confirm.text': 'Hindi namin nasuri ang lahat. Hindi ibig sabihin na peke ito.',
  'not-proven':
    'Ipinapakita nito na sinuri ng nasabing institusyon ang taong ito at may kakayahan siya sa petsang nakasaad. Hindi ito work permit, lisensiya, pormal na pagkilala sa inyong bansa, o ID.',
  'q.integrity': 'Binago ba ito?',
  'q.authority': 'May karapatan ba ang opisina na ibigay ito?',
  'q.status': 'Kinansela o sinuspinde ba ito?',
  'q.time': 'May bisa pa ba ang petsa?',
  'q.frameworks': 'Tama ba ang sinasabing antas?',
  'q.holder': 'Siya ba talaga ang may-ari?',
  H21: 'Hindi iisang tao ang pinapangalanan ng lahat ng ito. Ihambing ang pangalan at identifier sa bawat isa.',
};
