import { matchKey } from '../names.js';
import { problem } from './problems.js';
import type { CarsProblem, CarsRow } from './types.js';

/**
 * Rows that are the same person in the same assessment, or that share a reference number. Of rows that say the same the
 * first is good; where they differ nobody but who wrote them knows which is right, so all of them are named.
 */
export function doubleRows(rows: readonly CarsRow[]): ReadonlyMap<number, CarsProblem> {
  const first = new Map<string, CarsRow>();
  const doubles = new Map<number, CarsProblem>();
  for (const row of rows) {
    const person = [matchKey(row.name), row.birthDate, row.qualification.qualificationId, row.assessedOn].join('|');
    const keys = row.referenceNo === null ? [person] : [person, `reference ${row.referenceNo}`];
    const earlier = keys.map((key) => first.get(key)).find((known) => known !== undefined);
    if (earlier !== undefined) {
      doubles.set(row.row, clash(earlier, row, row));
      if (!sayTheSame(earlier, row) && !doubles.has(earlier.row))
        doubles.set(earlier.row, clash(earlier, row, earlier));
    }
    for (const key of keys) if (!first.has(key)) first.set(key, row);
  }
  return doubles;
}

/** The same results at the same place; how the name is written and what number the paper has is no difference. */
const sayTheSame = (left: CarsRow, right: CarsRow): boolean => {
  const compared = (row: CarsRow): string =>
    JSON.stringify([row.birthDate, row.idNumber, row.qualification, row.site, row.assessedOn, row.results]);
  return matchKey(left.name) === matchKey(right.name) && compared(left) === compared(right);
};

const clash = (earlier: CarsRow, later: CarsRow, { row }: CarsRow): CarsProblem => ({
  ...problem('C15', '', 'Keep one of them, or correct the name, the date or the reference number.', { row }),
  message: `Rows ${earlier.row} and ${later.row} are the same person or have the same reference number.`,
});
