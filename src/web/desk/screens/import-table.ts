import type { CandidateField } from '../../../shared/index.js';
import type { PersonName } from '../words.js';
import type { FileTable } from '../local/read-table.js';

/** Rows of one file: what the service takes at once. */
export const MOST_ROWS = 500;
const MOST_COLUMNS = 60;
const MOST_LETTERS = 500;

export interface Answers {
  readonly mapping: Readonly<Partial<Record<CandidateField, number>>>;
  readonly dateOrder: 'day-first' | 'month-first' | null;
}

export interface RowProblem {
  readonly code: 'C10' | 'C11' | 'C12' | 'C13' | 'C14' | 'C15';
  readonly row: number | null;
  readonly column: CandidateField;
  readonly choices: readonly string[];
}

export interface ReadyRow {
  readonly row: number;
  readonly details: { readonly names: readonly PersonName[]; readonly birthDate: { readonly value: string } };
  readonly qualification: { readonly qualificationId: string; readonly revision: string } | null;
}

export interface Preview {
  readonly fields: Readonly<Partial<Record<CandidateField, number>>>;
  readonly dateOrder: Answers['dateOrder'];
  readonly ready: readonly ReadyRow[];
  readonly problems: readonly RowProblem[];
  readonly already: readonly {
    readonly row: number;
    readonly names: readonly PersonName[];
    readonly born: string | null;
  }[];
}

/** The first row below the header as a spreadsheet counts. */
export const FIRST_ROW = 2;

/** What is sent: the whole table to be checked, some rows of it to be saved. */
export const bodyOf = (
  { columns }: Pick<FileTable, 'columns'>,
  rows: readonly (readonly string[])[],
  { mapping, dateOrder }: Answers,
  firstRow = FIRST_ROW,
): object => ({
  columns: columns.slice(0, MOST_COLUMNS).map((text) => text.slice(0, 200)),
  rows: rows.map((cells) => cells.slice(0, MOST_COLUMNS).map((text) => text.slice(0, MOST_LETTERS))),
  firstRow,
  mapping,
  ...(dateOrder === null ? {} : { dateOrder }),
});

/** What stands in the file at the place of a problem. */
export const contentOf = (table: FileTable, preview: Preview, problem: RowProblem): string =>
  problem.row === null ? '' : (table.rows[problem.row - FIRST_ROW]?.[preview.fields[problem.column] ?? -1] ?? '');
