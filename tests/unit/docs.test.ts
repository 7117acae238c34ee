import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Named {
  readonly file: string;
  readonly title: string;
}

/** Tests that a document names as `file › words of the title`. */
const testsIn = (text: string): Named[] =>
  [...text.matchAll(/`(tests\/[\w./-]+\.ts) › ?([^`]*)`/g)].map(([, file = '', title = '']) => ({
    file,
    title: title.trim(),
  }));

/** What is quoted in a test file: titles, and the names of rows that titles are made of. Comments and code do not count. */
const quotedIn = (file: string): readonly string[] =>
  read(file)
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\*|\/\*|import\b)/.test(line))
    .flatMap((line) => [...line.matchAll(/'((?:\\.|[^'\\])*)'|`((?:\\.|[^`\\])*)`/g)])
    .map(([, plain, template]) => (plain ?? template ?? '').replaceAll("\\'", "'"));

describe.each(['SECURITY.md', 'docs/threat-model.md'])('%s', (document) => {
  const named = testsIn(read(document));

  it('names only tests that are there', () => {
    const gone = named.filter(
      ({ file, title }) =>
        title === '' || !existsSync(join(root, file)) || !quotedIn(file).some((quoted) => quoted.includes(title)),
    );
    expect(gone).toEqual([]);
    expect(named.length).toBeGreaterThanOrEqual(document === 'SECURITY.md' ? 10 : 30);
  });

  it('names no test that is skipped', () => {
    const skipped = named.filter(({ file }) => /\b(?:it|describe|test)\.(?:skip|todo)\b|\bxit\(/.test(read(file)));
    expect(skipped).toEqual([]);
  });
});

it('docs/architecture.md tells of every folder of the sources', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const told = read('docs/architecture.md');
  expect(folders.map(({ name }) => name).filter((name) => !told.includes(`\`src/${name}\``))).toEqual([]);
});

describe('promises and threats', () => {
  const rowsOf = (document: string, letter: string): Map<string, string> =>
    new Map(
      [...read(document).matchAll(new RegExp(`^\\| (${letter}\\d+) \\|.*$`, 'gm'))].map(([line, id = '']) => [
        id,
        line,
      ]),
    );

  it.each([
    ['SECURITY.md', 'P', 14],
    ['docs/threat-model.md', 'T', 30],
  ])('%s tells all of %s1 to %i once, each with a test', (document, letter, count) => {
    const rows = rowsOf(document, letter);
    expect([...rows.keys()]).toEqual(Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));
    expect([...rows].filter(([, line]) => testsIn(line).length === 0).map(([id]) => id)).toEqual([]);
  });
});
