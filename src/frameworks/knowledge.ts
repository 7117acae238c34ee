import type {
  CreditTableFile,
  EdgeRecord,
  FrameworkFile,
  LevelRecord,
  RelationRecord,
  UnitCorrespondenceFile,
} from './data-schemas.js';
import type {
  AwardingBodiesFile,
  ClassificationsFile,
  EuLevelUrisFile,
  IscedFFile,
  IscedFile,
  IscoFile,
  TitleWordsFile,
} from './table-schemas.js';
import { iscedAsFramework, lookupTables, type LookupTables } from './lookup-tables.js';
import { indexTitles, type TitlePhrase } from './title-index.js';

export type Origin = 'shipped' | 'operator-supplied';

export interface Level extends LevelRecord {
  /** `ph-pqf:2` */
  readonly ref: string;
  /** 1 = lowest. */
  readonly order: number;
}
export interface Framework {
  readonly id: string;
  readonly file: FrameworkFile;
  readonly origin: Origin;
  readonly levels: ReadonlyMap<string, Level>;
  readonly members: ReadonlyMap<string, FrameworkFile['members'][number]>;
  /** Phrases of award titles that tell a level. Built on first use. */
  readonly titles: () => readonly TitlePhrase[];
}
export interface Relation extends RelationRecord {
  readonly origin: Origin;
}
export interface Edge extends EdgeRecord {
  readonly fromFramework: string;
  readonly origin: Origin;
}
export interface KnowledgeProblem {
  /** Name of the operator's file. */
  readonly file: string;
  /** JSON Pointer or `row 17`. */
  readonly at: string;
  readonly message: string;
}

/** All reference data, indexed. Immutable; the same object serves the server, the CLI and the offline page. */
export interface Knowledge {
  readonly version: string;
  /** Day on which the shipped statements were last checked. */
  readonly checkedOn: string;
  /** SHA-256 (hex) over the canonical JSON of every file in use. Computed on first use. */
  readonly sha256: () => string;
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly relations: ReadonlyMap<string, Relation>;
  /** Key `ph-pqf:2>aqrf`. */
  readonly edgesFrom: ReadonlyMap<string, readonly Edge[]>;
  /** Key `eqf:4<de-dqr`: the same edges read backwards. */
  readonly edgesTo: ReadonlyMap<string, readonly Edge[]>;
  /** Regional frameworks to which a framework has officially referenced levels: the allowed stepping stones. */
  readonly officialHubs: ReadonlyMap<string, readonly string[]>;
  readonly acronyms: ReadonlyMap<string, readonly AcronymUse[]>;
  readonly regionsOf: (country: string) => readonly Framework[];
  readonly tables: LookupTables;
  readonly titleWords: TitleWordsFile;
  readonly awardingBodies: AwardingBodiesFile;
  readonly classifications: ClassificationsFile;
  readonly unitCorrespondences: readonly UnitCorrespondenceFile[];
  /** What was wrong with the operator's files; the service runs with the shipped data and says so. */
  readonly problems: readonly KnowledgeProblem[];
  readonly operatorFiles: readonly string[];
  /** What it was built from, for packing. */
  readonly parts: KnowledgeParts;
}
export interface AcronymUse {
  readonly framework: string | null;
  readonly country: string | null;
}

export interface KnowledgeParts {
  readonly version: string;
  readonly checkedOn: string;
  readonly sha256: () => string;
  readonly frameworks: readonly { readonly file: FrameworkFile; readonly origin: Origin }[];
  readonly credits: readonly CreditTableFile[];
  readonly relations: readonly Relation[];
  readonly edges: readonly (EdgeRecord & { readonly origin: Origin })[];
  readonly isced: IscedFile;
  readonly iscedF: () => IscedFFile;
  readonly isco: () => IscoFile;
  readonly euLevelUris: () => EuLevelUrisFile | null;
  readonly titleWords: TitleWordsFile;
  readonly awardingBodies: AwardingBodiesFile;
  readonly classifications: ClassificationsFile;
  readonly unitCorrespondences: readonly UnitCorrespondenceFile[];
  readonly problems: readonly KnowledgeProblem[];
  readonly operatorFiles: readonly string[];
}

/** Only these may be chained through a regional framework. */
const chainable: ReadonlySet<string> = new Set(['official-referenced', 'official-aligned']);
export const isChainable = (edge: Edge): boolean => edge.to !== null && chainable.has(edge.status);

export const relationKey = (from: string, to: string): string => `${from}>${to}`;
export const frameworkOf = (ref: string): string => ref.slice(0, ref.indexOf(':'));
export const codeOf = (ref: string): string => ref.slice(ref.indexOf(':') + 1);

