import { useEffect, useState } from 'preact/hooks';
import { recall, remember } from '../remembered.js';
import { directionOf, english, languageNames, loadStrings, type Say } from './strings.js';

export interface Language {
  readonly language: string;
  readonly say: Say;
  readonly choose: (code: string) => void;
}

/** The reader's choice of last time, else the browser's language, else English. */
export function useLanguage(): Language {
  const known = (code: string | null | undefined): string | undefined =>
    languageNames.find(([name]) => name === code)?.[0];
  const [language, setLanguage] = useState(
    () => known(recall('language')) ?? known(navigator.language.split('-')[0]) ?? 'en',
  );
  const [say, setSay] = useState<Say>(() => english);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    void loadStrings(language).then((loaded) => setSay(() => loaded));
  }, [language]);
  const choose = (code: string): void => {
    remember('language', code);
    setLanguage(code);
  };
  return { language, say, choose };
}
