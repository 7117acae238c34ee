const TOLERANCE = 1e-7;

/** A sum over groups: 1 where a group is part of it. */
type Sum = Float64Array;

export interface Attacker {
  /**
   * Gives one more sum away, unless adding and subtracting everything given so far would then yield one that must stay
   * hidden. False: it was not given.
   */
  give(sum: Sum): boolean;
}

/** Knows which groups exist and every sum it was given, and solves the equations. `secrets` must not follow from them. */
export function createAttacker(secrets: readonly Sum[]): Attacker {
  const known: { readonly pivot: number; readonly row: Sum }[] = [];
  // What is left of each secret after everything known was taken out. Nothing left: it follows.
  const left = secrets.map((secret) => Float64Array.from(secret));

  return {
    give: (sum) => {
      const row = Float64Array.from(sum);
      for (const each of known) takeOut(row, each);
      const pivot = largestOf(row);
      if (Math.abs(row[pivot] ?? 0) < TOLERANCE) return true;
      const next = { pivot, row };
      const touched = left.filter((secret) => Math.abs(secret[pivot] ?? 0) > TOLERANCE);
      if (touched.some((secret) => followsFrom(secret, next))) return false;
      for (const secret of touched) takeOut(secret, next);
      known.push(next);
      return true;
    },
  };
}

function takeOut(from: Sum, { pivot, row }: { readonly pivot: number; readonly row: Sum }): void {
  const factor = (from[pivot] ?? 0) / (row[pivot] ?? 1);
  if (factor === 0) return;
  for (let index = 0; index < from.length; index++) from[index] = (from[index] ?? 0) - factor * (row[index] ?? 0);
}

function followsFrom(secret: Sum, { pivot, row }: { readonly pivot: number; readonly row: Sum }): boolean {
  const factor = (secret[pivot] ?? 0) / (row[pivot] ?? 1);
  return secret.every((value, index) => Math.abs(value - factor * (row[index] ?? 0)) < TOLERANCE);
}

function largestOf(row: Sum): number {
  let found = 0;
  for (let index = 1; index < row.length; index++)
    if (Math.abs(row[index] ?? 0) > Math.abs(row[found] ?? 0)) found = index;
  return found;
}
