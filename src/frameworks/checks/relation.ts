import type { Framework, Relation } from '../knowledge.js';
import { finding, ground, inList, ownRule, type CheckContext, type Rule } from './rule.js';

const noRelation = ownRule('No statement about these two frameworks in the data');

const q08: Rule = {
  id: 'Q08',
  asks: 'Is a level of a regional framework claimed without a national one behind it?',
  outcomes: ['warn'],
  check: ({ framework, levelCode }) => {
    if (!framework || levelCode === null || framework.levels.size === 0) return null;
    if (framework.file.kind !== 'regional' && framework.file.kind !== 'continental') return null;
    const { file, origin } = framework;
    return finding(
      'Q08-no-national-level',
      'warn',
      `Levels of ${file.acronym} come through a national framework; none was given.`,
      ground({ ...file.basis.structure, note: 'A reference framework awards nothing itself' }, origin),
    );
  },
};

const q09: Rule = {
  id: 'Q09',
  asks: 'Is there a relation to the framework it is compared with?',
  outcomes: ['pass', 'info', 'fail', 'unknown'],
  check: (context) => {
    const { framework, target, link, targetLevel } = context;
    if (!framework || !target || !link) return null;
    const asserted = targetLevel !== null;
    switch (link.kind) {
      case 'edges':
        return link.edges[0]?.status === 'indicative' ? null : relationFound(framework, target, context);
      case 'chain':
        return finding(
          'Q09-only-chained',
          'info',
          `There is no direct table between ${names(framework, target)}; two official tables meet in a regional framework.`,
          noRelation,
        );
      case 'table-not-loaded':
        return finding(
          'Q09-table-not-loaded',
          'unknown',
          `${statedRelation(framework, target, link.relation)} The table of levels is not loaded here, so the level is not known.`,
          ground(link.relation, link.relation.origin),
        );
      case 'unconfirmed':
        return finding(
          'Q09-relation-unconfirmed',
          'unknown',
          unconfirmedSentence(framework, target, link.relation),
          ground(link.relation, link.relation.origin),
        );
      case 'outside-table':
        return outsideTable(context, link.relation, asserted);
      case 'none': {
        const on = link.relation ? ground(link.relation, link.relation.origin) : noRelation;
        const sentence = `No official relation between ${names(framework, target)} is known.`;
        return asserted
          ? finding('Q09-no-relation', 'fail', `${sentence} The level claimed there is not supported.`, on)
          : finding('Q09-none-known', 'info', sentence, on);
      }
      default:
        return null; // Q13 and Q14 speak of mappings that may not be used.
    }
  },
};

const names = (framework: Framework, target: Framework): string =>
  `${framework.file.acronym} and ${target.file.acronym}`;

function relationFound(framework: Framework, target: Framework, { link }: CheckContext) {
  if (link?.kind !== 'edges') return null;
  const [edge] = link.edges;
  const on = edge ? ground({ ...edge, note: 'Table of levels' }, edge.origin) : noRelation;
  return finding('Q09-relation-known', 'pass', `A table between ${names(framework, target)} is loaded.`, on);
}

function outsideTable({ framework, target, level }: CheckContext, relation: Relation, asserted: boolean) {
  if (!framework || !target) return null;
  const sentence = `The table between ${names(framework, target)} does not list level ${level?.code ?? ''} of ${framework.file.acronym}.`;
  const on = ground(relation, relation.origin);
  return asserted
    ? finding('Q09-level-not-in-table', 'fail', `${sentence} The level claimed there is not supported.`, on)
    : finding('Q09-level-not-listed', 'info', sentence, on);
}

/** What is known to have happened between two frameworks, as one sentence with its year. */
export function statedRelation(framework: Framework, target: Framework, relation: Relation): string {
  const verbs: Readonly<Record<string, string>> = {
    'official-referenced': 'was formally referenced to',
    'official-aligned': 'was officially aligned to',
    'official-compared': 'was compared with',
    'official-referenced-historical': 'was once referenced to',
    'national-correspondence': 'has a national table with',
    'national-classification': 'has a national classification aligned with',
  };
  const [left, right] = relation.from === framework.id ? [framework, target] : [target, framework];
  const year = relation.year === null ? '' : ` in ${relation.year}`;
  return `${left.file.acronym} ${verbs[relation.status] ?? 'is related to'} ${right.file.acronym}${year}.`;
}

function unconfirmedSentence(framework: Framework, target: Framework, relation: Relation): string {
  if (relation.status !== 'report-published')
    return `Whether ${names(framework, target)} are officially related could not be established. No official relation is known.`;
  const year = relation.year === null ? '' : ` in ${relation.year}`;
  return `A report on ${names(framework, target)} was published${year}; that it was accepted is not confirmed and its table is not loaded.`;
}

const q10: Rule = {
  id: 'Q10',
  asks: 'Is the level claimed in the other framework the one in the table?',
  outcomes: ['pass', 'fail'],
  check: ({ framework, target, link, targetLevel, level }) => {
    if (!framework || !target || !level || targetLevel === null) return null;
    if (link?.kind === 'same-framework') {
      const on = ground(framework.file.basis.structure, framework.origin);
      return targetLevel === level.code
        ? finding('Q10-same-level', 'pass', 'Both claims name the same level of the same framework.', on)
        : finding('Q10-two-levels', 'fail', `The claim names two different levels of ${framework.file.acronym}.`, on);
    }
    const [edge] = link?.kind === 'edges' ? link.edges : [];
    if (link?.kind !== 'edges' || !edge || edge.status === 'indicative') return null;
    const on = ground({ ...edge, note: 'Table of levels' }, edge.origin);
    const table = `The table puts ${framework.file.acronym} ${level.code} at ${target.file.acronym} ${inList(link.levels)}`;
    return link.levels.includes(targetLevel)
      ? finding('Q10-as-in-table', 'pass', `${table}, as claimed.`, on)
      : finding('Q10-not-as-in-table', 'fail', `${table}, not ${targetLevel}.`, on);
  },
};

export const relationRules: readonly Rule[] = [q08, q09, q10];
