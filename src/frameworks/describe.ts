import type { Comparison } from './compare.js';
import type { Knowledge } from './knowledge.js';
import { skillBandsOf } from './skill-band.js';
import type { FrameworkFinding } from './types.js';

/** Lines for `frameworks list`: one framework a line, columns aligned. */
export function listFrameworks(knowledge: Knowledge): readonly string[] {
  const rows = [...knowledge.frameworks.values()].map(({ file, levels, origin }) => [
    file.id,
    file.acronym,
    levels.size > 0 ? `${levels.size} levels` : 'no levels',
    file.status,
    origin === 'shipped' ? '' : 'operator-supplied',
  ]);
  return [
    ...align(rows),
    '',
    `Data version ${knowledge.version}, checked ${knowledge.checkedOn}, sha256 ${knowledge.sha256().slice(0, 16)}`,
    ...knowledge.problems.map((problem) =>
      `Not used: ${problem.file} ${problem.at} ${problem.message}`.replace(/ {2,}/g, ' '),
    ),
  ];
}

/** Lines for `frameworks show <id>`; null when there is no such framework. */
export function describeFramework(knowledge: Knowledge, id: string): readonly string[] | null {
  const framework = knowledge.frameworks.get(id);
  if (!framework) return null;
  const { file } = framework;
  const { tables } = knowledge;
  const isGrouped = [...framework.levels.values()].some((level) => skillBandsOf(knowledge, id, level) !== null);
  const relations = [...knowledge.relations.values()].filter((relation) => relation.from === id || relation.to === id);
  return [
    `${file.name} (${file.acronym}, ${file.id})`,
    `Status: ${file.status}. ${file.statusNote}.`,
    `Owner: ${file.owner ?? 'not known'}`,
    `Levels: ${file.basis.structure.note} (${file.basis.structure.confidence} confidence)`,
    ...[...framework.levels.values()].reverse().map((level) => {
      const bands = skillBandsOf(knowledge, id, level);
      const words = [level.meaning, level.qualifications.map((award) => award.title).join('; ')]
        .filter(Boolean)
        .join(' ');
      const grouped = bands === null ? '' : ` [${bands.bands.join(' or ')}-skilled]`;
      return `  ${level.code.padEnd(5)}${words || 'no description loaded'}${grouped}`;
    }),
    ...(isGrouped
      ? [`[..-skilled]: ${tables.isced.basis.skillBands.note}, by ISCED level; not the ISCO skill levels.`]
      : []),
    ...(relations.length > 0 ? ['Relations:'] : []),
    ...relations.map(
      (relation) =>
        `  ${relation.from} > ${relation.to}: ${relation.status}${relation.year === null ? '' : `, ${relation.year}`}. ${relation.note}.`,
    ),
    ...file.notes.map((note) => `Note: ${note}`),
    ...file.sources.map((source) => `Source: ${source}`),
  ];
}

/** Lines for `frameworks check`: each finding, and under it what it rests on. */
export function describeFindings(findings: readonly FrameworkFinding[]): readonly string[] {
  if (findings.length === 0) return ['The claim says nothing that a rule can check.'];
  const told = align(findings.map((finding) => [finding.rule, finding.outcome, finding.sentence]));
  return findings.flatMap(({ basis, source }, index) => [
    told[index] ?? '',
    `     ${basis}${source === null ? '' : `. ${source}`}`,
  ]);
}

/** Lines for `frameworks compare` with one framework. */
export function describeComparison(comparison: Comparison): readonly string[] {
  const meaning = (side: Comparison['here']) =>
    side
      ? [
          `${side.acronym} ${side.level} of ${side.of}: ${side.meaning ?? (side.awards.join('; ') || 'no description loaded')}`,
        ]
      : [];
  return [
    comparison.sentence,
    ...meaning(comparison.here),
    ...comparison.there.flatMap(meaning),
    ...comparison.path.map(
      (step) => `Table: ${step.from} > ${step.to}, ${step.status}${step.year === null ? '' : `, ${step.year}`}`,
    ),
    ...comparison.whatToAsk.map((ask) => `Ask: ${ask}`),
    ...comparison.sources.map((source) => `Source: ${source.url}`),
    comparison.caution,
    `Data version ${comparison.dataVersion}`,
  ];
}

/** Lines for `frameworks compare` with all: only those about which something is known, then the count of the rest. */
export function describeComparisons(
  rows: readonly { readonly framework: string; readonly comparison: Comparison }[],
): readonly string[] {
  const known = rows.filter(({ comparison }) => comparison.standing !== 'none');
  const silent = rows.length - known.length;
  return [
    ...align(known.map(({ framework, comparison }) => [framework, comparison.level ?? '-', comparison.sentence])),
    ...(silent > 0 ? [`No official relation is known to the other ${silent} frameworks.`] : []),
  ];
}

function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
