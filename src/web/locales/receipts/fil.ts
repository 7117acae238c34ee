import type { Words } from '../rooms.js';
import type { receipts as english } from './en.js';

/** Filipino of receipts of a check, signed and unsigned. Draft: needs a native reviewer before it is relied on. */
export const receipts: Words<typeof english> = {
  'receipt.title': 'Resibo ng pagsusuri',
  'receipt.unsigned':
    'Walang pirma. Ginawa sa device ng taong nagsuri, {time}. Para suriin muli, ikaw mismo ang magbukas ng {host} at i-scan ang code.',
  'receipt.sign': 'Kumuha ng pirmadong resibo',
  'receipt.sign.what':
    'Sinusuri muli ng serbisyo at pinipirmahan ang sagot. Ipinapadala namin ang id at fingerprint ng sertipiko, walang pangalan. Malalaman ng serbisyo na sinuri ito.',
  'receipt.signed': 'Pinirmahan ng {host} noong {time}.',
  'receipt.save': 'I-save ang pirmadong resibo',
  'receipt.offline': 'Walang pirma: hindi maabot ang serbisyo.',
  'receipt.elsewhere': 'Walang pirma: hindi ang serbisyong ito ang nagbigay ng sertipiko.',
  'receipt.check': 'Suriin ang resibo',
  'receipt.check.lead': 'I-paste ang pirmadong resibo, o buksan ang file nito.',
  'receipt.genuine': 'Pinirmahan ng {host} ang resibong ito at hindi ito binago.',
  'receipt.bad': 'Hindi ito resibo ng serbisyong ito, o binago ito.',
  'receipt.then': 'Noong {time} ang sagot ay: {verdict}.',
  'receipt.now': 'Marami nang maaaring nangyari mula noon. Para sa sagot ngayon, suriin ang mismong sertipiko.',
  'receipt.hash': 'Fingerprint ng sertipiko: {hash}',
  'receipt.file': 'Magbukas ng file',
};
