/** The texts of each language but English, imported when somebody reads it. */
export type LanguageDrafts<T> = Readonly<Record<string, () => Promise<T>>>;

/** Null for a language that is unknown or cannot be loaded, which is then told in English. Never fails. */
export async function loadDraft<T>(drafts: LanguageDrafts<T>, language: string): Promise<T | null> {
  const load = Object.hasOwn(drafts, language) ? drafts[language] : undefined;
  try {
    return load === undefined ? null : await load();
  } catch {
    return null;
  }
}
