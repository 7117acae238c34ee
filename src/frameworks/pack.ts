import type { KnowledgeParts, Knowledge } from './knowledge.js';
import { buildKnowledge } from './knowledge.js';

/** The reference data as one JSON document for the offline page: same statements, same checks, no validation library. */
export interface KnowledgePack {
  readonly format: 'skills-passport/knowledge-pack/1';
  readonly version: string;
  readonly checkedOn: string;
  readonly sha256: string;
  readonly frameworks: KnowledgeParts['frameworks'];
  readonly credits: KnowledgeParts['credits'];
  readonly relations: KnowledgeParts['relations'];
  /** [from, to, toFramework, status, year, index into sources, confidence, operator-supplied] */
  readonly edges: readonly PackedEdge[];
  readonly edgeSources: readonly (string | null)[];
  readonly isced: KnowledgeParts['isced'];
  readonly iscedF: ReturnType<KnowledgeParts['iscedF']>;
  readonly isco: ReturnType<KnowledgeParts['isco']>;
  readonly titleWords: KnowledgeParts['titleWords'];
  readonly awardingBodies: KnowledgeParts['awardingBodies'];
}
type PartEdge = KnowledgeParts['edges'][number];
type PackedEdge = readonly [
  string,
  string | null,
  string,
  PartEdge['status'],
  number | null,
  number,
  PartEdge['confidence'],
  0 | 1,
];

/** Leaves out what no check reads: EU label vocabulary, source lists, catalogue classifications, problem reports. */
export function packKnowledge(knowledge: Knowledge): KnowledgePack {
  const { parts } = knowledge;
  const edgeSources = [...new Set(parts.edges.map((edge) => edge.source))];
  return {
    format: 'skills-passport/knowledge-pack/1',
    version: knowledge.version,
    checkedOn: knowledge.checkedOn,
    sha256: knowledge.sha256(),
    frameworks: parts.frameworks.map(({ file, origin }) => ({ origin, file: { ...file, sources: [] } })),
    credits: parts.credits,
    relations: parts.relations,
    edges: parts.edges.map((edge): PackedEdge => [
      edge.from,
      edge.to,
      edge.toFramework,
      edge.status,
      edge.year,
      edgeSources.indexOf(edge.source),
      edge.confidence,
      edge.origin === 'shipped' ? 0 : 1,
    ]),
    edgeSources,
    isced: parts.isced,
    iscedF: parts.iscedF(),
    isco: parts.isco(),
    titleWords: parts.titleWords,
    awardingBodies: parts.awardingBodies,
  };
}

/** Builds the same `Knowledge` from a pack of our own making. Throws a TypeError on anything that is not such a pack. */
export function unpackKnowledge(pack: unknown): Knowledge {
  if (!isPack(pack)) throw new TypeError('not a knowledge pack of a known format');
  return buildKnowledge({
    version: pack.version,
    checkedOn: pack.checkedOn,
    sha256: () => pack.sha256,
    frameworks: pack.frameworks,
    credits: pack.credits,
    relations: pack.relations,
    edges: pack.edges.map(([from, to, toFramework, status, year, source, confidence, supplied]) => ({
      from,
      to,
      toFramework,
      status,
      year,
      source: pack.edgeSources[source] ?? null,
      confidence,
      origin: supplied === 1 ? 'operator-supplied' : 'shipped',
    })),
    isced: pack.isced,
    iscedF: () => pack.iscedF,
    isco: () => pack.isco,
    euLevelUris: () => null,
    titleWords: pack.titleWords,
    awardingBodies: pack.awardingBodies,
    classifications: { format: 'skills-passport/classifications/1', bases: {}, items: [] },
    unitCorrespondences: [],
    problems: [],
    operatorFiles: [],
  });
}

function isPack(value: unknown): value is KnowledgePack {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === 'skills-passport/knowledge-pack/1'
  );
}
