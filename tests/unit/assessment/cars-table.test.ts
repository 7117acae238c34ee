import { describe, expect, it } from '@jest/globals';
import { carsHelp, loadCatalogue, parseCarsTable, type CarsOptions } from '../../../src/assessment/index.js';
import { cpuMs } from '../../support/cpu-time.js';

const catalogue = loadCatalogue();
const header =
  'reference_no,family_name,given_names,middle_name,birth_date,qualification,site,assessed_on,assessor_accreditation_no,HCS913301,HCS913302,HCS913303,HCS913304';
const row = (cells: Record<string, string> = {}): string => {
  const values: Record<string, string> = {
    reference_no: 'CARS-1',
    family_name: 'Dela Cruz',
    given_names: 'Maria',
    middle_name: '',
    birth_date: '1990-05-31',
    qualification: 'Domestic Work NC II',
    site: 'Manila site',
    assessed_on: '5 May 2017',
    assessor_accreditation_no: 'CA-0',
    HCS913301: 'C',
    HCS913302: 'C',
    HCS913303: 'NYC',
    HCS913304: '',
    ...cells,
  };
  return header
    .split(',')
    .map((name) => values[name] ?? '')
    .join(',');
};
const table = (...rows: string[]): string => [header, ...rows].join('\r\n');
const read = (text: string | Uint8Array, options?: CarsOptions) => parseCarsTable(text, catalogue, options);
const codes = (text: string | Uint8Array, options?: CarsOptions) =>
  read(text, options).problems.map((found) => `${found.code}@${found.row ?? '-'}:${found.column ?? '-'}`);

