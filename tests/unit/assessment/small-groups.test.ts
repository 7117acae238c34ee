import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  MOST_GROUPS_CROSSED,
  protectCube,
  SMALLEST_GROUP,
  type CellAddress,
  type CubeRow,
} from '../../../src/assessment/index.js';
import { cpuMs } from '../../support/cpu-time.js';

const row = (keys: readonly string[], n: number): CubeRow => ({ keys, n });

/** Every cell that any question can ask for. */
function addressesOf(rows: readonly CubeRow[]): readonly CellAddress[] {
  const addresses = new Map<string, CellAddress>();
  for (const { keys } of rows)
    for (let mask = 0; mask < 2 ** keys.length; mask++) {
      const address = keys.map((key, position) => ((mask >> position) & 1 ? key : null));
      addresses.set(JSON.stringify(address), address);
    }
  return [...addresses.values()];
}

const covers = (address: CellAddress, keys: readonly string[]): boolean =>
  address.every((wanted, position) => wanted === null || wanted === keys[position]);

/** Reduces `vector` by rows in echelon form; nearly zero at the end: it is a sum of those rows. */
function reduced(vector: readonly number[], echelon: readonly { pivot: number; row: readonly number[] }[]): number[] {
  let rest = [...vector];
  for (const { pivot, row: known } of echelon) {
    const factor = (rest[pivot] ?? 0) / (known[pivot] ?? 1);
    if (factor !== 0) rest = rest.map((value, index) => value - factor * (known[index] ?? 0));
  }
  return rest;
}

/** Cells under the limit that somebody finds who adds and subtracts everything shown, in any number of tables. */
function foundByAlgebra(rows: readonly CubeRow[]): readonly string[] {
  const cube = protectCube(rows);
  const addresses = addressesOf(rows);
  const indicator = (address: CellAddress): number[] => rows.map(({ keys }) => (covers(address, keys) ? 1 : 0));
  const echelon: { pivot: number; row: readonly number[] }[] = [];
  for (const address of addresses.filter((each) => cube.isShown(each))) {
    const rest = reduced(indicator(address), echelon);
    const pivot = rest.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot >= 0) echelon.push({ pivot, row: rest });
  }
  return addresses
    .filter((address) => cube.count(address) < SMALLEST_GROUP)
    .filter((address) => reduced(indicator(address), echelon).every((value) => Math.abs(value) < 1e-6))
    .map((address) => JSON.stringify(address));
}

describe('small groups', () => {
  it('are hidden, with the next one when it is the only one of its table', () => {
    const rows = [row(['Jeddah'], 130), row(['Dubai'], 12), row(['Kuwait'], 3)];
    const cube = protectCube(rows);
    expect([['Jeddah'], ['Dubai'], ['Kuwait'], [null]].map((address) => cube.isShown(address))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('stay hidden in sum: two hidden groups of fewer than five take a third one with them', () => {
    const cube = protectCube([row(['a'], 2), row(['b'], 2), row(['c'], 9), row(['d'], 40)]);
    expect(['a', 'b', 'c', 'd'].map((key) => cube.isShown([key]))).toEqual([false, false, false, true]);
  });

  it('leave everything as it is where no group is small', () => {
    const rows = [row(['a', 'x'], 5), row(['a', 'y'], 9), row(['b', 'x'], 7)];
    const cube = protectCube(rows);
    expect(addressesOf(rows).every((address) => cube.isShown(address))).toBe(true);
  });

  it('cannot be had by asking with a filter what the total hides', () => {
    const rows = [
      row(['Jeddah', 'nc2'], 30),
      row(['Jeddah', 'coc'], 3),
      row(['Dubai', 'nc2'], 20),
      row(['Dubai', 'coc'], 8),
    ];
    const cube = protectCube(rows);
    // coc of Jeddah is 3; all other three cells of the two tables would give it away.
    expect(cube.isShown(['Jeddah', 'coc'])).toBe(false);
    expect(cube.isShown(['Dubai', 'coc'])).toBe(false);
    expect(cube.isShown(['Jeddah', 'nc2'])).toBe(false);
    expect(cube.isShown(['Dubai', 'nc2'])).toBe(false);
    expect(cube.isShown(['Jeddah', null])).toBe(true);
    expect(cube.isShown([null, null])).toBe(true);
  });

  it('a whole of fewer than five is hidden with all its parts', () => {
    const rows = [row(['a'], 2), row(['b'], 2)];
    expect(addressesOf(rows).some((address) => protectCube(rows).isShown(address))).toBe(false);
  });

  it('are not found by adding and subtracting all that is shown, in any tables', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const rows = fc.uniqueArray(fc.record({ keys: fc.tuple(key, key, key), n: fc.integer({ min: 1, max: 25 }) }), {
      minLength: 2,
      maxLength: 24,
      selector: ({ keys }) => keys.join(),
    });
    fc.assert(
      fc.property(rows, (cube) => {
        expect(foundByAlgebra(cube)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('many groups', () => {
  it('are judged while one waits', () => {
    const rows = Array.from({ length: MOST_GROUPS_CROSSED }, (_each, index) =>
      row([`m${index % 9}`, `q${index % 7}`, `s${index % 23}`, `2026-${(index * 7) % 24}`], 1 + ((index * 13) % 30)),
    );
    const started = cpuMs();
    expect(protectCube(rows).isShown([null, null, null, null])).toBe(true);
    expect(cpuMs() - started).toBeLessThan(3_000);
  });
});
