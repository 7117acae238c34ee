import type { Knowledge, Level } from './knowledge.js';
import { skillBandOf, type SkillBand } from './lookup-tables.js';
import type { Basis } from './schema-parts.js';

export interface SkillBands {
  /** One, or several where the level reaches over more than one ISCED level. */
  readonly bands: readonly SkillBand[];
  readonly isced: { readonly from: string; readonly to: string };
  readonly sentence: string;
  /** Whose grouping it is. */
  readonly basis: Basis;
  /** What the ISCED level of this framework level rests on; null for a level of ISCED itself. */
  readonly iscedBasis: Basis | null;
}

const ISCED = 'isced-2011';

/**
 * The high/medium/low grouping of the policy papers for a level whose ISCED level is known; null for others. It is told
 * as that source's grouping and never mixed with the ISCO skill levels.
 */
export function skillBandsOf({ tables }: Knowledge, framework: string, level: Level): SkillBands | null {
  const isced = framework === ISCED ? { from: level.code, to: level.code, basis: null } : level.isced;
  if (isced === null) return null;
  const { levels, basis } = tables.isced;
  const between = levels.filter(({ code }) => code >= isced.from && code <= isced.to);
  const bands = [...new Set(between.flatMap(({ code }) => skillBandOf(tables.isced, code) ?? []))];
  const [lowest, highest] = [bands[0], bands.at(-1)];
  if (lowest === undefined || highest === undefined) return null;
  const { from, to } = isced;
  const group = lowest === highest ? lowest : `${lowest}- to ${highest}`;
  return {
    bands,
    isced: { from, to },
    sentence: `The policy papers group ISCED ${from === to ? from : `${from} to ${to}`} as ${group}-skilled. It is not the ISCO skill level.`,
    basis: basis.skillBands,
    iscedBasis: isced.basis,
  };
}
