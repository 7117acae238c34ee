import { compareClaim, meaningOf, type Comparison } from './compare.js';
import type { Framework, Knowledge, Relation } from './knowledge.js';
import { findLevel } from './resolve.js';
import { skillBandsOf } from './skill-band.js';

/** Body of `GET /api/frameworks`. */
export function frameworksIndex(knowledge: Knowledge) {
  return {
    version: knowledge.version,
    checkedOn: knowledge.checkedOn,
    sha256: knowledge.sha256(),
    operatorFiles: knowledge.operatorFiles,
    problems: knowledge.problems,
    frameworks: [...knowledge.frameworks.values()].map(summaryOf),
  };
}

const summaryOf = ({ file, origin, levels, members }: Framework) => ({
  id: file.id,
  acronym: file.acronym,
  name: file.name,
  kind: file.kind,
  countries: [...members.values()].filter((member) => member.status === 'member').map((member) => member.country),
  levels: levels.size,
  status: file.status,
  confidence: file.basis.structure.confidence,
  suppliedBy: origin,
  source: file.basis.structure.source,
});

/** Body of `GET /api/frameworks/{id}`; null when there is none. */
export function frameworkView(knowledge: Knowledge, id: string) {
  const framework = knowledge.frameworks.get(id);
  if (!framework) return null;
  const { format: _format, ...file } = framework.file;
  return {
    ...file,
    suppliedBy: framework.origin,
    relations: [...knowledge.relations.values()]
      .filter((relation) => relation.from === id || relation.to === id)
      .map(relationView),
    dataVersion: knowledge.version,
  };
}

const relationView = ({ origin, ...relation }: Relation) => ({ ...relation, suppliedBy: origin });

/**
 * Body of `GET /api/frameworks/{id}/levels/{level}`: what it means, and what is known elsewhere about it. `skillBands`:
 * the grouping of the policy papers, where the ISCED level is known.
 */
export function levelView(knowledge: Knowledge, id: string, level: string) {
  const framework = knowledge.frameworks.get(id);
  const found = framework ? findLevel(framework, level) : null;
  if (!framework || !found) return null;
  const elsewhere = [...knowledge.frameworks.keys()]
    .filter((other) => other !== id)
    .map((other) => ({
      framework: other,
      comparison: compareClaim(knowledge, { framework: id, level: found.code }, other),
    }))
    .filter(({ comparison }) => comparison.standing !== 'none')
    .map(({ framework: other, comparison }) => ({ framework: other, ...brief(comparison) }));
  return {
    ...meaningOf(framework, found),
    title: found.title,
    sector: found.sector,
    minCredits: found.minCredits,
    isced: found.isced,
    skillBands: skillBandsOf(knowledge, id, found),
    uri: found.uri,
    basis: framework.file.basis,
    suppliedBy: framework.origin,
    elsewhere,
    dataVersion: knowledge.version,
  };
}

const brief = ({ standing, level, wording, sentence, indicative, sources }: Comparison) => ({
  standing,
  level,
  wording,
  sentence,
  indicative,
  sources,
});
