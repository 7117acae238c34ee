import type { Words } from '../rooms.js';
import type { requests as english } from './en.js';

/** Swahili of what the worker asks for: a correction, a renewal. Draft: needs a native reviewer before it is relied on. */
export const requests: Words<typeof english> = {
  'fix.title': 'Kuna kosa? Tuombe tulirekebishe.',
  'fix.what': 'Kosa ni nini?',
  'fix.name': 'Jina langu',
  'fix.birth': 'Tarehe yangu ya kuzaliwa',
  'fix.award': 'Sifa au kitengo',
  'fix.other': 'Kitu kingine',
  'fix.send': 'Tuma ombi',
  'fix.received': 'Limepokelewa {date}, jibu kufikia {until}.',
  'fix.answered': 'Limejibiwa {date}.',
  'renew.title': 'Jinsi ya kuhuisha, na lini',
  'renew.from': 'Unaweza kuhuisha kuanzia {date}.',
  'renew.none': 'Cheti hiki hakina tarehe ya mwisho: huhitaji kukihuisha.',
  'renew.how':
    'Leta cheti hiki na uthibitisho wa kazi yako kwenye kituo cha upimaji au ujumbe. Ofisi itakuambia unahitaji upimaji gani.',
  'renew.ask': 'Uliza kuhusu kuhuisha',
};
