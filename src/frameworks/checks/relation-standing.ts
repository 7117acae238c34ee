import { finding, ground, inList, type CheckContext, type Rule } from './rule.js';
import type { FrameworkFinding } from '../types.js';
import type { RelationStatus } from '../data-schemas.js';

/** A rule that speaks when the table in use has `status`. */
function onStatus(
  status: RelationStatus,
  context: CheckContext,
  tell: (year: string) => FrameworkFinding,
): FrameworkFinding | null {
  const edge = context.link?.kind === 'edges' ? context.link.edges[0] : undefined;
  if (edge?.status !== status) return null;
  return tell(edge.year === null ? '' : ` in ${edge.year}`);
}

const sides = ({ framework, level, target, link }: CheckContext): readonly [string, string] => [
  `${framework?.file.acronym ?? ''} ${level?.code ?? ''}`,
  `${target?.file.acronym ?? ''} ${link?.kind === 'edges' || link?.kind === 'chain' ? inList(link.levels) : ''}`.trim(),
];

function edgeGround({ link }: CheckContext, note: string) {
  const edge =
    link?.kind === 'edges' || link?.kind === 'not-endorsed'
      ? link.edges[0]
      : link?.kind === 'no-counterpart'
        ? link.edge
        : undefined;
  return edge ? ground({ ...edge, note }, edge.origin) : { text: note, source: null };
}

const q11: Rule = {
  id: 'Q11',
  asks: 'Were the frameworks only compared, not referenced?',
  outcomes: ['warn'],
  check: (context) =>
    onStatus('official-compared', context, (year) => {
      const [here, there] = sides(context);
      return finding(
        'Q11-compared-only',
        'warn',
        `${here} was compared with ${there}${year}. A comparison is not a formal referencing.`,
        edgeGround(context, 'Joint comparison of two frameworks'),
      );
    }),
};

const q12: Rule = {
  id: 'Q12',
  asks: 'Is the relation no longer current?',
  outcomes: ['warn'],
  check: (context) =>
    onStatus('official-referenced-historical', context, (year) => {
      const [here, there] = sides(context);
      return finding(
        'Q12-historical',
        'warn',
        `${here} was referenced to ${there}${year} (no longer current).`,
        edgeGround(context, 'Former referencing'),
      );
    }),
};

const q13: Rule = {
  id: 'Q13',
  asks: 'Was the mapping refused by one of the parties?',
  outcomes: ['info', 'fail'],
  check: (context) => {
    const { link, framework, target, targetLevel } = context;
    const refused =
      link?.kind === 'not-endorsed' || (link?.kind === 'outside-table' && link.relation.status === 'not-endorsed');
    if (!refused || !framework || !target) return null;
    const on = edgeGround(context, 'The mapping was not endorsed');
    const sentence = `A mapping between ${framework.file.acronym} and ${target.file.acronym} exists but was not endorsed and cannot be used.`;
    return targetLevel === null
      ? finding('Q13-not-endorsed', 'info', `${sentence} No official relation is known.`, on)
      : finding('Q13-not-endorsed-asserted', 'fail', sentence, on);
  },
};

const q14: Rule = {
  id: 'Q14',
  asks: 'Does the table say that this level has no counterpart?',
  outcomes: ['info', 'fail'],
  check: (context) => {
    const { link, framework, target, level, targetLevel } = context;
    if (link?.kind !== 'no-counterpart' || !framework || !target || !level) return null;
    const on = edgeGround(context, 'Table of levels');
    const who = link.edge.status === 'explicitly-unlevelled' ? 'The parties agreed that' : 'In the table,';
    const sentence = `${who} level ${level.code} of ${framework.file.acronym} has no counterpart in ${target.file.acronym}.`;
    return targetLevel === null
      ? finding('Q14-no-counterpart', 'info', sentence, on)
      : finding('Q14-no-counterpart-asserted', 'fail', sentence, on);
  },
};

const q15: Rule = {
  id: 'Q15',
  asks: 'Is the relation only indicative?',
  outcomes: ['warn'],
  check: (context) => {
    const { link } = context;
    const [here, there] = sides(context);
    if (link?.kind === 'chain') {
      const [first] = link.hops[0] ?? [];
      const on = first
        ? ground({ ...first, note: 'Two official tables, read one after the other' }, first.origin)
        : ground({ source: null, year: null, confidence: 'none', note: 'Two tables' });
      return finding('Q15-chained', 'warn', `Indicative only: two official tables lead from ${here} to ${there}.`, on);
    }
    return onStatus('indicative', context, () =>
      finding(
        'Q15-indicative',
        'warn',
        `Indicative only: ${here} is usually seen near ${there}; no authority says so.`,
        edgeGround(context, 'Orientation, not a decision'),
      ),
    );
  },
};

export const standingRules: readonly Rule[] = [q11, q12, q13, q14, q15];