/** Builds the indexes. Pure; expects files that passed their schemas (or came from `packKnowledge`). */
export function buildKnowledge(parts: KnowledgeParts): Knowledge {
  const frameworks = new Map<string, Framework>();
  for (const { file, origin } of parts.frameworks) {
    const credits = parts.credits.filter((table) => table.framework === file.id);
    frameworks.set(
      file.id,
      indexFramework(credits.reduce(withCredits, file), credits.length > 0 ? 'operator-supplied' : origin),
    );
  }
  frameworks.set('isced-2011', indexFramework(iscedAsFramework(parts.isced), 'shipped'));
  const edges = parts.edges.map((edge) => ({ ...edge, fromFramework: frameworkOf(edge.from) }));
  return {
    version: parts.version,
    checkedOn: parts.checkedOn,
    sha256: once(parts.sha256),
    frameworks,
    relations: new Map(parts.relations.map((relation) => [relationKey(relation.from, relation.to), relation])),
    edgesFrom: groupBy(edges, (edge) => `${edge.from}>${edge.toFramework}`),
    edgesTo: groupBy(
      edges.filter((edge) => edge.to !== null),
      (edge) => `${edge.to ?? ''}<${edge.fromFramework}`,
    ),
    officialHubs: hubs(edges, frameworks),
    acronyms: indexAcronyms(frameworks),
    regionsOf: regionIndex(frameworks),
    tables: lookupTables(parts),
    titleWords: parts.titleWords,
    awardingBodies: parts.awardingBodies,
    classifications: parts.classifications,
    unitCorrespondences: parts.unitCorrespondences,
    problems: parts.problems,
    operatorFiles: parts.operatorFiles,
    parts,
  };
}

function indexFramework(file: FrameworkFile, origin: Origin): Framework {
  return {
    id: file.id,
    file,
    origin,
    levels: new Map(
      file.levels.map((level, index) => [level.code, { ...level, ref: `${file.id}:${level.code}`, order: index + 1 }]),
    ),
    members: new Map(file.members.map((member) => [member.country, member])),
    titles: once(() => indexTitles(file)),
  };
}

function withCredits(file: FrameworkFile, table: CreditTableFile): FrameworkFile {
  const minimum = new Map(table.levels.map((row) => [row.level, row.minCredits]));
  const credit =
    table.hoursPerCredit === null
      ? file.credit
      : { hoursPerCredit: table.hoursPerCredit, creditsPerYear: null, hoursPerYear: null, basis: table.basis };
  const levels = file.levels.map((level) => {
    const credits = minimum.get(level.code);
    return credits === undefined ? level : { ...level, minCredits: { credits, basis: table.basis } };
  });
  return { ...file, credit, levels };
}

function hubs(edges: readonly Edge[], frameworks: ReadonlyMap<string, Framework>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const kind = frameworks.get(edge.toFramework)?.file.kind;
    if (!isChainable(edge) || (kind !== 'regional' && kind !== 'continental')) continue;
    const list = found.get(edge.fromFramework) ?? [];
    if (!list.includes(edge.toFramework)) list.push(edge.toFramework);
    found.set(edge.fromFramework, list);
  }
  return found;
}

function indexAcronyms(frameworks: ReadonlyMap<string, Framework>): Map<string, AcronymUse[]> {
  const uses = new Map<string, AcronymUse[]>();
  const add = (acronym: string, use: AcronymUse) => {
    const key = acronym.toUpperCase();
    const list = uses.get(key) ?? [];
    // An entry of our own replaces "also used in that country" from another file.
    const known = list.findIndex((other) => other.country !== null && other.country === use.country);
    if (known < 0) list.push(use);
    else if (use.framework !== null) list[known] = use;
    uses.set(key, list);
  };
  for (const { id, file } of frameworks.values()) {
    const country = file.kind === 'national' ? (file.members[0]?.country ?? null) : null;
    add(file.name, { framework: id, country: null });
    for (const acronym of [file.acronym, ...file.aliases])
      add(acronym, { framework: id, country: country?.slice(0, 2) ?? null });
  }
  for (const { file } of frameworks.values())
    for (const other of file.acronymAlsoUsedIn) add(other.acronym, { framework: null, country: other.country });
  return uses;
}

function regionIndex(frameworks: ReadonlyMap<string, Framework>): (country: string) => readonly Framework[] {
  const byCountry = groupBy(
    [...frameworks.values()]
      .filter((framework) => framework.file.kind === 'regional')
      .flatMap((framework) => framework.file.members.map((member) => ({ framework, member })))
      .filter(({ member }) => member.status !== 'former'),
    ({ member }) => member.country,
  );
  return (country) => (byCountry.get(country.slice(0, 2)) ?? []).map(({ framework }) => framework);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Computes on first call, remembers the answer. */
export function once<T>(compute: () => T): () => T {
  let memo: { readonly value: T } | null = null;
  return () => (memo ??= { value: compute() }).value;
}
