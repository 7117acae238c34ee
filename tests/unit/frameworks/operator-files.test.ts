import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  checkClaim,
  compareClaim,
  frameworksIndex,
  importTable,
  loadKnowledge,
  parseOperatorFile,
  type ImportOptions,
} from '../../../src/frameworks/index.js';

const shipped = loadKnowledge();
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'frameworks-'));
});
afterEach(() => rmSync(dir, { recursive: true }));
const write = (name: string, content: unknown) =>
  writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));

const source = 'https://example.org/aqrf-report.pdf';
const options: ImportOptions = { kind: 'referencing', sourceUrl: source, year: 2019 };
const pqfToAqrf =
  'from_framework,from_level,to_framework,to_level\n' + [1, 2, 3, 4].map((n) => `ph-pqf,${n},aqrf,${n}`).join('\n');
const relation = {
  from: 'ph-pqf',
  to: 'aqrf',
  status: 'official-referenced',
  table: 'loaded',
  year: 2019,
  source,
  confidence: 'high',
  note: 'Table',
};
const edge = {
  from: 'ph-pqf:2',
  to: 'aqrf:2',
  toFramework: 'aqrf',
  status: 'official-referenced',
  year: 2019,
  source,
  confidence: 'high',
};
const referencing = (relations: readonly object[], edges: readonly object[]) => ({
  format: 'skills-passport/referencing/1',
  relations,
  edges,
});

