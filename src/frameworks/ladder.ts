import { compareClaim, standingOfEdge, type Comparison, type ComparisonStanding } from './compare.js';
import { wordingOf } from './comparison-words.js';
import { caution } from './compare.js';
import type { Edge, Framework, Knowledge } from './knowledge.js';
import { relationBetween } from './links.js';
import { levelCodeOf, resolveFramework } from './resolve.js';

export interface LadderSide {
  /** Framework id, or acronym with `awardingCountry`. */
  readonly framework: string;
  /** The level of the certificate; on the first side it is the one compared. */
  readonly level?: string;
  readonly awardingCountry?: string;
}
export type LadderLine = 'solid' | 'dashed' | 'dotted';
export interface LadderLevel {
  readonly code: string;
  readonly title: string;
  readonly awards: readonly string[];
  readonly meaning: string | null;
  readonly mark: 'certificate' | 'counterpart' | null;
}
export interface LadderColumn {
  readonly framework: string;
  readonly acronym: string;
  readonly name: string;
  readonly shortName: string;
  /** Highest first, as drawn. */
  readonly levels: readonly LadderLevel[];
  /** Why there are no levels to draw. */
  readonly empty: string | null;
}
export interface LadderLink {
  /** Index of the left column; the link ends in the next one. */
  readonly column: number;
  readonly from: string;
  readonly to: string;
  readonly line: LadderLine;
  readonly wording: string;
  readonly year: number | null;
  readonly source: string | null;
  readonly marked: boolean;
}
/** The ladder as data: what a screen draws as a table, and what `ladderSvg` draws. */
export interface Ladder {
  readonly columns: readonly LadderColumn[];
  readonly links: readonly LadderLink[];
  /** Words for the gap between columns that have no links, by left column. */
  readonly gaps: readonly (string | null)[];
  readonly sentences: readonly string[];
  readonly caution: string;
  readonly dataVersion: string;
}

const lines: Partial<Record<ComparisonStanding, LadderLine>> = {
  official: 'solid',
  compared: 'dashed',
  historical: 'dotted',
};

const MAX_LADDER_SIDES = 5;

/** Sets the levels of two to five frameworks side by side. Sides that are not known are left out. */
export function ladder(knowledge: Knowledge, sides: readonly LadderSide[]): Ladder {
  const known = sides.slice(0, MAX_LADDER_SIDES).flatMap((side) => {
    const found = resolveFramework(knowledge, side.framework, side.awardingCountry);
    return found.kind === 'found' ? [{ side, framework: found.framework }] : [];
  });
  const [first, ...others] = known;
  const level = first?.side.level;
  const comparisons = others.map(({ framework }) =>
    first && level !== undefined
      ? compareClaim(knowledge, { framework: first.framework.id, level }, framework.id)
      : null,
  );
  const marks = [
    new Set(level === undefined ? [] : [levelCodeOf(level)]),
    ...comparisons.map((comparison) => new Set(comparison?.levels ?? [])),
  ];
  const pairs = known
    .slice(1)
    .map(({ framework }, index) => [known[index]?.framework ?? framework, framework] as const);
  const links = pairs.flatMap(([left, right], column) =>
    linksBetween(knowledge, left, right).map((link) => ({
      ...link,
      column,
      marked: (marks[column]?.has(link.from) ?? false) && (marks[column + 1]?.has(link.to) ?? false),
    })),
  );
  return {
    columns: known.map(({ framework }, index) =>
      columnOf(framework, marks[index] ?? new Set(), index === 0 ? 'certificate' : 'counterpart'),
    ),
    links,
    gaps: pairs.map(([left, right], column) =>
      links.some((link) => link.column === column) ? null : gapWords(knowledge, left, right),
    ),
    sentences: sentencesOf(first?.framework ?? null, level, comparisons),
    caution,
    dataVersion: knowledge.version,
  };
}

function columnOf({ file }: Framework, marked: ReadonlySet<string>, mark: 'certificate' | 'counterpart'): LadderColumn {
  const empty = file.status === 'under-development' ? 'No levels adopted yet' : 'We have no table';
  return {
    framework: file.id,
    acronym: file.acronym,
    name: file.name,
    shortName: file.shortName,
    levels: file.levels
      .map((level) => ({
        code: level.code,
        title: level.title,
        awards: level.qualifications.map((award) => award.title),
        meaning: level.meaning,
        mark: marked.has(level.code) ? mark : null,
      }))
      .reverse(),
    empty: file.levels.length === 0 ? empty : null,
  };
}

/** All drawable pairs between two neighbouring frameworks; indicative and refused ones are never drawn. */
function linksBetween(knowledge: Knowledge, left: Framework, right: Framework) {
  return [...left.levels.values()].flatMap(({ code, ref }) => {
    const forward = knowledge.edgesFrom.get(`${ref}>${right.id}`) ?? [];
    const backward = knowledge.edgesTo.get(`${ref}<${right.id}`) ?? [];
    return [
      ...forward.flatMap((edge) => drawable(edge, code, edge.to, right)),
      ...backward.flatMap((edge) => drawable(edge, code, edge.from, right)),
    ];
  });
}

function drawable(edge: Edge, from: string, to: string | null, right: Framework) {
  const standing = standingOfEdge(edge);
  const line = lines[standing];
  if (line === undefined || to === null) return [];
  return [
    {
      from,
      to: to.slice(right.id.length + 1),
      line,
      wording: wordingOf(standing, edge.year),
      year: edge.year,
      source: edge.source,
    },
  ];
}

function gapWords(knowledge: Knowledge, left: Framework, right: Framework): string {
  const relation = relationBetween(knowledge, left.id, right.id);
  if (relation?.status === 'not-endorsed') return 'mapping not endorsed';
  if (relation?.status === 'indicative') return 'only indicative';
  if (relation && relation.table === 'not-loaded' && /^(official|national)/.test(relation.status))
    return 'related, table not loaded';
  return 'no official relation known';
}

function sentencesOf(
  first: Framework | null,
  level: string | undefined,
  comparisons: readonly (Comparison | null)[],
): readonly string[] {
  if (!first || level === undefined) return [];
  const code = levelCodeOf(level);
  const own = first.levels.has(code)
    ? `This certificate is level ${code} of ${first.levels.size} in the ${first.file.shortName} framework.`
    : `${first.file.acronym} has no such level.`;
  return [own, ...comparisons.flatMap((comparison) => comparison?.sentence ?? [])];
}
