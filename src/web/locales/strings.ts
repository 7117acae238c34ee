import { loadDraft, type LanguageDrafts } from '../../shared/index.js';
import { en } from './en.js';
import { fillText, type Values } from './fill.js';

export type StringKey = keyof typeof en;
/** Every language says everything: a missing string is a type error. */
export type Strings = Readonly<Record<StringKey, string>>;
export type Say = (key: StringKey, values?: Values) => string;

const drafts: LanguageDrafts<{ readonly strings: Strings }> = {
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
  return draft === null ? english : sayIn(draft.strings, language);
}

function sayIn(strings: Strings, language: string): Say {
  const rules = new Intl.PluralRules(language);
  return (key, values = {}) => fillText(strings[key], values, rules);
}