describe('importing a table', () => {
  it('takes it with semicolons too', () => {
    const semicolons = `sep=;\n${pqfToAqrf.replaceAll(',', ';')}`;
    expect(importTable(shipped, semicolons, options)).toEqual(importTable(shipped, pqfToAqrf, options));
  });

  it('turns a sourced table into a file that changes the answer and says who supplied it', () => {
    const imported = importTable(shipped, pqfToAqrf, options);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
    write('aqrf.json', imported.json);
    const knowledge = loadKnowledge({ dir });
    expect(knowledge.problems).toEqual([]);
    expect(compareClaim(knowledge, { framework: 'ph-pqf', level: '2' }, 'aqrf')).toMatchObject({
      standing: 'official',
      level: '2',
      sentence: 'PQF 2 corresponds to AQRF 2.',
      path: [{ suppliedBy: 'operator-supplied', source }],
    });
    const finding = checkClaim(knowledge, {
      framework: 'ph-pqf',
      level: '2',
      targetFramework: 'aqrf',
      targetLevel: '2',
    }).find((one) => one.rule === 'Q10');
    expect(finding).toMatchObject({
      outcome: 'pass',
      source,
      basis: 'Table of levels (read in the source, 2019; operator-supplied)',
    });
    expect(knowledge.sha256()).not.toBe(shipped.sha256());
    expect(frameworksIndex(knowledge).operatorFiles).toEqual(['aqrf.json']);
  });

  it('reads an empty target level as "no counterpart"', () => {
    const imported = importTable(shipped, `${pqfToAqrf}\nph-pqf,5,aqrf,`, options);
    if (!imported.ok) throw new Error('refused');
    write('a.json', imported.json);
    expect(compareClaim(loadKnowledge({ dir }), { framework: 'ph-pqf', level: '5' }, 'aqrf')).toMatchObject({
      standing: 'no-counterpart',
      level: null,
    });
  });

  it.each([
    ['an unknown level', 'ph-pqf,9,aqrf,1', { at: 'row 6', column: 'from_level', message: 'PQF has no such level.' }],
    [
      'an unknown target level',
      'ph-pqf,5,aqrf,9',
      { at: 'row 6', column: 'to_level', message: 'AQRF has no such level.' },
    ],
    [
      'an unknown framework',
      'pqf,5,aqrf,5',
      { at: 'row 6', column: 'from_framework', message: 'This framework id is not known.' },
    ],
    [
      'an unknown target framework',
      'ph-pqf,5,nope,5',
      { at: 'row 6', column: 'to_framework', message: 'This framework id is not known.' },
    ],
    [
      'a row twice',
      'ph-pqf,4,aqrf,4',
      { at: 'row 6', column: null, message: 'This pair of levels stands in an earlier row too.' },
    ],
    [
      'a framework related to itself',
      'aqrf,1,aqrf,1',
      { at: 'row 6', column: 'to_framework', message: 'A framework cannot be related to itself.' },
    ],
    [
      'a relation told the other way round too, which the start would leave out as circular',
      'aqrf,5,ph-pqf,5',
      {
        at: 'row 6',
        column: null,
        message:
          'An earlier row relates these two frameworks in the other direction. State one direction; it is read both ways.',
      },
    ],
  ])('refuses the whole table for %s and names the row', (_name, row, problem) => {
    expect(importTable(shipped, `${pqfToAqrf}\n${row}`, options)).toEqual({ ok: false, problems: [problem] });
  });

  it.each([
    ['no rows', 'from_framework,from_level,to_framework,to_level', 'The table has no rows.'],
    ['nothing', '', 'A column is missing from the first row.'],
    ['a missing column', 'from_framework,from_level,to_framework\na,b,c', 'A column is missing from the first row.'],
    [
      'a repeated column',
      'from_framework,from_level,to_framework,to_level,to_level\na,b,c,d,e',
      'A column name occurs twice.',
    ],
    [
      'a status in the rows, which would be passed over',
      'from_framework,from_level,to_framework,to_level,Status\na,b,c,d,indicative',
      'State this once for the whole table, not in its rows.',
    ],
    [
      'ragged rows',
      `${pqfToAqrf}\nph-pqf,5`,
      'The text is not a table in CSV form: every row needs the same number of columns.',
    ],
    [
      'an endless quote',
      `${pqfToAqrf}\n"ph-pqf`,
      'The text is not a table in CSV form: every row needs the same number of columns.',
    ],
    ['too much text', 'x'.repeat(1_000_001), 'The table is larger than 1 MB.'],
    [
      'too many rows',
      `from_framework,from_level,to_framework,to_level\n${'a,b,c,d\n'.repeat(5_001)}`,
      'The table has more than 5000 rows.',
    ],
  ])('refuses %s', (_name, csv, message) => {
    expect(importTable(shipped, csv, options)).toMatchObject({ ok: false, problems: [{ at: 'table', message }] });
  });

  it.each([
    ['no address', { sourceUrl: 'a book' }, 'Give the web address of the source.'],
    ['a script as address', { sourceUrl: 'javascript:alert(1)' }, 'Give the web address of the source.'],
    ['no year', { year: NaN }, 'Give the year of the source.'],
    ['a year in the future', { year: 2101 }, 'Give the year of the source.'],
    ['an empty note', { note: ' ' }, 'The note must have 1 to 400 characters.'],
    [
      'an unknown status',
      { status: 'none-found' as const },
      'The status must be one of official-referenced, official-aligned, national-correspondence, official-compared, official-referenced-historical, indicative, not-endorsed.',
    ],
  ])('refuses %s', (_name, change, message) => {
    expect(importTable(shipped, pqfToAqrf, { ...options, ...change })).toEqual({
      ok: false,
      problems: [{ at: 'table', column: null, message }],
    });
  });

  it('loads the minimum credits of the EAQFHE, after which Q27 can answer', () => {
    const imported = importTable(shipped, 'framework,level,min_credits\neaqfhe,6,360\neaqfhe,7,180.5', {
      ...options,
      kind: 'credits',
    });
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
    write('eaqfhe.json', imported.json);
    const knowledge = loadKnowledge({ dir });
    const q27 = (credits: number) =>
      checkClaim(knowledge, { framework: 'eaqfhe', level: '6', credits }).find((one) => one.rule === 'Q27');
    expect([q27(359)?.code, q27(360)?.code]).toEqual(['Q27-too-few', 'Q27-enough']);
    expect(q27(360)?.basis).toContain('operator-supplied');
  });

  it.each([
    [
      'another framework',
      'eqf,7,360',
      { at: 'row 3', column: 'framework', message: 'One table is about one framework.' },
    ],
    [
      'no number',
      'eaqfhe,7,many',
      { at: 'row 3', column: 'min_credits', message: 'Must be a number from 0 to 10000.' },
    ],
    [
      'a level twice',
      'eaqfhe,6,360',
      { at: 'row 3', column: 'level', message: 'This level stands in an earlier row too.' },
    ],
    ['an unknown level', 'eaqfhe,9,360', { at: 'row 3', column: 'level', message: 'EAQFHE has no such level.' }],
  ])('refuses a credit table with %s', (_name, row, problem) => {
    expect(
      importTable(shipped, `framework,level,min_credits\neaqfhe,6,360\n${row}`, { ...options, kind: 'credits' }),
    ).toMatchObject({ ok: false, problems: [problem] });
  });

  it('imports unit correspondences and refuses rows without a clear statement', () => {
    const header = 'held_code,held_revision,required_code,required_revision,covers\n';
    expect(importTable(shipped, `${header}A,,B,r2,full\nC,r1,D,,part`, { ...options, kind: 'units' })).toMatchObject({
      ok: true,
      rows: 2,
      file: { nature: 'sourced', pairs: [{ held: { code: 'A', revision: null }, covers: 'full' }, { covers: 'part' }] },
    });
    expect(importTable(shipped, `${header},,B,,maybe`, { ...options, kind: 'units' })).toEqual({
      ok: false,
      problems: [
        { at: 'row 2', column: 'held_code', message: 'A unit code of 1 to 40 characters is needed.' },
        { at: 'row 2', column: 'covers', message: 'Must be full or part.' },
      ],
    });
  });
});

