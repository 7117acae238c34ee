import type { Edge, Framework, Knowledge, Level, Relation } from './knowledge.js';
import { findLink, type Link } from './links.js';
import { comparisonSentence, questionsToAsk, wordingOf } from './comparison-words.js';
import { findLevel, levelCodeOf, resolveFramework, type Resolution } from './resolve.js';

/** How sure the answer is, strongest first. `line` of a ladder follows it. */
export type ComparisonStanding =
  | 'same-framework'
  | 'official'
  | 'compared'
  | 'historical'
  | 'indicative'
  | 'no-counterpart'
  | 'not-endorsed'
  | 'table-not-loaded'
  | 'not-established'
  | 'none'
  /** The question itself cannot be answered: framework or level not known. */
  | 'cannot-compare';

export interface ComparisonStep {
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly year: number | null;
  readonly source: string | null;
  readonly confidence: string;
  readonly suppliedBy: 'shipped' | 'operator-supplied';
  /** True when the table was written from the other side. */
  readonly backwards: boolean;
}

export interface LevelMeaning {
  readonly framework: string;
  readonly acronym: string;
  readonly frameworkName: string;
  readonly level: string;
  readonly of: number;
  /** The descriptor in plain words, or null: then `awards` is all we can say. */
  readonly meaning: string | null;
  readonly awards: readonly string[];
  readonly source: string | null;
}

export interface Comparison {
  readonly standing: ComparisonStanding;
  /** The level there: `5`, or `7 or 8` when the table names several; null when none may be told. */
  readonly level: string | null;
  readonly levels: readonly string[];
  /** 'corresponds to', 'was compared with', ..., 'no official relation known'. */
  readonly wording: string;
  readonly sentence: string;
  readonly path: readonly ComparisonStep[];
  /** True for two chained tables and for orientation-only relations. */
  readonly indicative: boolean;
  readonly here: LevelMeaning | null;
  readonly there: readonly LevelMeaning[];
  readonly whatToAsk: readonly string[];
  readonly caution: string;
  readonly sources: readonly { readonly url: string; readonly year: number | null }[];
  readonly dataVersion: string;
}

export interface ComparisonClaim {
  /** Id, or acronym together with `awardingCountry`. */
  readonly framework: string;
  readonly level: string;
  readonly awardingCountry?: string;
}

export const caution =
  'The same number does not mean the same level. Recognition is decided by the competent authority of the country.';

/** Puts a level beside another framework, with the path, its standing and what to ask. Pure; never guesses. */
export function compareClaim(knowledge: Knowledge, claim: ComparisonClaim, targetFramework: string): Comparison {
  const from = resolveFramework(knowledge, claim.framework, claim.awardingCountry);
  const to = resolveFramework(knowledge, targetFramework);
  if (from.kind !== 'found') return impossible(knowledge, unresolvedSentence(from, 'the framework of the certificate'));
  if (to.kind !== 'found') return impossible(knowledge, unresolvedSentence(to, 'the framework to compare with'));
  const level = findLevel(from.framework, claim.level);
  if (!level) return impossible(knowledge, missingLevelSentence(from.framework, claim.level));
  return compareLevel(knowledge, level, from.framework, to.framework);
}

/** The same for every framework in the registry, in id order, the claim's own left out. */
export function compareWithAll(
  knowledge: Knowledge,
  claim: ComparisonClaim,
): readonly { readonly framework: string; readonly comparison: Comparison }[] {
  const from = resolveFramework(knowledge, claim.framework, claim.awardingCountry);
  const own = from.kind === 'found' ? from.framework.id : null;
  return [...knowledge.frameworks.keys()]
    .filter((id) => id !== own)
    .map((id) => ({ framework: id, comparison: compareClaim(knowledge, claim, id) }));
}

function compareLevel(knowledge: Knowledge, level: Level, from: Framework, target: Framework): Comparison {
  const link = findLink(knowledge, level, from, target);
  const standing = standingOf(link);
  const levels = levelsOf(link, level);
  const year = yearOf(link);
  const path = pathOf(link);
  const told = { standing, levels, year, link, from, target, level };
  return {
    standing,
    level: levels.length > 0 ? levels.join(' or ') : null,
    levels,
    wording: wordingOf(standing, year),
    sentence: comparisonSentence(told),
    path,
    indicative: standing === 'indicative',
    here: meaningOf(from, level),
    there: levels.flatMap((code) => {
      const found = target.levels.get(code);
      return found ? [meaningOf(target, found)] : [];
    }),
    whatToAsk: questionsToAsk(told),
    caution,
    sources: sourcesOf(path, relationOf(link)),
    dataVersion: knowledge.version,
  };
}

