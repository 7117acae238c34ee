import type { CarsCode, CarsProblem } from './types.js';

interface Place {
  readonly row?: number;
  readonly column?: string;
  readonly severity?: CarsProblem['severity'];
}

/** A problem in the words of the desk. Personal cell contents are never repeated; codes and titles are. */
export const problem = (code: CarsCode, message: string, whatToDo: string, place: Place = {}): CarsProblem => ({
  code,
  severity: place.severity ?? 'block',
  row: place.row ?? null,
  column: place.column ?? null,
  message: place.row === undefined ? message : `Row ${place.row}: ${message}`,
  whatToDo,
});
