import type { AccreditationClaims } from '../shared/index.js';
import type { AuthorityQuestion } from './types.js';

/** One accreditation as fetched, with what was found out about it. Nothing here is believed because the document says it. */
export interface FetchedAccreditation extends AccreditationClaims {
  /** IRIs of qualification revisions; `*` = all of them. */
  readonly qualifications: readonly string[];
  readonly signature: 'intact' | 'altered' | 'unknown';
  readonly status: 'clear' | 'suspended' | 'revoked' | 'unknown';
  /** Day since which it is suspended or revoked; what was done up to it stays good. */
  readonly withdrawnAt: string | null;
  /** Day from which nothing counts (revocation with retroactive effect). */
  readonly voidFrom: string | null;
}

/** Where a chain may end: the framework authority, which names these bodies in its signed trust list. */
export interface ChainAnchor {
  /** Address of the signed trust list, as `authorizedBy` names it. */
  readonly id: string;
  readonly by: string;
  readonly bodies: readonly string[];
  readonly from: string;
  readonly until: string;
}

export type LinkOutcome =
  | 'holds'
  | 'not-yet'
  | 'expired'
  | 'withdrawn'
  | 'void'
  | 'altered'
  | 'other-qualification'
  /** Could not be checked: never counted as forged. */
  | 'missing'
  | 'unchecked'
  | 'cycle'
  | 'too-deep';

export interface ChainLink {
  readonly by: string;
  readonly for: string;
  readonly from: string;
  readonly until: string;
  readonly outcome: LinkOutcome;
}

export interface ChainAnswer {
  /** `fails` names a link that says no; `unknown` is anything that could not be had or read to its end. */
  readonly answer: 'holds' | 'fails' | 'unknown';
  /** Framework authority first, place last. */
  readonly chain: readonly ChainLink[];
  /** The link that decides, unless all hold. */
  readonly failing: ChainLink | null;
}

/** Links in a chain, the trust list included. */
const MAX_CHAIN = 4;
/** Accreditations that are looked at for one question. */
export const MAX_FETCHED = 64;

/**
 * Follows accreditations from the place of an assessment up to the framework authority: was the office authorised for this,
 * there, on that day? Pure: what was fetched and how it verified is handed in. When several accreditations lead upward the
 * best chain counts, so a second, worse one never takes anything away.
 */
export function judgeAccreditations(
  question: AuthorityQuestion,
  fetched: readonly FetchedAccreditation[],
  anchor: ChainAnchor,
): ChainAnswer {
  const bounded = fetched.slice(0, MAX_FETCHED);
  const there = bounded.filter((one) => one.by === question.issuerDid && one.for === question.place);
  const answers = there.map((leaf) => climb(leaf, { question, fetched: bounded, anchor }));
  const best = answers.toSorted((left, right) => rank(left) - rank(right))[0];
  const none = { ...absent(question.issuerDid, question.place), outcome: 'missing' } as const;
  return best ?? told([anchorLink(anchor, question.issuerDid), none]);
}

interface Ground {
  readonly question: AuthorityQuestion;
  readonly fetched: readonly FetchedAccreditation[];
  readonly anchor: ChainAnchor;
}

function climb(leaf: FetchedAccreditation, { question, fetched, anchor }: Ground): ChainAnswer {
  const links: ChainLink[] = [];
  const seen = new Set<string>();
  let current = leaf;
  for (;;) {
    const outcome = seen.has(current.id)
      ? 'cycle'
      : links.length >= MAX_CHAIN - 1
        ? 'too-deep'
        : judgeLink(current, question);
    seen.add(current.id);
    links.unshift({ by: current.by, for: current.for, from: current.from, until: current.until, outcome });
    if (outcome === 'cycle' || outcome === 'too-deep') return told(links);
    const { by, authorizedBy } = current;
    if (authorizedBy === anchor.id) return told([anchorLink(anchor, by), ...links]);
    const parent = fetched.find((one) => one.id === authorizedBy && one.for === by);
    if (parent === undefined) return told([{ ...absent('', by), outcome: 'missing' }, ...links]);
    current = parent;
  }
}

/** The first thing that is wrong; a signature that does not fit comes first, for then nothing else can be believed. */
function judgeLink(one: FetchedAccreditation, { qualification, date }: AuthorityQuestion): LinkOutcome {
  const covers = one.qualifications.includes(qualification) || one.qualifications.includes('*');
  const isRevoked = one.status === 'revoked';
  const rows: readonly (readonly [LinkOutcome, boolean])[] = [
    ['altered', one.signature === 'altered'],
    ['unchecked', one.signature === 'unknown'],
    ['other-qualification', !covers],
    ['not-yet', date < one.from],
    ['expired', date > one.until],
    ['void', isRevoked && one.voidFrom !== null && date >= one.voidFrom.slice(0, 10)],
    ['withdrawn', one.status !== 'clear' && one.withdrawnAt !== null && date > one.withdrawnAt.slice(0, 10)],
    // Revoked, and nobody says since when: it may or may not have held on that day.
    ['unchecked', one.status === 'unknown' || (one.status !== 'clear' && one.withdrawnAt === null)],
  ];
  return rows.find(([, applies]) => applies)?.[0] ?? 'holds';
}

function anchorLink({ by, bodies, from, until }: ChainAnchor, body: string): ChainLink {
  return { by, for: body, from, until, outcome: bodies.includes(body) ? 'holds' : 'missing' };
}

const absent = (by: string, held: string): Omit<ChainLink, 'outcome'> => ({ by, for: held, from: '', until: '' });

const undecided: readonly LinkOutcome[] = ['missing', 'unchecked', 'cycle', 'too-deep'];

/** A definite no outranks what could not be checked. */
function told(chain: readonly ChainLink[]): ChainAnswer {
  const wrong = chain.filter(({ outcome }) => outcome !== 'holds');
  const definite = wrong.find(({ outcome }) => !undecided.includes(outcome));
  const failing = definite ?? wrong[0] ?? null;
  return { answer: definite ? 'fails' : failing ? 'unknown' : 'holds', chain, failing };
}

const rank = ({ answer }: ChainAnswer): number => ['holds', 'unknown', 'fails'].indexOf(answer);
