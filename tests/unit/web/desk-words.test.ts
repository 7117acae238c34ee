import { describe, expect, it } from '@jest/globals';
import { en } from '../../../src/web/locales/desk/en.js';
import type { DeskStrings } from '../../../src/web/locales/desk/strings.js';
import { languageNames } from '../../../src/web/locales/languages.js';

/** Every text of the desk in every language: none missing, none left over, the same places for values. */
const languages = languageNames.map(([code]) => code).filter((code) => code !== 'en');
const english: Readonly<Record<string, string>> = en;

async function wordsOf(code: string): Promise<Readonly<Record<string, string>>> {
  const parts = await Promise.all(
    ['', 'officer/'].map(
      (folder) => import(`../../../src/web/locales/desk/${folder}${code}.js`) as Promise<{ strings: DeskStrings }>,
    ),
  );
  return Object.assign({}, ...parts.map(({ strings }) => strings)) as Record<string, string>;
}

const placesIn = (text: string): string =>
  [...text.matchAll(/\{\w+\}/g)]
    .map(([place]) => place)
    .sort()
    .join();

describe('the words of the desk', () => {
  it.each(languages)('%s has every text, and only those', async (code) => {
    expect(Object.keys(await wordsOf(code)).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(languages)('%s puts the same values into each text', async (code) => {
    const words = await wordsOf(code);
    const wrong = Object.keys(english).filter((key) => placesIn(words[key] ?? '') !== placesIn(english[key] ?? ''));
    expect(wrong).toEqual([]);
  });

  it('says nothing that blames or begs', () => {
    const texts = Object.entries(english).filter(([, text]) =>
      /\b(please|sorry|oops|congratulations|invalid|illegal|forbidden|error occurred)\b/i.test(text),
    );
    expect(texts).toEqual([]);
  });
});
