import type { PartialMessages } from './phrases.js';

/** Swahili. Draft: needs a native reviewer before it is relied on. Missing strings fall back to English one by one. */
export const messages: PartialMessages = {
  'v.genuine-and-current.title': 'Ni halisi na bado kinatumika',
  'v.genuine-and-current.text': '{issuer} ilimpima mtu huyu tarehe {date} na kumkuta ana ujuzi wa {qualification}.',
  'v.genuine-but-expired.title': 'Ni halisi, lakini muda wake umeisha',
  'v.genuine-but-expired.text':
    'Kilikuwa sahihi kilipotolewa. Muda wake uliisha {date}. Muulize mfanyakazi kuhusu kukihuisha.',
  'v.suspended.title': 'Ni halisi, lakini kimesitishwa kwa muda',
  'v.suspended.text': 'Ofisi iliyotoa imekisitisha tangu {date}. Usikitegemee kwa sasa.',
  'v.revoked.title': 'Kimefutwa',
  'v.revoked.text': 'Ofisi iliyotoa ilikifuta tarehe {date}. Usikikubali.',
  'v.replaced.title': 'Kuna kipya kilichochukua nafasi yake',
  'v.replaced.text': 'Kilikuwa halisi. Kipya kilichukua nafasi yake tarehe {date}. Omba kuona kipya.',
  'v.issuer-not-authorised.title': 'Mtoaji hana idhini',
  'v.issuer-not-authorised.text':
    'Saini ni ya kweli, lakini ofisi hii haikuruhusiwa kutoa sifa hii mahali na tarehe hiyo. Usikikubali bado.',
  'v.altered.title': 'Kimechezewa baada ya kusainiwa',
  'v.altered.text': 'Kuna kitu kilibadilishwa baada ya kusainiwa. Usikikubali.',
  'v.cannot-confirm.title': 'Hakikuweza kuthibitishwa',
  'v.cannot-confirm.text': 'Hatukuweza kukagua kila kitu. Hii haimaanishi kuwa ni bandia.',
  'not-proven':
    'Hii inaonyesha kuwa taasisi iliyotajwa ilimpima mtu huyu na kumkuta ana ujuzi tarehe iliyoonyeshwa. Si kibali cha kazi, leseni, uamuzi rasmi wa kutambuliwa nchini mwako, wala kitambulisho.',
  'q.integrity': 'Je, kimebadilishwa?',
  'q.authority': 'Je, ofisi hii inaruhusiwa kukitoa?',
  'q.status': 'Je, kimefutwa au kusitishwa?',
  'q.time': 'Je, tarehe bado ni halali?',
  'q.frameworks': 'Je, viwango vilivyotajwa ni sahihi?',
  'q.holder': 'Je, huyu ndiye mtu mwenyewe?',
  H21: 'Vipengee hivi havitaji vyote mtu mmoja. Linganisha jina na kitambulisho katika kila kimoja.',
};
