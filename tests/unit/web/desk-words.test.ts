import { describe, expect, it } from '@jest/globals';
import { en } from '../../../src/web/locales/desk/strings.js';
import { languageNames } from '../../../src/web/locales/languages.js';
import { inOneList } from '../../../src/web/locales/rooms.js';
import { keysOfRooms } from '../../support/rooms.js';
import { categoriesOf, placesIn, pluralsIn } from '../../support/texts.js';

/** Every text of the desk in every language: none missing, none left over, the same places for values. */
const languages = languageNames.map(([code]) => code).filter((code) => code !== 'en');
const english: Readonly<Record<string, string>> = en;

async function wordsOf(code: string): Promise<Readonly<Record<string, string>>> {
  const rooms = (await import(`../../../src/web/locales/desk/${code}.js`)) as Record<string, Record<string, string>>;
  return inOneList(rooms);
}

describe('the words of the desk', () => {
  it.each(languages)('%s has every text, and only those', async (code) => {
    expect(Object.keys(await wordsOf(code)).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(languages)('%s puts the same values into each text', async (code) => {
    const words = await wordsOf(code);
    const places = (texts: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.keys(english).map((key) => [key, placesIn(texts[key] ?? '').join()]));
    expect(places(words)).toEqual(places(english));
  });

  it.each(['en', ...languages])('%s has a form for each way it counts', async (code) => {
    const words = code === 'en' ? english : await wordsOf(code);
    const counting = Object.entries(words).flatMap(([key, text]) =>
      pluralsIn(text).map((forms) => [key, forms.sort()]),
    );
    expect(counting).toEqual(counting.map(([key]) => [key, categoriesOf(code)]));
    expect(counting.length > 0).toBe(code !== 'fil');
  });

  it.each(Object.entries({ si: /\p{Script=Sinhala}/u, ta: /\p{Script=Tamil}/u, ar: /\p{Script=Arabic}/u }))(
    '%s is in its own script',
    async (code, script) => {
      const words = await wordsOf(code);
      // The marks of the paper sheet, S and NS, are the same in every language.
      const foreign = Object.entries(words).filter(
        ([key, text]) => !/^cars\.(n?s|cell)$/.test(key) && !script.test(text),
      );
      expect(foreign).toEqual([]);
    },
  );

  it('keeps each room to its own file: no text is said twice, none is left out', async () => {
    for (const code of ['en', ...languages])
      expect(await keysOfRooms('desk', code, { notRooms: ['refusals'] })).toEqual(Object.keys(english).sort());
  });

  it('says nothing that blames or begs', () => {
    const texts = Object.entries(english).filter(([, text]) =>
      /\b(please|sorry|oops|congratulations|invalid|illegal|forbidden|error occurred)\b/i.test(text),
    );
    expect(texts).toEqual([]);
  });
});