describe('a table of assessment results', () => {
  it('gives one row per candidate with every required method of each assessed unit', () => {
    const result = read(table(row()));
    expect(result.problems).toEqual([]);
    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]).toMatchObject({
      row: 2,
      referenceNo: 'CARS-1',
      name: { family: 'Dela Cruz', given: 'Maria' },
      birthDate: '1990-05-31',
      assessedOn: '2017-05-05',
      qualification: { qualificationId: 'tesda:domestic-work-nc2', revision: 'tr-pre-2022' },
    });
    expect(result.rows[0]?.results).toHaveLength(6);
    expect(
      result.rows[0]?.results.filter((entry) => entry.outcome === 'not-satisfactory').map((e) => e.unitCode),
    ).toEqual(['HCS913303', 'HCS913303']);
  });

  it.each([[';'], ['\t']])('reads the separator %j, other headers and spaced unit codes', (separator) => {
    const text = [
      [
        'Surname',
        'First name',
        'Date of Birth',
        'Title of qualification',
        'Assessment centre',
        'Date assessed',
        'Assessor no',
        'HCS 913 301',
      ],
      ['Perera', 'Nimal', '31/05/1990', 'tesda:domestic-work-nc2', 'Manila', '05-May-2017', 'CA-1', 'satisfactory'],
    ]
      .map((cells) => cells.join(separator))
      .join('\n');
    const result = read(text);
    expect(result.problems).toEqual([]);
    expect(result.rows[0]).toMatchObject({ birthDate: '1990-05-31', name: { family: 'Perera', given: 'Nimal' } });
  });

  it('joins the rows of the long form', () => {
    const text = [
      'family_name,given_names,birth_date,qualification,site,assessed_on,assessor_accreditation_no,unit_code,method,outcome',
      'Cruz,Ana,1990-01-02,Domestic Work NC II,M,2017-05-05,CA-1,HCS913301,Demonstration,S',
      'Cruz,Ana,1990-01-02,Domestic Work NC II,M,2017-05-05,CA-1,HCS913301,oral questioning,Not Satisfactory',
      'Cruz,Ben,1991-01-02,Domestic Work NC II,M,2017-05-05,CA-1,HCS913302,,S',
    ].join('\n');
    const result = read(text);
    expect(result.problems).toEqual([]);
    expect(result.rows.map((entry) => entry.results)).toEqual([
      [
        { unitCode: 'HCS913301', method: 'demonstration', outcome: 'satisfactory' },
        { unitCode: 'HCS913301', method: 'oral-questioning', outcome: 'not-satisfactory' },
      ],
      [
        { unitCode: 'HCS913302', method: 'demonstration', outcome: 'satisfactory' },
        { unitCode: 'HCS913302', method: 'oral-questioning', outcome: 'satisfactory' },
      ],
    ]);
  });

  it('reads JSON with units or with results', () => {
    const about = {
      given_names: 'Ana',
      birth_date: '1990-01-02',
      qualification: 'tesda:domestic-work-nc2',
      site: 'M',
      assessed_on: '2017-05-05',
      assessor_accreditation_no: 'CA-1',
    };
    const json = JSON.stringify([
      { ...about, family_name: 'One', units: { HCS913301: 'C' } },
      { ...about, family_name: 'Two', results: [{ unit_code: 'HCS913301', method: 'interview', outcome: 'NS' }] },
      { ...about, family_name: 'Three', units: ['HCS913301'] },
    ]);
    expect(codes(json)).toEqual(['C18@3:-']);
    expect(read(json).rows.map((entry) => entry.results.length)).toEqual([2, 1]);
  });

  it('reads what a spreadsheet writes for its own: a first line that names the separator, and counts rows without it', () => {
    const text = table(row(), row({ reference_no: 'CARS-2', given_names: 'Ana', birth_date: 'soon' }));
    const result = read(`sep=;\r\n${text.replaceAll(',', ';')}`);
    expect(result.rows.map((entry) => entry.row)).toEqual([2]);
    expect(result.problems.map((found) => `${found.code}@${found.row}`)).toEqual(['C12@3']);
  });

  it('picks the revision that has the units, because unit codes are re-used', () => {
    const text = (code: string, revision: string) =>
      `family_name,given_names,birth_date,qualification,revision,site,assessed_on,assessor_accreditation_no,${code}\nA,B,1990-01-02,nvqsl:k72s004-nvq4,${revision},M,2023-05-05,CA-1,C`;
    const revisionOf = (code: string, revision: string) => read(text(code, revision)).rows[0]?.qualification.revision;
    expect(revisionOf('K72S004U05', '')).toBe('r2');
    expect(revisionOf('K72S004U05', 'pre-2023')).toBe('pre-2023');
    expect(revisionOf('K72S004BU1', '')).toBe('r2');
    expect(codes(text('K72S004U05', 'r9'))).toEqual(['C14@2:qualification']);
  });

  it('keeps the good rows when others are wrong', () => {
    const result = read(table(row(), row({ reference_no: 'CARS-2', given_names: 'Ana', birth_date: 'soon' })));
    expect(result.rows.map((entry) => entry.row)).toEqual([2]);
    expect(result.problems.map((found) => found.code)).toEqual(['C12']);
  });

  it('says what is missing in columns first, and then reads no row', () => {
    const text = 'family_name,given_names,site\nA,,\n';
    expect(codes(text)).toEqual([
      'C11@-:birth_date',
      'C11@-:qualification',
      'C11@-:assessed_on',
      'C11@-:assessor_accreditation_no',
      'C11@-:-',
    ]);
  });

  it('C10: an empty required cell; one name alone is enough', () => {
    expect(codes(table(row({ site: '' })))).toEqual(['C10@2:site']);
    expect(codes(table(row({ family_name: '' })))).toEqual([]);
    expect(codes(table(row({ family_name: '', given_names: '' })))).toEqual(['C10@2:family_name', 'C10@2:given_names']);
    expect(codes(table(row({ HCS913301: '', HCS913302: '-', HCS913303: 'n/a' })))).toEqual(['C10@2:outcome']);
  });

  it.each([
    '31/02/1990',
    '1990-02-31',
    '29 February 2017',
    '42860',
    '1990',
    '1890-05-05',
    '01/01/90',
    '=TODAY()',
    '0000-00-00',
  ])('C12: %s is not a date', (text) => {
    const found = read(table(row({ birth_date: text }))).problems.map((entry) => entry.code);
    expect(found).toContain('C12');
    expect(read(table(row({ birth_date: text }))).rows).toEqual([]);
  });

  it('C12: a birth date on the day of assessment, and an assessment in the future', () => {
    expect(codes(table(row({ birth_date: '2017-05-05' })))).toEqual(['C12@2:birth_date']);
    expect(codes(table(row()), { today: '2017-05-04' })).toEqual(['C12@2:assessed_on']);
    expect(codes(table(row()), { today: '2017-05-05' })).toEqual([]);
  });

  it('C13: asks day or month, unless the file or the operator answers', () => {
    const unclear = row({ birth_date: '05/06/1990' });
    const clear = row({ reference_no: 'CARS-2', given_names: 'Ana', birth_date: '30/06/1990' });
    expect(codes(table(unclear))).toEqual(['C13@2:birth_date']);
    expect(read(table(unclear, clear)).rows.map((entry) => entry.birthDate)).toEqual(['1990-06-05', '1990-06-30']);
    expect(read(table(unclear), { dayMonthOrder: 'month-first' }).rows[0]?.birthDate).toBe('1990-05-06');
    const monthFirst = row({ reference_no: 'CARS-3', given_names: 'Eva', birth_date: '06/30/1990' });
    expect(codes(table(unclear, clear, monthFirst))).toEqual(['C13@2:birth_date']);
    expect(read(table(unclear)).problems[0]?.message).not.toContain('1990');
  });

  it('C14: an unknown qualification with the nearest title, and a unit of another qualification', () => {
    const result = read(table(row({ qualification: 'Domestic Works NC2' })));
    expect(result.problems[0]).toMatchObject({ code: 'C14', whatToDo: 'Did you mean Domestic Work NC II?' });
    expect(codes(table(row({ qualification: 'tesda:housekeeping-nc2' })))).toEqual([
      'C14@2:HCS913301',
      'C14@2:HCS913302',
      'C14@2:HCS913303',
    ]);
    const text = table(row()).replace('HCS913302,', 'HCS913999,');
    expect(codes(text)).toEqual(['C14@2:HCS913999']);
  });

  it('C15: the same person twice, however the name is written, and a reference number twice', () => {
    const again = row({ reference_no: 'CARS-2', family_name: 'MARIA', given_names: 'dela crúz' });
    expect(read(table(row(), again)).rows).toHaveLength(1);
    expect(read(table(row(), again)).problems[0]).toMatchObject({
      code: 'C15',
      row: 3,
      message: 'Rows 2 and 3 are the same person or have the same reference number.',
    });
  });

  it('C15: where two such rows differ, neither gives anything', () => {
    const twoPeople = table(row(), row({ given_names: 'Ana' }));
    expect(codes(twoPeople)).toEqual(['C15@2:-', 'C15@3:-']);
    expect(read(twoPeople).rows).toEqual([]);
    const otherSite = row({ reference_no: 'CARS-2', site: 'Elsewhere' });
    expect(read(table(row(), otherSite, row({ reference_no: 'CARS-3', birth_date: '1990-01-02' }))).rows).toMatchObject(
      [{ row: 4 }],
    );
  });

  it('C18: a row with more filled cells than columns is not read, in the long form with all rows of its candidate', () => {
    expect(codes(`${table(row(), row({ reference_no: 'CARS-2', given_names: 'Ana' }))},C`)).toEqual(['C18@3:-']);
    expect(codes(`${table(row())},,`)).toEqual([]);
    const person = 'CARS-1,Dela Cruz,Maria,1990-05-31,Domestic Work NC II,Manila site,5 May 2017,CA-0';
    const long = [
      'reference_no,family_name,given_names,birth_date,qualification,site,assessed_on,assessor_accreditation_no,unit_code,outcome',
      `${person},HCS913301,S`,
      `${person},HCS913302,S`,
    ].join('\n');
    expect([codes(long), read(long).rows.length]).toEqual([[], 1]);
    expect([codes(`${long},S`), read(`${long},S`).rows.length]).toEqual([['C18@2:-'], 0]);
  });

  it('C10: a table without rows', () => {
    expect(codes(table())).toEqual(['C10@-:-']);
    expect(codes('[]')).toEqual(['C10@-:-']);
  });

  it('C16: reads Windows-1252 and says so; reads UTF-8 with a mark and UTF-16', () => {
    const text = table(row({ family_name: 'Muñoz' }));
    const latin = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const asLatin = read(latin);
    expect(asLatin).toMatchObject({ encoding: 'windows-1252', problems: [{ code: 'C16', severity: 'warn' }] });
    expect(asLatin.rows[0]?.name.family).toBe('Muñoz');
    const wide = (littleEndian: boolean, mark: boolean): Uint8Array => {
      const full = mark ? `\ufeff${text}` : text;
      const bytes = new Uint8Array(full.length * 2);
      const view = new DataView(bytes.buffer);
      [...full].forEach((char, index) => view.setUint16(index * 2, char.charCodeAt(0), littleEndian));
      return bytes;
    };
    for (const bytes of [
      new TextEncoder().encode(`\ufeff${text}`),
      wide(true, true),
      wide(false, true),
      wide(true, false),
    ]) {
      expect(read(bytes).problems).toEqual([]);
      expect(read(bytes).rows[0]?.name.family).toBe('Muñoz');
    }
  });

  it('C16: refuses zero bytes', () => {
    expect(codes(table(row({ site: 'Man\0ila' })))).toEqual(['C16@-:-']);
    expect(codes(Uint8Array.from([0, 1, 2, 3, 0, 0, 0, 9]))).toEqual(['C16@-:-']);
  });

  it('C17: more rows than the limit, and files over 20 MB', () => {
    const many = table(...Array.from({ length: 2_001 }, () => row()));
    expect(codes(many)).toEqual(['C17@-:-']);
    expect(read(many).problems[0]?.message).toBe('This file has 2001 rows; the limit is 2000.');
    expect(codes(new Uint8Array(20_000_001).fill(65))).toEqual(['C17@-:-']);
  });

  it('C18: a line of ten megabytes is refused quickly', () => {
    const started = cpuMs();
    expect(codes(`${header}\n"${'x'.repeat(10_000_000)}"`).map((code) => code.slice(0, 3))).toEqual(['C18']);
    expect(cpuMs() - started).toBeLessThan(3_000);
  });

  it.each(['=HYPERLINK("http://x")', '+1+1', '@SUM(A1)', '-2+3'])('C19: %s is a formula, not a name', (text) => {
    const quoted = `"${text.replaceAll('"', '""')}"`;
    expect(codes(table(row({ family_name: quoted })))).toEqual(['C19@2:family_name']);
  });

  it('C19: hidden direction marks in a name', () => {
    expect(codes(table(row({ family_name: 'Cruz\u202e' })))).toEqual(['C19@2:family_name']);
  });

  it('never throws, whatever the bytes', () => {
    let state = 9;
    const next = (): number => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff);
    const pieces = [header, row(), '"', ',', '\n', '\r', '{', '[', '=', '\ufeff', '{"a":1}', '[[', 'é', '\t;'];
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: next() % 12 }, () => pieces[next() % pieces.length] ?? '').join('');
      const result = read(text);
      expect(result.rows.length === 0 ? result.rowCount === 0 || result.problems.length > 0 : true).toBe(true);
    }
  });

  it('explains its columns', () => {
    expect(carsHelp).toContain('birth_date *');
    expect(carsHelp).toContain('NYC or NS');
  });
});
