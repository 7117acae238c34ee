import { matchKey } from '../names.js';
import { problem } from './problems.js';
import type { CarsProblem, CarsRow } from './types.js';

/** The later of two rows that are the same person in the same assessment, or that share a reference number. */
export function doubleRows(rows: readonly CarsRow[]): ReadonlyMap<number, CarsProblem> {
  const first = new Map<string, number>();
  const doubles = new Map<number, CarsProblem>();
  for (const row of rows) {
    const person = [matchKey(row.name), row.birthDate, row.qualification.qualificationId, row.assessedOn].join('|');
    const keys = row.referenceNo === null ? [person] : [person, `reference ${row.referenceNo}`];
    const earlier = keys.map((key) => first.get(key)).find((known) => known !== undefined);
    if (earlier !== undefined)
      doubles.set(row.row, {
        ...problem('C15', '', 'Keep one of them, or correct the name, the date or the reference number.', {
          row: row.row,
        }),
        message: `Rows ${earlier} and ${row.row} are the same person or have the same reference number.`,
      });
    for (const key of keys) if (!first.has(key)) first.set(key, row.row);
  }
  return doubles;
}
