import { fillText, loadDraft, type LanguageDrafts, type Values } from '../../../shared/index.js';
import { inOneList } from '../rooms.js';
import * as englishRooms from './en.js';
import { asTheServiceSays, loadRefusals, type RefusalVoice } from './refusals/refusals.js';

export const en = inOneList(englishRooms);
/** Every text of the desk has one key; English is complete by type, the others by a test. */
export type DeskKey = keyof typeof en;
export type DeskStrings = Partial<Record<DeskKey, string>>;
/** Says the texts of the desk, and in this language what the service refused and what its rules found. */
export interface DeskSay extends RefusalVoice {
  (key: DeskKey, values?: Values): string;
}

/** One module in each language; it is made of one file for each room of the desk. */
const drafts: LanguageDrafts<Readonly<Record<keyof typeof englishRooms, DeskStrings>>> = {
  si: () => import('./si.js'),
  ta: () => import('./ta.js'),
  fil: () => import('./fil.js'),
  ar: () => import('./ar.js'),
  fr: () => import('./fr.js'),
  pt: () => import('./pt.js'),
  sw: () => import('./sw.js'),
};

export const englishDesk: DeskSay = sayIn({}, 'en', asTheServiceSays);

/** Never fails: a language that cannot be loaded is English. */
export async function loadDeskStrings(language: string): Promise<DeskSay> {
  const [draft, voice] = await Promise.all([loadDraft(drafts, language), loadRefusals(language)]);
  return draft === null ? englishDesk : sayIn(inOneList(draft), language, voice);
}

function sayIn(strings: DeskStrings, language: string, voice: RefusalVoice): DeskSay {
  const rules = new Intl.PluralRules(language);
  const english = new Intl.PluralRules('en');
  const say = (key: DeskKey, values: Values = {}): string => {
    const text = strings[key];
    return text === undefined ? fillText(en[key], values, english) : fillText(text, values, rules);
  };
  return Object.assign(say, voice);
}

/** Words of a role; a role this version does not know is shown by its name. */
export const roleName = (say: DeskSay, role: string): string => {
  const key = `role.${role}`;
  return key in en ? say(key as DeskKey) : role;
};
