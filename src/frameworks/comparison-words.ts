import { statedRelation } from './checks/relation.js';
import type { ComparisonStanding } from './compare.js';
import type { Framework, Level } from './knowledge.js';
import type { Link } from './links.js';

/** Wording is fixed per standing: only official tables may be told as "corresponds to". */
export function wordingOf(standing: ComparisonStanding, year: number | null): string {
  switch (standing) {
    case 'same-framework':
      return 'is the same framework';
    case 'official':
      return 'corresponds to';
    case 'compared':
      return 'was compared with';
    case 'historical':
      return year === null ? 'was referenced (no longer current)' : `was referenced in ${year} (no longer current)`;
    case 'indicative':
      return 'is indicatively near';
    case 'no-counterpart':
      return 'has no counterpart';
    case 'table-not-loaded':
      return 'is related, level not known';
    case 'cannot-compare':
      return 'cannot be compared';
    default:
      return 'no official relation known';
  }
}

export interface Told {
  readonly standing: ComparisonStanding;
  readonly levels: readonly string[];
  readonly year: number | null;
  readonly link: Link;
  readonly from: Framework;
  readonly target: Framework;
  readonly level: Level;
}

/** One sentence an employer can rely on. */
export function comparisonSentence(told: Told): string {
  const { standing, from, target, level, link } = told;
  const here = `${from.file.acronym} ${level.code}`;
  const there = `${target.file.acronym} ${told.levels.join(' or ')}`;
  const inYear = told.year === null ? '' : ` in ${told.year}`;
  switch (standing) {
    case 'same-framework':
      return `This is level ${level.code} of ${from.levels.size} in the framework you chose.`;
    case 'official':
      return `${here} corresponds to ${there}${nationalTable(link)}.`;
    case 'compared':
      return `${here} was compared with ${there}${inYear}. This is not a formal referencing.`;
    case 'historical':
      return `${here} was referenced to ${there}${inYear} (no longer current).`;
    case 'indicative':
      return link.kind === 'chain'
        ? `Indicative only: two official tables lead from ${here} to ${there}.`
        : `Indicative only: ${here} is usually seen near ${there}; no authority says so.`;
    case 'no-counterpart':
      return `${here} has no counterpart in the table with ${target.file.acronym}.`;
    case 'table-not-loaded':
      return 'relation' in link && link.relation
        ? `${statedRelation(from, target, link.relation)} Its table of levels is not loaded here, so the level is not known.`
        : `The table of levels of ${target.file.acronym} is not loaded here.`;
    case 'not-established':
      return `${notEstablished(link)}No official relation to ${target.file.acronym} is known.`;
    case 'not-endorsed':
      return `A mapping with ${target.file.acronym} exists but was not endorsed. No official relation to ${target.file.acronym} is known.`;
    default:
      return `No official relation to ${target.file.acronym} is known.`;
  }
}

/** A table inside one country is named as such, with its year: editions move on. */
function nationalTable(link: Link): string {
  const edge = link.kind === 'edges' ? link.edges[0] : undefined;
  if (edge?.status !== 'national-correspondence') return '';
  return edge.year === null ? ' (national table)' : ` (national table of ${edge.year})`;
}

function notEstablished(link: Link): string {
  if (link.kind !== 'unconfirmed' || link.relation.status !== 'report-published') return '';
  const year = link.relation.year === null ? '' : ` in ${link.relation.year}`;
  return `A report was published${year}, but that it was accepted is not confirmed. `;
}

/** What an employer can do next, most useful first. */
export function questionsToAsk({ standing, from, target, level }: Told): readonly string[] {
  const authority = target.file.owner ?? `the authority for ${target.file.acronym}`;
  const units = 'Look at the units of competency: they say what the person can do.';
  const recognition = `Ask ${authority} how it sees level ${level.code} of ${from.file.acronym}.`;
  switch (standing) {
    case 'same-framework':
      return [units];
    case 'official':
      return ['For a regulated job, ask the competent authority whether recognition is needed.', units];
    case 'compared':
    case 'historical':
    case 'indicative':
      return [recognition, units];
    case 'table-not-loaded':
      return [`Ask ${authority} for the published table of levels.`, recognition, units];
    default:
      return [units, recognition, 'Compare the units with what the job needs, one by one.'];
  }
}
