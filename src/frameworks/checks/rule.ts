import type { Basis } from '../schema-parts.js';
import type { Framework, Knowledge, Level, Origin } from '../knowledge.js';
import type { Link } from '../links.js';
import type { Resolution } from '../resolve.js';
import type { FrameworkClaim, FrameworkFinding, FrameworkOutcome } from '../types.js';

/** A claim with everything looked up once that several rules need. */
export interface CheckContext {
  readonly knowledge: Knowledge;
  readonly claim: FrameworkClaim;
  readonly resolution: Resolution | null;
  readonly targetResolution: Resolution | null;
  readonly framework: Framework | null;
  readonly target: Framework | null;
  /** As claimed, without the word "level". */
  readonly levelCode: string | null;
  /** Null when the framework's present edition has no such level. */
  readonly level: Level | null;
  readonly targetLevel: string | null;
  readonly link: Link | null;
  /** Today, `YYYY-MM-DD`; null when the caller gave none. */
  readonly today: string | null;
}

/** One rule: `check` gives its finding, or null when the claim says nothing this rule is about. Pure. */
export interface Rule {
  readonly id: string;
  /** The question in plain words, for the documentation and the screen. */
  readonly asks: string;
  /** The outcomes it can give. */
  readonly outcomes: readonly FrameworkOutcome[];
  readonly check: (context: CheckContext) => FrameworkFinding | null;
}

export interface Ground {
  readonly text: string;
  readonly source: string | null;
}

const certainty = {
  high: 'read in the source',
  medium: 'read in part or at second hand',
  low: 'not confirmed in a source',
  none: 'no source',
} as const;

/** The words under a finding: what it rests on, how sure that is, and who supplied it. */
export function ground(
  basis: Pick<Basis, 'source' | 'year' | 'confidence' | 'note'>,
  origin: Origin = 'shipped',
): Ground {
  const year = basis.year === null ? '' : `, ${basis.year}`;
  const supplied = origin === 'operator-supplied' ? '; operator-supplied' : '';
  return { text: `${basis.note} (${certainty[basis.confidence]}${year}${supplied})`, source: basis.source };
}

/** A ground for rules that rest on the form of the claim, not on a statement from outside. */
export const ownRule = (text: string): Ground => ({ text, source: null });

/** A statement nobody has confirmed must not make a claim fail. */
export const isConfirmed = (basis: Pick<Basis, 'confidence'>): boolean =>
  basis.confidence === 'high' || basis.confidence === 'medium';

export function finding(
  code: `Q${string}-${string}`,
  outcome: FrameworkOutcome,
  sentence: string,
  on: Ground,
): FrameworkFinding {
  return { rule: code.slice(0, 3), outcome, code, sentence, basis: on.text, source: on.source };
}

export const inList = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1) ?? ''}`;
