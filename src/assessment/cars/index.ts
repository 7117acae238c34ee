import type { Catalogue } from '../catalogue/catalogue.js';
import { decodeTable } from './decode.js';
import { problem } from './problems.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import { readRows } from './rows.js';
import type { CarsOptions, CarsTable } from './types.js';

const defaultMaxRows = 2_000;

/**
 * Reads a table of assessment results (`carsHelp` describes it). Never throws on what a file contains: every problem is
 * reported with its code, first those of the file and its columns, then those of the rows; good rows survive.
 */
export function parseCarsTable(input: string | Uint8Array, catalogue: Catalogue, options: CarsOptions = {}): CarsTable {
  const decoded = decodeTable(input);
  if (!decoded.ok) return { rows: [], problems: [decoded.problem], encoding: 'utf-8', rowCount: 0 };
  const { text, encoding } = decoded;
  const maxRows = options.maxRows ?? defaultMaxRows;
  const isJson = /^\s*[[{]/.test(text.slice(0, 1_000));
  const raw = isJson ? readJson(text, maxRows) : readCsv(text, catalogue, maxRows);
  const read = readRows(raw.rows, catalogue, options);
  const empty =
    raw.rowCount === 0 && raw.problems.every(({ severity }) => severity === 'warn')
      ? [problem('C10', 'The table has no rows.', 'Add a row for each candidate.')]
      : [];
  return {
    rows: read.rows,
    problems: [...decoded.problems, ...raw.problems, ...empty, ...read.problems],
    encoding,
    rowCount: raw.rowCount,
  };
}

export { carsHelp, foldHeader } from './columns.js';
export { orderOf, readDate, type DateReading, type DayMonthOrder } from './dates.js';
export type { CarsCode, CarsOptions, CarsProblem, CarsRow, CarsTable } from './types.js';
