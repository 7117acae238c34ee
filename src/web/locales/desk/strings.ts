import { en } from './en.js';

/** Every text of the desk has one key; English is complete by type, the others by a test. */
export type DeskKey = keyof typeof en;
export type DeskStrings = Partial<Record<DeskKey, string>>;
export type DeskSay = (key: DeskKey, values?: Readonly<Record<string, string | number>>) => string;

/** One module in each language; it is made of one file for each room of the desk. */
const drafts: Readonly<Record<string, () => Promise<{ readonly strings: DeskStrings }>>> = {
  si: () => import('./si.js'),
  ta: () => import('./ta.js'),
  fil: () => import('./fil.js'),
  ar: () => import('./ar.js'),
  fr: () => import('./fr.js'),
  pt: () => import('./pt.js'),
  sw: () => import('./sw.js'),
};

export const englishDesk: DeskSay = sayIn({});

/** Never fails: a language that cannot be loaded is English. */
export async function loadDeskStrings(language: string): Promise<DeskSay> {
  const load = Object.hasOwn(drafts, language) ? drafts[language] : undefined;
  if (load === undefined) return englishDesk;
  try {
    return sayIn((await load()).strings);
  } catch {
    return englishDesk;
  }
}

function sayIn(strings: DeskStrings): DeskSay {
  return (key, values = {}) =>
    (strings[key] ?? en[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Words of a role; a role this version does not know is shown by its name. */
export const roleName = (say: DeskSay, role: string): string => {
  const key = `role.${role}`;
  return key in en ? say(key as DeskKey) : role;
};
