import type { RawRow } from './types.js';

/** Rows of the long form that speak of one candidate, as one row; rows of the wide form as they are. */
export function groupLongForm(raw: readonly RawRow[]): readonly RawRow[] {
  const groups = new Map<string, RawRow>();
  for (const entry of raw) {
    const { cells } = entry;
    const isLong = cells.unit_code !== undefined;
    const who = [
      cells.reference_no,
      cells.family_name,
      cells.given_names,
      cells.birth_date,
      cells.qualification,
      cells.assessed_on,
    ];
    const key = isLong ? JSON.stringify(who) : `row ${entry.row}`;
    const known = groups.get(key);
    const results = [...(known?.results ?? []), ...entry.results];
    const hasExcess = known?.hasExcess === true || entry.hasExcess === true;
    groups.set(key, { ...(known ?? entry), results, hasExcess });
  }
  return [...groups.values()];
}
