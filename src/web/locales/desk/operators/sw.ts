import type { DeskStrings } from '../strings.js';

/** Swahili of recognising other operators. Draft: needs a native reviewer before it is relied on. */
export const operators: DeskStrings = {
  'trust.title': 'Waendeshaji wengine',
  'trust.lead':
    'Vyeti vya ofisi za waendeshaji wengine vinakubalika hapa kwa mipaka ya orodha iliyosainiwa ya mwendeshaji. Wasimamizi wawili hukubali kila mmoja.',
  'trust.empty': 'Hakuna mwendeshaji mwingine anayetambuliwa au aliyependekezwa.',
  'trust.state.proposed': 'Inasubiri msimamizi wa pili',
  'trust.state.active': 'Anatambuliwa',
  'trust.state.withdrawn': 'Hatambuliwi tena',
  'trust.list': 'Orodha {n}, ilipatikana {date}',
  'trust.issuers': 'Vyombo vya kutunuku katika orodha yake',
  'trust.waits': 'Inasubiri idhini',
  'trust.waiting':
    'Orodha yake inataja vyombo ambavyo hakuna mtu hapa aliyevikubali. Havihesabiki. Pendekeza orodha tena; kisha msimamizi mwingine akubali.',
  'trust.waiting.file': 'Orodha hii ilikuja kama faili. Ingiza faili jipya kwa amri; kisha msimamizi mwingine akubali.',
  'trust.again': 'Pendekeza tena',
  'trust.problem': 'Usasishaji wa mwisho umeshindwa: {code}',
  'trust.propose': 'Pendekeza mwendeshaji',
  'trust.url': 'Anwani ya orodha yake',
  'trust.url.missing': 'Weka anwani ya orodha yake.',
  'trust.roots': 'Funguo kuu',
  'trust.roots.hint':
    'Moja hadi nne, kila moja kwenye mstari wake. Ziombe kwa watu wa mwendeshaji, si kwenye tovuti yake.',
  'trust.roots.missing': 'Weka funguo kuu moja hadi nne.',
  'trust.proposed': 'Imependekezwa. Msimamizi mwingine lazima akubali.',
  'trust.consent': 'Kubali',
  'trust.consent.effect':
    'Kukubali kunaanza mara moja kwa vyombo vilivyo hapo juu. Kwanza linganisha funguo kuu na watu wa mwendeshaji.',
  'trust.done': 'Anatambuliwa.',
  'trust.withdraw': 'Acha kutambua',
  'trust.withdraw.effect': 'Kuacha kunaanza mara moja: vilivyotolewa na ofisi zake havithibitishwi tena hapa.',
  'trust.drop': 'Ondoa pendekezo',
  'trust.dropped': 'Pendekezo limeondolewa.',
  'trust.withdrawn': 'Hatambuliwi tena.',
  'trust.yours': 'Wewe ulipendekeza. Msimamizi mwingine lazima akubali.',
};
