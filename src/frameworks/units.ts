import type { UnitCorrespondenceFile } from './data-schemas.js';

export interface UnitKey {
  readonly code: string;
  /** Revision of the standard; null or absent = not stated. */
  readonly revision?: string | null;
}
export interface RequiredUnit extends UnitKey {
  readonly title?: string;
}
export interface UnitFinding {
  readonly unit: RequiredUnit;
  /** The held unit that covers it; null when nothing does. */
  readonly by: UnitKey | null;
  readonly note: string | null;
  readonly source: string | null;
  readonly sample: boolean;
}
export interface UnitComparison {
  /** `not-compared`: no loaded statement speaks of any of these units. */
  readonly outcome: 'compared' | 'not-compared';
  readonly covered: readonly UnitFinding[];
  readonly partlyCovered: readonly UnitFinding[];
  readonly missing: readonly UnitFinding[];
  /** No statement about these: neither held nor missing may be said. */
  readonly notCompared: readonly UnitFinding[];
  /** True when a sample file was used: for trying out only. */
  readonly usesSample: boolean;
  readonly sentence: string;
}
export type RequiredUnits = readonly RequiredUnit[] | { readonly target: string };

/**
 * Partial recognition as a gap list: which required units the held ones cover. Units match by being the same (code and
 * revision) or through an explicit statement of a correspondence file, never by their titles.
 */
export function compareUnits(
  held: readonly UnitKey[],
  required: RequiredUnits,
  correspondences: readonly UnitCorrespondenceFile[],
): UnitComparison {
  const units = 'target' in required ? targetUnits(required.target, correspondences) : required;
  const judged = units.map((unit) => judgeUnit(unit, held, correspondences));
  const pick = (kind: Judged['kind']) => judged.filter((one) => one.kind === kind).map((one) => one.finding);
  const [covered, partlyCovered, missing, notCompared] = [
    pick('covered'),
    pick('part'),
    pick('missing'),
    pick('not-compared'),
  ];
  const outcome = judged.length > notCompared.length ? 'compared' : 'not-compared';
  const usesSample = judged.some((one) => one.finding.sample);
  return { outcome, covered, partlyCovered, missing, notCompared, usesSample, sentence: tell(judged, usesSample) };
}

/** Units of a target qualification that a correspondence file lists; empty when no file knows it. */
export const targetUnits = (
  target: string,
  correspondences: readonly UnitCorrespondenceFile[],
): readonly RequiredUnit[] =>
  correspondences.flatMap((file) => file.targets).find((one) => one.id === target)?.units ?? [];

interface Judged {
  readonly kind: 'covered' | 'part' | 'missing' | 'not-compared';
  readonly finding: UnitFinding;
}

function judgeUnit(unit: RequiredUnit, held: readonly UnitKey[], files: readonly UnitCorrespondenceFile[]): Judged {
  const same = held.find((one) => sameUnit(one, unit));
  if (same) return { kind: 'covered', finding: { unit, by: same, note: 'The same unit', source: null, sample: false } };
  const statements = files.flatMap((file) =>
    file.pairs.filter((pair) => covers(pair.required, unit)).map((pair) => ({ pair, file })),
  );
  const [known] = statements;
  if (!known) return { kind: 'not-compared', finding: { unit, by: null, note: null, source: null, sample: false } };
  const fitting = statements.flatMap(({ pair, file }) => {
    const by = held.find((one) => covers(pair.held, one));
    return by ? [{ by, pair, file }] : [];
  });
  const best = fitting.find(({ pair }) => pair.covers === 'full') ?? fitting[0];
  const file = best?.file ?? known.file;
  const finding = {
    unit,
    by: best?.by ?? null,
    note: best?.pair.note ?? null,
    source: file.basis.source,
    sample: file.nature === 'sample',
  };
  if (!best) return { kind: 'missing', finding };
  return { kind: best.pair.covers === 'full' ? 'covered' : 'part', finding };
}

/** Codes are re-used with other content in later revisions, so both must be stated and equal. */
const sameUnit = (left: UnitKey, right: UnitKey): boolean =>
  left.code === right.code && (left.revision ?? null) !== null && left.revision === right.revision;

/** A statement without a revision holds for every revision. */
const covers = (stated: UnitKey, unit: UnitKey): boolean =>
  stated.code === unit.code && ((stated.revision ?? null) === null || stated.revision === unit.revision);

function tell(judged: readonly Judged[], usesSample: boolean): string {
  const count = (kind: Judged['kind']) => judged.filter((one) => one.kind === kind).length;
  const compared = judged.length - count('not-compared');
  if (compared === 0) return 'Not compared: no statement about these units is loaded.';
  const parts = [`${count('covered')} of ${judged.length} required units are covered`];
  if (count('part') > 0) parts.push(`${count('part')} in part`);
  if (count('missing') > 0) parts.push(`${count('missing')} are missing`);
  if (count('not-compared') > 0) parts.push(`${count('not-compared')} could not be compared`);
  return `${parts.join(', ')}.${usesSample ? ' This used a SAMPLE table and decides nothing.' : ''}`;
}