function standingOf(link: Link): ComparisonStanding {
  switch (link.kind) {
    case 'edges':
      return standingOfEdge(link.edges[0]);
    case 'chain':
      return 'indicative';
    case 'unconfirmed':
      return 'not-established';
    case 'outside-table':
      return link.relation.status === 'not-endorsed' ? 'not-endorsed' : 'no-counterpart';
    default:
      return link.kind;
  }
}

export function standingOfEdge(edge: Edge | undefined): ComparisonStanding {
  switch (edge?.status) {
    case 'official-referenced':
    case 'official-aligned':
    case 'national-correspondence':
      return 'official';
    case 'official-compared':
      return 'compared';
    case 'official-referenced-historical':
      return 'historical';
    case 'indicative':
    case 'national-classification':
      return 'indicative';
    default:
      return 'none';
  }
}

const levelsOf = (link: Link, level: Level): readonly string[] => {
  if (link.kind === 'same-framework') return [level.code];
  return link.kind === 'edges' || link.kind === 'chain' ? [...new Set(link.levels)] : [];
};

function relationOf(link: Link): Relation | null {
  return 'relation' in link ? link.relation : null;
}

function yearOf(link: Link): number | null {
  if (link.kind === 'edges' || link.kind === 'not-endorsed') return link.edges[0]?.year ?? null;
  if (link.kind === 'no-counterpart') return link.edge.year;
  return relationOf(link)?.year ?? null;
}

function pathOf(link: Link): readonly ComparisonStep[] {
  if (link.kind === 'edges') return link.edges.map((edge) => stepOf(edge, link.backwards));
  if (link.kind === 'chain') {
    const firsts = new Set(link.hops.map(([first]) => first));
    return [...[...firsts].map((edge) => stepOf(edge, false)), ...link.hops.map(([, second]) => stepOf(second, true))];
  }
  return [];
}

const stepOf = (edge: Edge, backwards: boolean): ComparisonStep => ({
  from: backwards ? (edge.to ?? '') : edge.from,
  to: backwards ? edge.from : (edge.to ?? ''),
  status: edge.status,
  year: edge.year,
  source: edge.source,
  confidence: edge.confidence,
  suppliedBy: edge.origin,
  backwards,
});

/** What one level means, in plain words. */
export function meaningOf(framework: Framework, level: Level): LevelMeaning {
  return {
    framework: framework.id,
    acronym: framework.file.acronym,
    frameworkName: framework.file.name,
    level: level.code,
    of: framework.levels.size,
    meaning: level.meaning,
    awards: level.qualifications.map((award) => award.title),
    source: (framework.file.basis.meanings ?? framework.file.basis.qualifications ?? framework.file.basis.structure)
      .source,
  };
}

function sourcesOf(path: readonly ComparisonStep[], relation: Relation | null) {
  const stated = [...path, ...(relation ? [relation] : [])];
  const byUrl = new Map(
    stated.flatMap(({ source, year }) => (source === null ? [] : [[source, { url: source, year }] as const])),
  );
  return [...byUrl.values()];
}

function impossible(knowledge: Knowledge, sentence: string): Comparison {
  return {
    standing: 'cannot-compare',
    level: null,
    levels: [],
    wording: wordingOf('cannot-compare', null),
    sentence,
    path: [],
    indicative: false,
    here: null,
    there: [],
    whatToAsk: ['Ask the issuing office for the framework, the level and the country.'],
    caution,
    sources: [],
    dataVersion: knowledge.version,
  };
}

function unresolvedSentence(resolution: Exclude<Resolution, { kind: 'found' }>, what: string): string {
  return resolution.kind === 'ambiguous'
    ? `${resolution.acronym} is used in more than one country. Name the country or the framework id.`
    : `We do not know ${what}.`;
}

function missingLevelSentence({ file }: Framework, level: string): string {
  if (file.status === 'under-development') return `${file.acronym} has not adopted any levels yet.`;
  if (file.levels.length === 0) return `We have no table for ${file.acronym}.`;
  return /^[A-Za-z0-9. -]{1,12}$/.test(level)
    ? `${file.acronym} has no level ${levelCodeOf(level)}.`
    : `${file.acronym} has no such level.`;
}
