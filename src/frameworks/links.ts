import {
  isChainable,
  relationKey,
  type Edge,
  type Framework,
  type Knowledge,
  type Level,
  type Relation,
} from './knowledge.js';

/** What is known between one level and a target framework. */
export type Link =
  | { readonly kind: 'same-framework' }
  /** One statement, possibly to several levels; `backwards` when the table was made from the target's side. */
  | {
      readonly kind: 'edges';
      readonly edges: readonly Edge[];
      readonly levels: readonly string[];
      readonly backwards: boolean;
    }
  | { readonly kind: 'not-endorsed'; readonly edges: readonly Edge[] }
  | { readonly kind: 'no-counterpart'; readonly edge: Edge }
  /** A table is loaded and does not list this level. */
  | { readonly kind: 'outside-table'; readonly relation: Relation }
  /** Two official tables meet in a regional framework. Indicative only. */
  | { readonly kind: 'chain'; readonly hops: readonly (readonly [Edge, Edge])[]; readonly levels: readonly string[] }
  | { readonly kind: 'table-not-loaded'; readonly relation: Relation }
  | { readonly kind: 'unconfirmed'; readonly relation: Relation }
  | { readonly kind: 'none'; readonly relation: Relation | null };

const statedRelation: ReadonlySet<string> = new Set([
  'official-referenced',
  'official-aligned',
  'national-correspondence',
  'official-compared',
  'official-referenced-historical',
  'national-classification',
]);

/** The best statement between `level` of `from` and `target`. Never follows more than the two allowed official hops. */
export function findLink(knowledge: Knowledge, level: Level, from: Framework, target: Framework): Link {
  if (from.id === target.id) return { kind: 'same-framework' };
  const direct = directLink(knowledge, level, from, target);
  if (direct.kind !== 'none' && direct.kind !== 'unconfirmed' && direct.kind !== 'table-not-loaded') return direct;
  const hops = chainThroughHubs(knowledge, level, from, target);
  if (hops.length === 0) return direct;
  const levels = [...new Set(hops.map(([, second]) => second.from.slice(target.id.length + 1)))];
  return { kind: 'chain', hops, levels };
}

function directLink(knowledge: Knowledge, level: Level, from: Framework, target: Framework): Link {
  const forward = knowledge.edgesFrom.get(`${level.ref}>${target.id}`) ?? [];
  const edges = forward.length > 0 ? forward : (knowledge.edgesTo.get(`${level.ref}<${target.id}`) ?? []);
  const [first] = edges;
  if (!first) return relationOnly(knowledge, from, target);
  if (first.status === 'not-endorsed') return { kind: 'not-endorsed', edges };
  if (first.to === null) return { kind: 'no-counterpart', edge: first };
  const backwards = edges !== forward;
  const levels = edges.map((edge) => (backwards ? edge.from : (edge.to ?? '')).slice(target.id.length + 1));
  return { kind: 'edges', edges, levels, backwards };
}

function relationOnly(knowledge: Knowledge, from: Framework, target: Framework): Link {
  const relation = relationBetween(knowledge, from.id, target.id);
  if (relation === null || relation.status === 'none-found') return { kind: 'none', relation };
  if (relation.status === 'not-endorsed' || relation.table === 'loaded') return { kind: 'outside-table', relation };
  return { kind: statedRelation.has(relation.status) ? 'table-not-loaded' : 'unconfirmed', relation };
}

export const relationBetween = (knowledge: Knowledge, left: string, right: string): Relation | null =>
  knowledge.relations.get(relationKey(left, right)) ?? knowledge.relations.get(relationKey(right, left)) ?? null;

function chainThroughHubs(
  knowledge: Knowledge,
  level: Level,
  from: Framework,
  target: Framework,
): (readonly [Edge, Edge])[] {
  if (from.file.kind !== 'national' || target.file.kind !== 'national') return [];
  return (knowledge.officialHubs.get(from.id) ?? []).flatMap((hub) =>
    (knowledge.edgesFrom.get(`${level.ref}>${hub}`) ?? [])
      .filter(isChainable)
      .flatMap((first) =>
        (knowledge.edgesTo.get(`${first.to ?? ''}<${target.id}`) ?? [])
          .filter(isChainable)
          .map((second) => [first, second] as const),
      ),
  );
}