describe("an operator's folder", () => {
  it.each([
    ['text that is no JSON', '{', '', 'The file is not acceptable JSON (not-json).'],
    ['a repeated key', '{"format":"a","format":"b"}', '', 'The file is not acceptable JSON (duplicate-key).'],
    ['a list', '[]', '', 'The file must hold one JSON object.'],
    ['an unknown format', '{"format":"x"}', '/format', 'Invalid discriminator value.'],
  ])('leaves out %s, says so and starts with the shipped data', (_name, text, at, message) => {
    write('bad.json', text);
    const knowledge = loadKnowledge({ dir });
    expect(knowledge.problems).toMatchObject([
      { file: 'bad.json', at, message: expect.stringContaining(message) as unknown },
    ]);
    expect(knowledge.frameworks.size).toBe(37);
    expect(knowledge.operatorFiles).toEqual([]);
  });

  it('takes a missing folder as no operator files, and says when what is there cannot be read', () => {
    expect(loadKnowledge({ dir: join(dir, 'missing') }).problems).toEqual([]);
    writeFileSync(join(dir, 'a-file'), '');
    expect(loadKnowledge({ dir: join(dir, 'a-file') }).problems).toEqual([
      { file: '', at: '', message: 'The folder for framework files cannot be read.' },
    ]);
  });

  it('is read as UTF-8 with or without a mark in front, and never as something else without a word', () => {
    const text = JSON.stringify(referencing([{ ...relation, note: 'Vergleich für Köche' }], [edge]));
    write('a.json', `\ufeff${text}`);
    expect(loadKnowledge({ dir }).problems).toEqual([]);
    for (const encoding of ['latin1', 'utf16le'] as const) {
      writeFileSync(join(dir, 'a.json'), Buffer.from(`\ufeff${text}`.slice(encoding === 'latin1' ? 1 : 0), encoding));
      expect(loadKnowledge({ dir }).problems).toEqual([
        { file: 'a.json', at: '', message: 'The file is not UTF-8 text. Save it as UTF-8.' },
      ]);
    }
  });

  it('does not read folders or files that are too large', () => {
    mkdirSync(join(dir, 'a.json'));
    write('b.json', ' '.repeat(2_000_001));
    expect(loadKnowledge({ dir }).problems.map((problem) => problem.message)).toEqual(
      Array(2).fill('The file cannot be read or is larger than 2 MB.'),
    );
  });

  it.each([
    [
      'an unknown level',
      referencing([relation], [{ ...edge, from: 'ph-pqf:9' }]),
      '/edges/0',
      'Names a level or framework that is not known.',
    ],
    [
      'a level of another framework',
      referencing([], [{ ...edge, to: 'eqf:2' }]),
      '/edges/0',
      'The level in "to" does not belong to "toFramework".',
    ],
    [
      'an unknown framework',
      referencing([{ ...relation, to: 'nope' }], []),
      '/relations/0',
      'Names a framework that is not known.',
    ],
    [
      'a relation to itself',
      referencing([{ ...relation, to: 'ph-pqf' }], []),
      '/relations/0',
      'A framework cannot be related to itself.',
    ],
    [
      'an edge to itself',
      referencing([], [{ ...edge, from: 'aqrf:1' }]),
      '/edges/0',
      'A framework cannot be related to itself.',
    ],
    ['a pair twice', referencing([relation], [edge, edge]), '/edges/1', 'The same pair of levels is stated twice.'],
    ['a relation twice', referencing([relation, relation], []), '/relations/1', 'The same relation is stated twice.'],
    [
      'a circle',
      referencing([relation, { ...relation, from: 'aqrf', to: 'ph-pqf' }], []),
      '',
      'Circular: aqrf and ph-pqf are related in both directions. State one; it is read both ways.',
    ],
  ])('refuses a referencing file with %s as a whole', (_name, content, at, message) => {
    write('r.json', content);
    const knowledge = loadKnowledge({ dir });
    expect(knowledge.problems).toEqual([{ file: 'r.json', at, message }]);
    expect(compareClaim(knowledge, { framework: 'ph-pqf', level: '2' }, 'aqrf').standing).toBe('table-not-loaded');
  });

  it('refuses a credit table for levels that do not exist', () => {
    const basis = { source, year: 2015, status: 'current', confidence: 'high', note: 'Table' };
    write('c.json', {
      format: 'skills-passport/credits/1',
      framework: 'eaqfhe',
      hoursPerCredit: 10,
      levels: [
        { level: '9', minCredits: 1 },
        { level: '6', minCredits: 1 },
        { level: '6', minCredits: 2 },
      ],
      basis,
    });
    write('d.json', {
      format: 'skills-passport/credits/1',
      framework: 'nope',
      hoursPerCredit: null,
      levels: [],
      basis,
    });
    expect(loadKnowledge({ dir }).problems).toEqual([
      { file: 'c.json', at: '/levels/0', message: 'Names a level that is not known.' },
      { file: 'c.json', at: '/levels/2', message: 'The same level is stated twice.' },
      { file: 'd.json', at: '/framework', message: 'Names a framework that is not known.' },
    ]);
  });

  it('lets a framework file replace or add one, dropping shipped edges into levels that are gone', () => {
    const file = shipped.frameworks.get('de-dqr')?.file;
    if (!file) throw new Error('no DQR');
    write('de-dqr.json', {
      ...file,
      levels: file.levels.slice(0, 4),
      basis: { ...file.basis, membership: { ...file.basis.membership, confidence: 'low' } },
    });
    write('xx-new.json', { ...file, id: 'xx-new', acronym: 'NEW', aliases: [] });
    const knowledge = loadKnowledge({ dir });
    expect(knowledge.problems).toEqual([]);
    expect(knowledge.frameworks.get('de-dqr')).toMatchObject({ origin: 'operator-supplied' });
    expect(knowledge.frameworks.size).toBe(38);
    expect(compareClaim(knowledge, { framework: 'de-dqr', level: '4' }, 'eqf').standing).toBe('official');
    expect(compareClaim(knowledge, { framework: 'eqf', level: '6' }, 'de-dqr').standing).toBe('no-counterpart');
    expect(
      checkClaim(knowledge, { framework: 'de-dqr', level: '4', awardingCountry: 'PH' }).find(
        (one) => one.rule === 'Q05',
      ),
    ).toMatchObject({ outcome: 'unknown', code: 'Q05-members-unconfirmed' });
  });

  it('refuses a framework file that contradicts itself or replaces ISCED', () => {
    const file = shipped.frameworks.get('de-dqr')?.file;
    if (!file) throw new Error('no DQR');
    write('a.json', { ...file, levels: [...file.levels, file.levels[0]], members: [...file.members, ...file.members] });
    write('b.json', { ...file, id: 'isced-2011' });
    const knowledge = loadKnowledge({ dir });
    expect(knowledge.problems).toEqual([
      { file: 'a.json', at: '/levels/8', message: 'The same level is stated twice.' },
      { file: 'a.json', at: '/members/1', message: 'The same country is stated twice.' },
      { file: 'b.json', at: '/id', message: 'ISCED is part of the service and cannot be replaced as a framework.' },
    ]);
    expect(knowledge.frameworks.get('de-dqr')?.origin).toBe('shipped');
  });

  it('takes bodies and title words from the operator', () => {
    const basis = { source, year: 2020, status: 'current', confidence: 'high', note: 'Register' };
    write('bodies.json', {
      format: 'skills-passport/awarding-bodies/1',
      bodies: [{ framework: 'ke-knqf', names: ['TVET CDACC'], levels: ['3', '4', '5', '6'], basis }],
    });
    write('words.json', {
      format: 'skills-passport/title-words/1',
      basis,
      qualifiers: [],
      partWords: ['module'],
      fields: [],
    });
    const knowledge = loadKnowledge({ dir });
    const codes = checkClaim(knowledge, {
      framework: 'ke-knqf',
      level: '7',
      awardingBody: 'tvet cdacc',
      title: 'Module 1',
    }).map((one) => one.code);
    expect(codes).toEqual(expect.arrayContaining(['Q06-not-competent', 'Q30-part-as-whole']));
  });

  it('names the member that is wrong', () => {
    const file = shipped.frameworks.get('de-dqr')?.file;
    expect(parseOperatorFile('x.json', JSON.stringify({ ...file, extra: 1, kind: 'galactic' }))).toMatchObject({
      problems: [
        { file: 'x.json', at: '/kind' },
        { file: 'x.json', at: '/' },
      ],
    });
  });
});
