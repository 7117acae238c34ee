import { en } from './en.js';

/** Every text of the desk has one key; English is complete by type, the others by a test. */
export type DeskKey = keyof typeof en;
export type DeskStrings = Partial<Record<DeskKey, string>>;
export type DeskSay = (key: DeskKey, values?: Readonly<Record<string, string | number>>) => string;

type Draft = Promise<{ readonly strings: DeskStrings }>;

/** One file for the session day and one for officers in each language. */
const drafts: Readonly<Record<string, () => readonly Draft[]>> = {
  si: () => [import('./si.js'), import('./officer/si.js')],
  ta: () => [import('./ta.js'), import('./officer/ta.js')],
  fil: () => [import('./fil.js'), import('./officer/fil.js')],
  ar: () => [import('./ar.js'), import('./officer/ar.js')],
  fr: () => [import('./fr.js'), import('./officer/fr.js')],
  pt: () => [import('./pt.js'), import('./officer/pt.js')],
  sw: () => [import('./sw.js'), import('./officer/sw.js')],
};

export const englishDesk: DeskSay = sayIn({});

/** Never fails: a language that cannot be loaded is English. */
export async function loadDeskStrings(language: string): Promise<DeskSay> {
  const load = Object.hasOwn(drafts, language) ? drafts[language] : undefined;
  if (load === undefined) return englishDesk;
  try {
    const parts = await Promise.all(load());
    return sayIn(Object.assign({}, ...parts.map(({ strings }) => strings)) as DeskStrings);
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
