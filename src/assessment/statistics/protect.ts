import { createAttacker } from './linear-attack.js';

/** People counted under one combination of values, one value per dimension. */
export interface CubeRow {
  readonly keys: readonly string[];
  readonly n: number;
}

/** Null: all values of that dimension. */
export type CellAddress = readonly (string | null)[];

export interface ProtectedCube {
  /** May the number of this cell be shown? A cell that holds nobody may: it says nothing about anybody. */
  isShown(address: CellAddress): boolean;
  /** People in a cell, shown or not: for sums and sorting on the server only. */
  count(address: CellAddress): number;
}

interface Cell {
  readonly n: number;
  readonly address: CellAddress;
  hidden: boolean;
}

/** A cell and its parts along one dimension: the parts add up to it. */
interface Line {
  readonly whole: Cell;
  readonly parts: readonly Cell[];
}

export const SMALLEST_GROUP = 5;
/** Up to here all tables are judged together; beyond it solving the equations would take too long. */
export const MOST_GROUPS_CROSSED = 250;

/**
 * Hides small groups in every table that can be cut out of the counts, and more groups where a small one could be computed
 * back: as the difference between a total and the groups shown, in whatever table or by asking with other filters. All
 * questions are judged together, so that the answers cannot be subtracted from each other. Deterministic. With more than
 * `MOST_GROUPS_CROSSED` combinations only the total and the tables without a filter are shown.
 */
export function protectCube(counted: readonly CubeRow[], smallest = SMALLEST_GROUP): ProtectedCube {
  const rows = distinct(counted);
  const cells = cellsOf(rows);
  for (const cell of cells.values()) cell.hidden = cell.n < smallest;
  const lines = linesOf(cells);
  // Each round hides at least one more cell, so this ends.
  while (lines.reduce((changed, line) => settle(line, smallest) || changed, false));
  if (rows.length > MOST_GROUPS_CROSSED) for (const cell of cells.values()) cell.hidden ||= fixedIn(cell) > 1;
  else withstandAlgebra(rows, [...cells.values()], smallest);
  return {
    isShown: (address) => !(cells.get(keyOf(address))?.hidden ?? false),
    count: (address) => cells.get(keyOf(address))?.n ?? 0,
  };
}

function distinct(rows: readonly CubeRow[]): readonly CubeRow[] {
  const sums = new Map<string, CubeRow>();
  for (const { keys, n } of rows) sums.set(keyOf(keys), { keys, n: n + (sums.get(keyOf(keys))?.n ?? 0) });
  return [...sums.values()];
}

const keyOf = (address: CellAddress): string => JSON.stringify(address);

function cellsOf(rows: readonly CubeRow[]): Map<string, Cell> {
  const sums = new Map<string, { address: CellAddress; n: number }>();
  for (const { keys, n } of rows)
    for (let mask = 0; mask < 2 ** keys.length; mask++) {
      const address = keys.map((key, position) => ((mask >> position) & 1 ? key : null));
      const sum = sums.get(keyOf(address));
      if (sum === undefined) sums.set(keyOf(address), { address, n });
      else sum.n += n;
    }
  return new Map([...sums].map(([key, { address, n }]) => [key, { address, n, hidden: false }]));
}

function linesOf(cells: ReadonlyMap<string, Cell>): readonly Line[] {
  const lines = new Map<string, { whole: Cell; parts: Cell[] }>();
  for (const cell of cells.values())
    for (const [dimension, value] of cell.address.entries()) {
      if (value === null) continue;
      const address = cell.address.with(dimension, null);
      const whole = cells.get(keyOf(address));
      if (whole === undefined) continue;
      const key = `${dimension} ${keyOf(address)}`;
      const line = lines.get(key);
      if (line === undefined) lines.set(key, { whole, parts: [cell] });
      else line.parts.push(cell);
    }
  return [...lines.values()].map(({ whole, parts }) => ({
    whole,
    parts: parts.toSorted((left, right) => left.n - right.n || keyOf(left.address).localeCompare(keyOf(right.address))),
  }));
}

/** True when it had to hide one more cell of the line. */
function settle({ whole, parts }: Line, smallest: number): boolean {
  const hidden = parts.filter((part) => part.hidden);
  const shown = parts.find((part) => !part.hidden);
  if (whole.hidden) {
    // All parts shown would add up to the hidden whole.
    if (hidden.length > 0 || shown === undefined) return false;
    shown.hidden = true;
    return true;
  }
  const hiddenSum = hidden.reduce((sum, part) => sum + part.n, 0);
  if (hidden.length === 0 || (hidden.length > 1 && hiddenSum >= smallest)) return false;
  (shown ?? whole).hidden = true;
  return true;
}

/** Hides what, together with the rest, would let a small cell be computed over several tables. The general comes first. */
function withstandAlgebra(rows: readonly CubeRow[], cells: readonly Cell[], smallest: number): void {
  const sumOf = ({ address }: Cell): Float64Array =>
    Float64Array.from(rows, ({ keys }) =>
      address.every((wanted, position) => wanted === null || wanted === keys[position]) ? 1 : 0,
    );
  const attacker = createAttacker(cells.filter((cell) => cell.n < smallest).map(sumOf));
  const inOrder = cells
    .filter((cell) => !cell.hidden)
    .toSorted(
      (left, right) =>
        fixedIn(left) - fixedIn(right) || right.n - left.n || keyOf(left.address).localeCompare(keyOf(right.address)),
    );
  for (const cell of inOrder) cell.hidden = !attacker.give(sumOf(cell));
}

const fixedIn = ({ address }: Cell): number => address.filter((value) => value !== null).length;
