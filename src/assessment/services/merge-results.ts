import { ServiceError } from '../../shared/index.js';
import type { AssessmentRecord, UnitMethodResult } from '../model/index.js';
import { requireInput } from './context.js';

/** Cells as a device wants them, and as they were when the person looked at them. */
export interface RatedCells {
  readonly results: readonly UnitMethodResult[];
  /** Left out: what is sent replaces everything. */
  readonly seen?: readonly UnitMethodResult[];
  /** Replaces the whole list, therefore not together with `seen`: an item is added by an act of its own. */
  readonly evidence?: AssessmentRecord['evidence'];
}

const keyOf = ({ unitCode, method }: UnitMethodResult): string => `${unitCode} ${method}`;
const cellsOf = (results: readonly UnitMethodResult[]) => new Map(results.map((result) => [keyOf(result), result]));
const isSame = (left: UnitMethodResult | undefined, right: UnitMethodResult | undefined): boolean =>
  left?.outcome === right?.outcome && (left?.note ?? '') === (right?.note ?? '');

/**
 * Takes over only the cells that the device changed, so that a sheet left open elsewhere overwrites nothing. A cell that
 * both changed, each to something else, is never decided here.
 * @throws ServiceError `D12` (409); 422 for a cell that is given twice, or a list of evidence beside `seen`
 */
export function mergedResults(
  current: readonly UnitMethodResult[],
  { results, seen, evidence }: RatedCells,
): readonly UnitMethodResult[] {
  if (seen === undefined) return results;
  requireInput(
    new Set(results.map(keyOf)).size === results.length && evidence === undefined,
    'A result stands twice, or evidence would be replaced by what an open sheet knew.',
    'Open the record again.',
  );
  const [now, wanted, before] = [cellsOf(current), cellsOf(results), cellsOf(seen)];
  const keys = [...new Set([...now.keys(), ...wanted.keys()])];
  return keys.flatMap((key) => {
    const [kept, given, known] = [now.get(key), wanted.get(key), before.get(key)];
    if (!isSame(given, known) && !isSame(kept, known) && !isSame(given, kept)) throw changedElsewhere();
    const cell = isSame(given, known) ? kept : given;
    return cell === undefined ? [] : [cell];
  });
}

const changedElsewhere = (): ServiceError =>
  new ServiceError('D12', {
    status: 409,
    title: 'This sheet was rated in another tab or on another device meanwhile.',
    whatToDo: 'Your ratings are kept on this device. Open the sheet, see both and choose.',
  });
