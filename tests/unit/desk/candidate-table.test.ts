import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../../src/assessment/index.js';
import { readCandidateTable, type CandidateTable } from '../../../src/desk/candidate-table.js';

/** Lists of candidates as they come from offices: columns by many names, dates in many forms. */
const catalogue = loadCatalogue();
const read = (rows: readonly (readonly string[])[], given: Partial<CandidateTable> = {}) =>
  readCandidateTable(
    {
      columns: ['Surname', 'First name', 'Date of Birth', 'Qualification'],
      rows,
      firstRow: 2,
      mapping: {},
      dateOrder: null,
      scheme: 'TESDA',
      today: '2026-05-02',
      ...given,
    },
    catalogue,
  );
const codes = (rows: readonly (readonly string[])[], given: Partial<CandidateTable> = {}): unknown =>
  read(rows, given).problems.map(({ code, row, column }) => [code, row, column]);

describe('a list of candidates', () => {
  it('is read whatever its columns are called; names keep their letters', () => {
    const { ready, problems } = read([['PEÑAFLOR', 'Ana', '5 May 1990', 'domestic work nc ii']]);
    expect(problems).toEqual([]);
    expect(ready).toMatchObject([
      {
        row: 2,
        details: { names: [{ family: 'PEÑAFLOR', given: 'Ana', script: 'Latn' }], birthDate: { value: '1990-05-05' } },
        qualification: { qualificationId: 'tesda:domestic-work-nc2' },
      },
    ]);
  });

  it('asks for a missing column before it looks at any row, and takes the answer', () => {
    const columns = ['Surname', 'First name', 'When'];
    const rows = [['Reyes', 'Maria', '1990-04-05']];
    expect(codes(rows, { columns })).toEqual([['C11', null, 'birth_date']]);
    expect(read(rows, { columns, mapping: { birth_date: 2 } }).ready).toHaveLength(1);
  });

  it('asks once which way dates are written, unless the file itself tells', () => {
    const rows = [['Reyes', 'Maria', '03/04/1988', '']];
    expect(codes(rows)).toEqual([['C13', 2, 'birth_date']]);
    expect(read(rows).problems[0]?.choices).toEqual(['1988-04-03', '1988-03-04']);
    expect(read(rows, { dateOrder: 'month-first' }).ready[0]?.details.birthDate?.value).toBe('1988-03-04');
    expect(read([...rows, ['Cruz', 'Liza', '27/01/1990', '']]).dateOrder).toBe('day-first');
  });

  it('names every problem of a row by its place, and never repeats what stands in it', () => {
    const rows = [
      ['Santos', 'Ana', '1990-02-31', ''],
      ['', '', '7 June 1992', ''],
      ['Lim', 'Rosa', '5 May 1991', 'DWNC2'],
      ['Cruz', 'Liza', '8 July 1993', ''],
      ['Cruz', 'Liza', '8 July 1993', ''],
    ];
    expect(codes(rows)).toEqual([
      ['C12', 2, 'birth_date'],
      ['C10', 3, 'family_name'],
      ['C10', 3, 'given_names'],
      ['C14', 4, 'qualification'],
      ['C15', 6, 'family_name'],
    ]);
    const { problems, ready } = read(rows);
    expect(ready.map(({ row }) => row)).toEqual([5]);
    expect(problems.find(({ code }) => code === 'C14')?.choices).toEqual(['Domestic Work NC II']);
    expect(problems.map(({ message, whatToDo }) => message + whatToDo).join()).not.toMatch(/Santos|Lim|Cruz|Rosa/);
  });

  it.each(['5 May 2027', '1850-05-05', '0000-01-01', '9999-12-31'])('takes %s for no birth date', (born) => {
    expect(codes([['Reyes', 'Maria', born, '']])).toEqual([['C12', 2, 'birth_date']]);
  });

  it('tells the script of a name and leaves empty rows out', () => {
    const { ready, problems } = read([
      ['පෙරේරා', 'කුමාරි', '1987-08-14', ''],
      ['', '  ', '', ''],
    ]);
    expect(problems).toEqual([]);
    expect(ready[0]?.details.names[0]?.script).toBe('Sinh');
  });
});
