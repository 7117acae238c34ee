import { useEffect, useState } from 'preact/hooks';
import { englishDesk, loadDeskStrings, type DeskSay } from '../locales/desk/strings.js';
import { directionOf, knownLanguage } from '../locales/languages.js';
import { recall, remember } from '../remembered.js';

export interface DeskLanguage {
  readonly language: string;
  readonly say: DeskSay;
  readonly choose: (code: string) => void;
}

/** The language of last time (shared with the verifier page), else the browser's, else English. */
export function useDeskLanguage(): DeskLanguage {
  const [language, setLanguage] = useState(
    () => knownLanguage(recall('language')) ?? knownLanguage(navigator.language.split('-')[0]) ?? 'en',
  );
  const [say, setSay] = useState<DeskSay>(() => englishDesk);
  useEffect(() => {
    void loadDeskStrings(language).then((loaded) => {
      document.documentElement.lang = language;
      document.documentElement.dir = directionOf(language);
      setSay(() => loaded);
    });
  }, [language]);
  const choose = (code: string): void => {
    remember('language', code);
    setLanguage(code);
  };
  return { language, say, choose };
}
