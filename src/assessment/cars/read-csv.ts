import { CsvError, parse } from 'csv-parse/sync';
import { delimited } from '../../shared/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { columnOf, columns, looksLikeUnitCode, unitCodeOf } from './columns.js';
import { problem } from './problems.js';
import type { CarsProblem, ColumnName, RawResult, RawRow, RawTable } from './types.js';

/** Characters of one row; the longest honest row has fewer than 20,000. */
const maxRowLength = 100_000;

/** What each column of the file stands for. */
type Meaning =
  | { readonly kind: 'field'; readonly name: ColumnName }
  | { readonly kind: 'unit'; readonly code: string }
  | { readonly kind: 'unused' };

export function readCsv(text: string, catalogue: Catalogue, maxRows: number): RawTable {
  const failed = (found: CarsProblem, rowCount = 0): RawTable => ({ rows: [], problems: [found], rowCount });
  let lines: string[][];
  try {
    const table = delimited(text);
    lines = parse(table.text, {
      delimiter: table.delimiter,
      bom: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRowLength,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return failed(unreadable(error, row));
  }
  const [header, ...data] = lines;
  if (header === undefined || header.every((cell) => cell === ''))
    return failed(problem('C11', 'The first row has no column names.', 'Put the column names in row 1.'));
  const filled = data
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (filled.length > maxRows)
    return failed(
      problem('C17', `This file has ${filled.length} rows; the limit is ${maxRows}.`, 'Split it.'),
      filled.length,
    );
  const meanings = header.map((cell) => meaningOf(cell, catalogue));
  const problems = columnProblems(header, meanings);
  const rows = problems.some((found) => found.severity === 'block')
    ? []
    : filled.map(({ cells, row }) => rawRow(cells, row, meanings));
  return { rows, problems, rowCount: filled.length };
}

function unreadable(error: CsvError, row: number): CarsProblem {
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? problem('C18', 'A row is longer than 100,000 characters.', 'Look for a missing line end or quotation mark.', {
        row,
      })
    : problem('C18', 'The table cannot be read from here on.', 'Look for a missing quotation mark.', { row });
}

function meaningOf(header: string, catalogue: Catalogue): Meaning {
  const name = columnOf(header);
  if (name !== null) return { kind: 'field', name };
  const code = unitCodeOf(header);
  const known = catalogue.qualifications().some((entry) => entry.units.some((unit) => unit.code === code));
  return known || looksLikeUnitCode(code) ? { kind: 'unit', code } : { kind: 'unused' };
}

function columnProblems(header: readonly string[], meanings: readonly Meaning[]): CarsProblem[] {
  const found: CarsProblem[] = [];
  const names = meanings.flatMap((meaning) => (meaning.kind === 'field' ? [meaning.name] : []));
  for (const column of columns) {
    if (column.required && !names.includes(column.name))
      found.push(
        problem('C11', `Column "${column.name}" is missing.`, 'Add it, or rename the column that holds it.', {
          column: column.name,
        }),
      );
  }
  const isLong = names.includes('unit_code');
  if (isLong && !names.includes('outcome'))
    found.push(problem('C11', 'Column "outcome" is missing.', 'Add it beside "unit_code".', { column: 'outcome' }));
  if (!isLong && !meanings.some((meaning) => meaning.kind === 'unit'))
    found.push(problem('C11', 'There is no column for a unit of competency.', 'Add one column per unit code.'));
  meanings.forEach((meaning, index) => {
    const label = meaning.kind === 'field' ? meaning.name : meaning.kind === 'unit' ? meaning.code : null;
    const first = meanings.findIndex(
      (other) =>
        (other.kind === 'field' && meaning.kind === 'field' && other.name === meaning.name) ||
        (other.kind === 'unit' && meaning.kind === 'unit' && other.code === meaning.code),
    );
    if (label !== null && first !== index)
      found.push(problem('C11', `Column "${label}" is there twice.`, 'Keep one of them.', { column: label }));
    if (meaning.kind === 'unused' && header[index] !== '')
      found.push(
        problem('C11', `Column ${index + 1} is not used.`, 'Nothing to do, or rename it.', {
          column: (header[index] ?? '').slice(0, 60),
          severity: 'warn',
        }),
      );
  });
  return found;
}

function rawRow(values: readonly string[], row: number, meanings: readonly Meaning[]): RawRow {
  const cells: Partial<Record<ColumnName, string>> = {};
  const results: RawResult[] = [];
  meanings.forEach((meaning, index) => {
    const value = values[index] ?? '';
    if (meaning.kind === 'field') cells[meaning.name] = value;
    if (meaning.kind === 'unit' && value !== '')
      results.push({ row, unitCode: meaning.code, method: '', outcome: value });
  });
  if (cells.unit_code !== undefined)
    results.push({
      row,
      unitCode: unitCodeOf(cells.unit_code),
      method: cells.method ?? '',
      outcome: cells.outcome ?? '',
    });
  return { row, cells, results, hasExcess: values.slice(meanings.length).some((value) => value !== '') };
}
