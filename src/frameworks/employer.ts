import { compareClaim, type Comparison, type ComparisonClaim } from './compare.js';
import type { Framework, Knowledge } from './knowledge.js';
import { relationBetween } from './links.js';
import { frameworksOfCountry, resolveFramework } from './resolve.js';

/** One thing that the answer rests on, with who says it and how sure that is. */
export interface Statement {
  readonly about: string;
  /** Address of the source; null when nobody is known to have written it down. */
  readonly source: string | null;
  readonly year: number | null;
  readonly status: string;
  readonly confidence: string;
  readonly suppliedBy: 'shipped' | 'operator-supplied';
}

/** What an employer is told about one framework; the same for page, API and command line. */
export interface EmployerAnswer {
  readonly framework: string;
  readonly acronym: string;
  readonly name: string;
  /** Who to ask about levels there, when known. */
  readonly authority: string | null;
  readonly comparison: Comparison;
  readonly statements: readonly Statement[];
}

/** More would not be read. */
const MAX_ANSWERS = 4;
const COUNTRY = /^[A-Z]{2}$/;

/**
 * The frameworks that count where the employer is: a framework by id or acronym, or for a country (`KE`) its national
 * ones, then the regional ones it belongs to; a continental one only where there is nothing nearer.
 */
export function frameworksForEmployer(knowledge: Knowledge, choice: string): readonly Framework[] {
  const named = resolveFramework(knowledge, choice);
  if (named.kind === 'found') return [named.framework];
  if (!COUNTRY.test(choice)) return [];
  const all = [...knowledge.frameworks.values()];
  const ofKind = (kind: string) => all.filter(({ file, members }) => file.kind === kind && members.has(choice));
  const near = [...frameworksOfCountry(knowledge, choice), ...ofKind('regional')];
  return (near.length > 0 ? near : ofKind('continental')).slice(0, MAX_ANSWERS);
}

/** Empty when the choice is neither a framework nor a country with one. */
export const answersForEmployer = (
  knowledge: Knowledge,
  claim: ComparisonClaim,
  choice: string,
): readonly EmployerAnswer[] =>
  frameworksForEmployer(knowledge, choice).map((target) => {
    const comparison = compareClaim(knowledge, claim, target.id);
    return {
      framework: target.id,
      acronym: target.file.acronym,
      name: target.file.name,
      authority: target.file.owner,
      comparison,
      statements: statementsOf(knowledge, { claim, target, comparison, choice }),
    };
  });

interface Asked {
  readonly claim: ComparisonClaim;
  readonly target: Framework;
  readonly comparison: Comparison;
  readonly choice: string;
}

/** Relation first: it is what the answer is about. */
function statementsOf(knowledge: Knowledge, { claim, target, comparison, choice }: Asked): readonly Statement[] {
  const own = resolveFramework(knowledge, claim.framework, claim.awardingCountry);
  const from = own.kind === 'found' ? own.framework : null;
  const sides = from === null || from.id === target.id ? [target] : [from, target];
  const found = [
    ...(from === null ? [] : relationStatements(knowledge, from, target, comparison)),
    ...sides.flatMap(structureStatements),
    ...(COUNTRY.test(choice) && target.file.kind !== 'national' ? [membership(target, choice)] : []),
  ];
  return [...new Map(found.map((statement) => [`${statement.about}\n${statement.source}`, statement])).values()];
}

function relationStatements(
  knowledge: Knowledge,
  from: Framework,
  target: Framework,
  { path }: Comparison,
): readonly Statement[] {
  if (path.length > 0) {
    return path.map((step) => ({
      about: `${step.from} > ${step.to}`,
      source: step.source,
      year: step.year,
      status: step.status,
      confidence: step.confidence,
      suppliedBy: step.suppliedBy,
    }));
  }
  const relation = relationBetween(knowledge, from.id, target.id);
  if (relation === null) return [];
  const { source, year, status, confidence, note, origin } = relation;
  const about = `${from.file.acronym} and ${target.file.acronym}: ${note}`;
  return [{ about, source, year, status, confidence, suppliedBy: origin }];
}

function structureStatements({ file, origin }: Framework): readonly Statement[] {
  const { structure, qualifications, meanings } = file.basis;
  return [structure, qualifications, meanings].flatMap((basis) =>
    basis === null ? [] : [{ about: `${file.acronym}: ${basis.note}`, ...standing(basis), suppliedBy: origin }],
  );
}

function membership({ file, members, origin }: Framework, country: string): Statement {
  const member = members.get(country);
  const about = `${country} in ${file.acronym}: ${member?.status ?? 'member'}`;
  return { about, ...standing(file.basis.membership), year: member?.year ?? null, suppliedBy: origin };
}

type Basis = Framework['file']['basis']['structure'];

const standing = ({ source, year, status, confidence }: Basis) => ({ source, year, status, confidence });

/** `Kenya in EAQFHE: member. https://..., 2015, current, high confidence` */
export function describeStatement({ about, source, year, status, confidence, suppliedBy }: Statement): string {
  const origin = suppliedBy === 'operator-supplied' ? ', supplied by the operator' : '';
  return `${about}. ${source ?? 'No source'}${year === null ? '' : `, ${year}`}, ${status}, ${confidence} confidence${origin}`;
}
