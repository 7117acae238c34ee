import { describe, expect, it } from '@jest/globals';
import { officer as en } from '../../../src/web/locales/desk/officer/en.js';

const languages = ['si', 'ta', 'fil', 'ar', 'fr', 'pt', 'sw'] as const;

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

describe.each(languages)('the officers’ words in %s', (language) => {
  it('are complete, with the same places for values, and in the own script', async () => {
    const { strings } = (await import(`../../../src/web/locales/desk/officer/${language}.ts`)) as {
      strings: Readonly<Record<string, string>>;
    };
    expect(Object.keys(strings).toSorted()).toEqual(Object.keys(en).toSorted());
    const wrong = Object.entries(en).filter(
      ([key, text]) => placeholders(strings[key] ?? '').join() !== placeholders(text).join(),
    );
    expect(wrong).toEqual([]);
    const script = { si: /\p{Script=Sinhala}/u, ta: /\p{Script=Tamil}/u, ar: /\p{Script=Arabic}/u }[language as 'si'];
    const foreign = Object.entries(strings).filter(([, text]) => script !== undefined && !script.test(text));
    expect(foreign).toEqual([]);
  });
});
