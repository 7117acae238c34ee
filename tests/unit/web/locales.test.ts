import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { countryName } from '../../../src/web/countries.js';
import { ageText } from '../../../src/web/dates.js';
import { en, languageNames, loadStrings, type StringKey } from '../../../src/web/locales/strings.js';
import { keysOfRooms } from '../../support/rooms.js';
import { categoriesOf, placesIn, pluralsIn } from '../../support/texts.js';

const keys = Object.keys(en) as StringKey[];

/** Letters that a language is written in; Latin stands in every one of them, in names like PDF and PIN. */
const scripts: Readonly<Record<string, RegExp>> = {
  si: /\p{Script=Sinhala}/u,
  ta: /\p{Script=Tamil}/u,
  ar: /\p{Script=Arabic}/u,
};
/** The same in every language: abbreviations and names. */
const international = new Set(['data.age.minutes', 'c.badge.png', 'c.badge.svg', 'number', 'worked', 'code']);

describe.each(languageNames.map(([code]) => code).filter((code) => code !== 'en'))('the pages in %s', (language) => {
  it('say everything, with the same values filled in', async () => {
    const say = await loadStrings(language);
    for (const key of keys) {
      const text = say(key);
      expect([key, text.trim().length > 0]).toEqual([key, true]);
      expect([key, placesIn(text)]).toEqual([key, placesIn(en[key])]);
      for (const forms of pluralsIn(text)) expect([key, forms.sort()]).toEqual([key, categoriesOf(language)]);
      expect([key, text.includes('¶')]).toEqual([key, false]);
    }
  });

  it('tell an age and a country in their own words, with Latin digits', async () => {
    const say = await loadStrings(language);
    const minute = 60_000;
    const ages = [45 * minute, 7 * 60 * minute, 3 * 1_440 * minute].map((age) => ageText(age, say));
    expect(ages.map((age) => /\d+/.exec(age)?.[0])).toEqual(['45', '7', '3']);
    expect(ages.join()).not.toMatch(/hours|days/);
    const own = scripts[language];
    for (const told of [...ages, countryName('SA', language)])
      expect([told, own?.test(told) ?? true]).toEqual([told, true]);
    expect(countryName('Testland', language)).toBe('Testland');
  });

  it('are written in their own letters and not copied from English', async () => {
    const say = await loadStrings(language);
    const foreign = Object.entries(scripts).filter(([code]) => code !== language);
    for (const key of keys.filter((one) => !international.has(one))) {
      const text = say(key);
      const own = scripts[language];
      if (own) expect([key, text, own.test(text)]).toEqual([key, text, true]);
      for (const [, script] of foreign) expect([key, script.test(text)]).toEqual([key, false]);
      if (en[key].length > 24) expect([key, text]).not.toEqual([key, en[key]]);
    }
  });
});

describe('the rooms of the pages', () => {
  it.each(languageNames)('are apart in %s: no text is said twice, none is left out', async (code) => {
    expect(await keysOfRooms('.', code, { notRooms: ['desk'] })).toEqual([...keys].sort());
  });
});

describe('the sources of the pages', () => {
  const root = join(import.meta.dirname, '../../../src/web');
  const files = ['app.tsx', 'checker.tsx', ...viewsBelow('views'), ...viewsBelow('parts')];

  function viewsBelow(folder: string, ending = '.tsx'): string[] {
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return viewsBelow(path, ending);
      return path.endsWith(ending) ? [path] : [];
    });
  }

  it.each(files)('%s has no words of its own', (file) => {
    expect(wordsIn(readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });

  it('use every string of the language files', () => {
    const scripts = readdirSync(join(root, 'check')).map((name) => join('check', name));
    const source = [...files, ...viewsBelow('views', '.ts'), ...scripts, 'dates.ts']
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    // `sh.${scope}` uses every string that begins so.
    const families = [...source.matchAll(/`([a-z]+\.)\$\{/g)].map(([, family = '']) => family);
    expect(families.length).toBeGreaterThan(3);
    const isUsed = (key: string): boolean =>
      source.includes(`'${key}'`) || families.some((family) => key.startsWith(family));
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('are searched in a way that finds words', () => {
    const sample =
      "const X = () => <p title=\"Hello there\">Some words {say('x')} {isOld ? 'old text here' : null}</p>;";
    expect(wordsIn(sample)).toEqual(['Hello there', 'Some words', 'old text here']);
  });
});

const spoken = new Set(['title', 'alt', 'placeholder', 'aria-label', 'aria-description']);

/** Text between tags, texts put into tags, and attributes that are read to people. */
function wordsIn(source: string): string[] {
  const found: string[] = [];
  const isWord = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/&\w+;/g, ''));
  const shown = (node: ts.Expression): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(shown);
    else if (ts.isTemplateExpression(node))
      found.push(node.head.text, ...node.templateSpans.map((span) => span.literal.text));
  };
  const walk = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer)) found.push(node.initializer.text);
    }
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression !== undefined)
      shown(node.expression);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile('page.tsx', source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX));
  return found.filter(isWord);
}
