/** Each language in its own name. Adding one = a file beside this one and in each room, a line here and one in `strings.ts`. */
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

/** The code when it is one of ours. */
export const knownLanguage = (code: string | null | undefined): string | undefined =>
  languageNames.find(([name]) => name === code)?.[0];
