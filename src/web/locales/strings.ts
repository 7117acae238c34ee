import { fillText, loadDraft, type LanguageDrafts, type Values } from '../../shared/index.js';
import * as englishRooms from './en.js';
import { inOneList, type WordsOfRooms } from './rooms.js';

export const en = inOneList(englishRooms);
export type StringKey = keyof typeof en;
export type Say = (key: StringKey, values?: Values) => string;

/** One module in each language, made of one file for each room. Every language says everything. */
const drafts: LanguageDrafts<WordsOfRooms<typeof englishRooms>> = {
  si: () => import('./si.js'),
  ta: () => import('./ta.js'),
  fil: () => import('./fil.js'),
  ar: () => import('./ar.js'),
  fr: () => import('./fr.js'),
  pt: () => import('./pt.js'),
  sw: () => import('./sw.js'),
};

export { directionOf, languageNames } from './languages.js';

export const english: Say = sayIn(en, 'en');

/** Never fails: a language that cannot be loaded is English. */
export async function loadStrings(language: string): Promise<Say> {
  const draft = await loadDraft(drafts, language);
  return draft === null ? english : sayIn(inOneList(draft), language);
}

function sayIn(strings: typeof en, language: string): Say {
  const rules = new Intl.PluralRules(language);
  return (key, values = {}) => fillText(strings[key], values, rules);
}
