import type { DeskStrings } from '../strings.js';

/** Swahili of the overview. Draft: needs a native reviewer before it is relied on. */
export const overview: DeskStrings = {
  'view.title': 'Muhtasari',
  'view.lead': 'Idadi, si majina. Makundi ya chini ya watano yamefichwa, hata pale yanapoweza kukokotolewa.',
  'view.empty': 'Hakuna upimaji katika uteuzi huu.',
  'view.small': 'Uteuzi huu ni mdogo mno kuonyeshwa.',
  'view.csv': 'Hifadhi kama CSV',
  'view.assessed': 'Waliopimwa',
  'view.competent': 'Mahiri',
  'view.rate': 'Kiwango',
  'view.of': '{n} kati ya {total}',
  'view.days': 'Siku kutoka upimaji hadi utoaji, wastani wa kati',
  'view.days.p90': '90 kati ya 100 ndani ya siku {n}',
  'view.ending': 'Vyeti vinavyoisha ndani ya siku 90',
  'view.by.mission': 'Mahiri kati ya waliopimwa, kwa misheni',
  'view.by.qualification': 'Mahiri kati ya waliopimwa, kwa sifa',
  'view.by.site': 'Mahiri kati ya waliopimwa, kwa mahali',
  'view.by.month': 'Kiwango kwa mwezi wa upimaji',
  'view.by.ending': 'Vyeti vinavyoisha, kwa mwezi',
  'view.funnel': 'Wapimaji: kiwango dhidi ya idadi waliopimwa',
  'view.funnel.lead': 'Nje ya mstari wa nje: angalia, usihukumu.',
  'view.funnel.average': 'Wastani {n} %',
  'view.funnel.summary':
    '{n, plural, one {Mpimaji #} other {Wapimaji #}}; {outside} nje ya mipaka ya 99.8 %; wastani {average} %.',
  'view.funnel.left-out':
    '{n, plural, one {# mwenye watahiniwa wachache ameachwa.} other {# wenye watahiniwa wachache wameachwa.}}',
  'view.funnel.inside': 'Ndani',
  'view.funnel.outside-95': 'Nje ya 95 %',
  'view.funnel.outside-99.8': 'Nje ya 99.8 %',
  'view.table': 'Data kama jedwali',
  'view.assessor': 'Mpimaji',
  'view.count': 'Vyeti',
  'view.bars.summary': '{n, plural, one {Kundi #} other {Makundi #}}; kubwa zaidi: {first}, {rate} %.',
  'view.line.summary': '{n, plural, one {Mwezi #} other {Miezi #}}, kutoka {low} % hadi {high} %.',
};
