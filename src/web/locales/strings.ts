import { en } from './en.js';

export type StringKey = keyof typeof en;
export type PartialStrings = Partial<Record<StringKey, string>>;
export type Say = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string;

const drafts: Readonly<Record<string, () => Promise<{ strings: PartialStrings }>>> = {
  si: () => import('./si.js'),
  ta: () => import('./ta.js'),
  fil: () => import('./fil.js'),
  ar: () => import('./ar.js'),
  fr: () => import('./fr.js'),
  pt: () => import('./pt.js'),
  sw: () => import('./sw.js'),
};

/** Each language in its own name. Adding one = a file beside this one, a line above and a line here. */
export const languageNames: readonly (readonly [string, string])[] = [
  ['en', 'English'],
  ['si', 'සිංහල'],
  ['ta', 'தமிழ்'],
  ['fil', 'Filipino'],
  ['ar', 'العربية'],
  ['fr', 'Français'],
  ['pt', 'Português'],
  ['sw', 'Kiswahili'],
];

export const directionOf = (language: string): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

export const english: Say = sayIn({});

/** Never fails: a language that cannot be loaded is English. */
export async function loadStrings(language: string): Promise<Say> {
  const load = Object.hasOwn(drafts, language) ? drafts[language] : undefined;
  if (load === undefined) return english;
  try {
    return sayIn((await load()).strings);
  } catch {
    return english;
  }
}

function sayIn(strings: PartialStrings): Say {
  return (key, values = {}) =>
    (strings[key] ?? en[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
