import { inflateSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { csvFile } from '../../src/desk/index.js';
import { drawLadder, ladder, loadKnowledge, type Ladder } from '../../src/frameworks/index.js';
import { layoutById } from '../../src/passport/index.js';
import { hostileTexts } from '../support/hostile-texts.js';
import { sampleView } from '../unit/passport/sample-views.js';

const groupsOf = (size: number): string[][] =>
  Array.from({ length: Math.ceil(hostileTexts.length / size) }, (_, index) =>
    hostileTexts.slice(index * size, (index + 1) * size),
  );

it('there are more than 500', () => {
  expect(new Set(hostileTexts).size).toBeGreaterThanOrEqual(500);
});

/** Reads RFC 4180 as a spreadsheet does. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  for (let match = pattern.exec(text); match !== null && pattern.lastIndex <= text.length; match = pattern.exec(text)) {
    const [, cell = '', end] = match;
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

it('no cell of a table is a formula, whichever column it is in', () => {
  const rows = hostileTexts.map((text) => ['before', text, text, 'after']);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile('x.csv', rows).bytes).slice(1);
  const read = cellsOf(text);
  expect(read).toHaveLength(rows.length);
  expect(read.filter((row) => row.length !== 4)).toEqual([]);
  const begins = /^[\s\p{Cf}]*[=+\-@|%]|^[\t\r\n]/u;
  expect(read.flat().filter((cell) => begins.test(cell))).toEqual([]);
});

const KNOWN_TAGS = /^<\/?(?:svg|title|desc|rect|g|path|circle|text|tspan)(?:\s(?:[a-zA-Z:-]+="[^"<]*"\s?)*)?\/?>/;

it('a picture of levels holds only shapes and text, whatever the reference data says', () => {
  const data = ladder(loadKnowledge(), [{ framework: 'ie-nfq', level: '6' }, { framework: 'eqf' }]);
  const filled = (value: unknown, texts: readonly string[], key = ''): unknown => {
    if (typeof value === 'string')
      return ['line', 'mark', 'code', 'from', 'to'].includes(key) ? value : (texts[0] ?? value);
    if (Array.isArray(value)) return value.map((item, index) => filled(item, texts.slice(index % texts.length), key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, texts, name)]));
  };
  for (const texts of groupsOf(6)) {
    const svg = drawLadder(filled(data, texts) as Ladder);
    const tags = [...svg.matchAll(/</g)].map(({ index }) => svg.slice(index));
    expect(tags.filter((rest) => !KNOWN_TAGS.test(rest)).map((rest) => rest.slice(0, 80))).toEqual([]);
    const inside = tags.map((rest) => KNOWN_TAGS.exec(rest)?.[0] ?? '');
    expect(inside.filter((tag) => /\s(?:on\w+|href|xlink:href|style)=/i.test(tag))).toEqual([]);
  }
});

/** Everything in a PDF outside of its texts, with streams unpacked. */
function structureOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  return text
    .replace(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (_, packed: string) => {
      try {
        return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
      } catch {
        return '';
      }
    })
    .replace(/\((?:\\[\s\S]|[^\\()])*\)/g, '()');
}

it.each([
  ['card', 9],
  ['a4', 4],
] as const)(
  'a printed %s can do nothing',
  async (id, every) => {
    let printed = 0;
    const unit = { code: 'HCS913301', title: '', category: 'core', competent: true } as const;
    for (const texts of groupsOf(12).filter((_, index) => index % every === 0)) {
      const [awardTitle = '', title = '', issuerName = '', placeName = '', levelLine = '', name = '', ...units] = texts;
      const view = sampleView({
        ...{ awardTitle, title, issuerName, placeName, levelLine },
        names: [{ text: name, script: 'Latn' }],
        units: units.map((text, index) => ({ ...unit, code: `U${index}`, title: text })),
      });
      const rendered = await layoutById(id)
        .render(view)
        .catch((error: unknown) => {
          // What does not fit on the paper is refused with a code.
          expect(error).toMatchObject({ code: expect.stringMatching(/^P2\d$/) as unknown });
          return null;
        });
      if (rendered === null) continue;
      printed++;
      const structure = structureOf(rendered);
      expect(structure).not.toMatch(/\/(?:JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile|SubmitForm|URI|GoToR)\b/);
    }
    expect(printed).toBeGreaterThan(2);
  },
  120_000,
);
