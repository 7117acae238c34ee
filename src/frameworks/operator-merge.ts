import type {
  CreditTableFile,
  EdgeRecord,
  FrameworkFile,
  ReferencingFile,
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
import {
  codeOf,
  frameworkOf,
  relationKey,
  type KnowledgeParts,
  type KnowledgeProblem,
  type Origin,
  type Relation,
} from './knowledge.js';
import type { OperatorFile } from './operator-files.js';

export interface ShippedData {
  readonly version: string;
  readonly checkedOn: string;
  readonly frameworks: readonly FrameworkFile[];
  readonly isced: IscedFile;
  readonly iscedF: () => IscedFFile;
  readonly isco: () => IscoFile;
  readonly euLevelUris: () => EuLevelUrisFile;
  readonly titleWords: TitleWordsFile;
  readonly awardingBodies: AwardingBodiesFile;
  readonly classifications: ClassificationsFile;
  readonly unitCorrespondences: readonly UnitCorrespondenceFile[];
}
type MergedParts = Omit<KnowledgeParts, 'problems' | 'operatorFiles' | 'sha256'>;
type OriginEdge = EdgeRecord & { readonly origin: Origin };

/**
 * Lays the operator's files over the shipped ones, in name order. A framework file replaces the one with its id; a
 * referencing file replaces everything known between the two frameworks it speaks of; credit tables, bodies and unit
 * correspondences add. A file whose statements contradict themselves is left out as a whole and named.
 */
export function mergeOperatorFiles(
  shipped: ShippedData,
  referencing: ReferencingFile,
  files: readonly OperatorFile[],
): { readonly parts: MergedParts; readonly problems: readonly KnowledgeProblem[] } {
  const problems: KnowledgeProblem[] = [];
  const frameworks = new Map<string, { file: FrameworkFile; origin: Origin }>(
    shipped.frameworks.map((file) => [file.id, { file, origin: 'shipped' }]),
  );
  for (const { name, content } of files) {
    if (content.format !== 'skills-passport/framework/1') continue;
    const faults = judgeFramework(name, content);
    problems.push(...faults);
    if (faults.length === 0) frameworks.set(content.id, { file: content, origin: 'operator-supplied' });
  }
  const levels = new Map(
    [...frameworks.values()].map(({ file }) => [file.id, new Set(file.levels.map((level) => level.code))]),
  );
  levels.set('isced-2011', new Set(shipped.isced.levels.map((level) => level.code)));

  let relations: readonly Relation[] = referencing.relations.map((relation) => ({ ...relation, origin: 'shipped' }));
  // A framework that the operator replaced may have other levels now; shipped edges into nothing are dropped.
  let edges: readonly OriginEdge[] = referencing.edges
    .filter((edge) => [edge.from, edge.to].every((ref) => ref === null || hasLevel(levels, ref)))
    .map((edge) => ({ ...edge, origin: 'shipped' }));
  const credits: CreditTableFile[] = [];
  const unitCorrespondences = [...shipped.unitCorrespondences];
  const bodies: AwardingBodiesFile['bodies'] = [];
  let titleWords = shipped.titleWords;
  for (const { name, content } of files) {
    if (content.format === 'skills-passport/referencing/1') {
      const faults = judgeReferencing(name, content, levels);
      problems.push(...faults);
      if (faults.length > 0) continue;
      const replaced = new Set([
        ...content.relations.map((relation) => relationKey(relation.from, relation.to)),
        ...content.edges.map((edge) => relationKey(frameworkOf(edge.from), edge.toFramework)),
      ]);
      relations = [
        ...relations.filter((relation) => !replaced.has(relationKey(relation.from, relation.to))),
        ...content.relations.map((relation): Relation => ({ ...relation, origin: 'operator-supplied' })),
      ];
      edges = [
        ...edges.filter((edge) => !replaced.has(relationKey(frameworkOf(edge.from), edge.toFramework))),
        ...content.edges.map((edge): OriginEdge => ({ ...edge, origin: 'operator-supplied' })),
      ];
    } else if (content.format === 'skills-passport/credits/1') {
      const faults = judgeCredits(name, content, levels);
      problems.push(...faults);
      if (faults.length === 0) credits.push(content);
    } else if (content.format === 'skills-passport/unit-correspondences/1') unitCorrespondences.push(content);
    else if (content.format === 'skills-passport/awarding-bodies/1') bodies.push(...content.bodies);
    else if (content.format === 'skills-passport/title-words/1') titleWords = content;
  }
  const parts: MergedParts = {
    ...shipped,
    frameworks: [...frameworks.values()].sort((left, right) => (left.file.id < right.file.id ? -1 : 1)),
    credits,
    relations,
    edges,
    titleWords,
    unitCorrespondences,
    awardingBodies: { ...shipped.awardingBodies, bodies: [...bodies, ...shipped.awardingBodies.bodies] },
  };
  return { parts, problems };
}

type LevelSets = ReadonlyMap<string, ReadonlySet<string>>;
const hasLevel = (levels: LevelSets, ref: string): boolean => levels.get(frameworkOf(ref))?.has(codeOf(ref)) ?? false;

function judgeFramework(file: string, content: FrameworkFile): readonly KnowledgeProblem[] {
  const problems: KnowledgeProblem[] = [];
  if (content.kind === 'classification' || content.id === 'isced-2011')
    problems.push({ file, at: '/id', message: 'ISCED is part of the service and cannot be replaced as a framework.' });
  const codes = new Set<string>();
  content.levels.forEach((level, index) => {
    if (codes.has(level.code))
      problems.push({ file, at: `/levels/${index}`, message: 'The same level is stated twice.' });
    codes.add(level.code);
  });
  const countries = new Set<string>();
  content.members.forEach((member, index) => {
    if (countries.has(member.country))
      problems.push({ file, at: `/members/${index}`, message: 'The same country is stated twice.' });
    countries.add(member.country);
  });
  return problems;
}

/** Unknown ends, self-references, duplicates and circles (A to B and B to A told twice) are faults. */
function judgeReferencing(file: string, content: ReferencingFile, levels: LevelSets): readonly KnowledgeProblem[] {
  const problems: KnowledgeProblem[] = [];
  const seen = new Set<string>();
  const directions = new Set<string>();
  content.relations.forEach((relation, index) => {
    const at = `/relations/${index}`;
    const key = relationKey(relation.from, relation.to);
    if (!levels.has(relation.from) || !levels.has(relation.to))
      problems.push({ file, at, message: 'Names a framework that is not known.' });
    if (relation.from === relation.to) problems.push({ file, at, message: 'A framework cannot be related to itself.' });
    if (seen.has(key)) problems.push({ file, at, message: 'The same relation is stated twice.' });
    seen.add(key);
    directions.add(key);
  });
  content.edges.forEach((edge, index) => {
    const at = `/edges/${index}`;
    const from = frameworkOf(edge.from);
    const key = `${edge.from} ${edge.to ?? edge.toFramework}`;
    if (
      !hasLevel(levels, edge.from) ||
      (edge.to !== null && !hasLevel(levels, edge.to)) ||
      !levels.has(edge.toFramework)
    )
      problems.push({ file, at, message: 'Names a level or framework that is not known.' });
    if (edge.to !== null && frameworkOf(edge.to) !== edge.toFramework)
      problems.push({ file, at, message: 'The level in "to" does not belong to "toFramework".' });
    if (from === edge.toFramework) problems.push({ file, at, message: 'A framework cannot be related to itself.' });
    if (seen.has(key)) problems.push({ file, at, message: 'The same pair of levels is stated twice.' });
    seen.add(key);
    directions.add(relationKey(from, edge.toFramework));
  });
  for (const direction of directions) {
    const [from = '', to = ''] = direction.split('>');
    if (from < to && directions.has(relationKey(to, from)))
      problems.push({
        file,
        at: '',
        message: `Circular: ${from} and ${to} are related in both directions. State one; it is read both ways.`,
      });
  }
  return problems.slice(0, 20);
}

function judgeCredits(file: string, content: CreditTableFile, levels: LevelSets): readonly KnowledgeProblem[] {
  const problems: KnowledgeProblem[] = [];
  const seen = new Set<string>();
  if (!levels.has(content.framework))
    return [{ file, at: '/framework', message: 'Names a framework that is not known.' }];
  content.levels.forEach((row, index) => {
    const at = `/levels/${index}`;
    if (!hasLevel(levels, `${content.framework}:${row.level}`))
      problems.push({ file, at, message: 'Names a level that is not known.' });
    if (seen.has(row.level)) problems.push({ file, at, message: 'The same level is stated twice.' });
    seen.add(row.level);
  });
  return problems;
}
