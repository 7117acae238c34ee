import type { AuthorityAnswer, AuthorityQuestion, AwardScope, TrustedIssuer, TrustedKey, TrustList } from './types.js';

/**
 * Was this issuer entitled to award this qualification revision at this place on this day? (DESIGN 6.)
 *
 * Days are inclusive at both ends of a scope. A scope withdrawn later stays good up to and including the day of the
 * withdrawal and the answer tells that day; from `voidFrom` on nothing counts. When the answer is no, `failing` names
 * the first part of the tuple that no scope meets. `*` in the question means that this part is not asked about (a
 * passport has neither qualification nor place): callers put it there themselves, never a value out of a credential.
 */
export function answerAuthority(list: TrustList, question: AuthorityQuestion): AuthorityAnswer {
  const issuer = issuerOf(list, question.issuerDid);
  if (issuer === null) return { kind: 'unknown-issuer' };
  const { failing, withdrawnAt } = judgeScopes(issuer, question);
  return failing ? { kind: 'not-authorised', issuer, failing } : { kind: 'authorised', issuer, withdrawnAt };
}

/** `answerAuthority` about an issuer that the list knows. Authorised when nothing is `failing`. */
export function judgeScopes(
  issuer: TrustedIssuer,
  { qualification, place, date }: AuthorityQuestion,
): { readonly failing?: NotAuthorised['failing']; readonly withdrawnAt: string | null } {
  const conditions: readonly (readonly [NotAuthorised['failing'], (scope: AwardScope) => boolean])[] = [
    ['qualification', (scope) => covers(scope.qualification, qualification)],
    ['place', (scope) => covers(scope.place, place)],
    ['date', (scope) => isOpenOn(scope, date)],
    ['void', ({ voidFrom }) => voidFrom === null || date < day(voidFrom)],
  ];
  let { scopes } = issuer;
  for (const [failing, holds] of conditions) {
    scopes = scopes.filter(holds);
    if (scopes.length === 0) return { failing, withdrawnAt: null };
  }
  const isGoodNow = scopes.some(({ withdrawnAt }) => withdrawnAt === null);
  return { withdrawnAt: isGoodNow ? null : (scopes[0]?.withdrawnAt ?? null) };
}

type NotAuthorised = Extract<AuthorityAnswer, { kind: 'not-authorised' }>;

/** The issuer with exactly this DID, or null. DIDs are compared as they are: no folding, so no look-alike gets in. */
export const issuerOf = (list: TrustList, did: string): TrustedIssuer | null =>
  list.issuers.find((issuer) => issuer.did === did) ?? null;

export type TrustedKeyAnswer =
  | { readonly kind: 'trusted'; readonly issuer: TrustedIssuer; readonly key: TrustedKey }
  /** Compromised: nothing signed with it counts, whatever date the signature claims. */
  | { readonly kind: 'revoked'; readonly issuer: TrustedIssuer; readonly key: TrustedKey }
  /** Not in use at the office at `at`. */
  | { readonly kind: 'outside-window'; readonly issuer: TrustedIssuer; readonly key: TrustedKey }
  /** A known issuer, but not one of its keys. */
  | { readonly kind: 'unknown-key'; readonly issuer: TrustedIssuer }
  | { readonly kind: 'unknown-issuer' };

/**
 * The key behind a verification method, as the trust list pins it. `at` is the instant the signature was made (ISO-8601,
 * inclusive at both ends of the window); without it the window is not judged.
 */
export function trustedKey(list: TrustList, verificationMethod: string, at?: string): TrustedKeyAnswer {
  const issuer = issuerOf(list, verificationMethod.split('#', 1)[0] ?? '');
  if (issuer === null) return { kind: 'unknown-issuer' };
  const key = issuer.keys.find((candidate) => candidate.id === verificationMethod);
  if (key === undefined) return { kind: 'unknown-key', issuer };
  if (key.revokedAt !== null) return { kind: 'revoked', issuer, key };
  return at === undefined || isWithin(key, Date.parse(at))
    ? { kind: 'trusted', issuer, key }
    : { kind: 'outside-window', issuer, key };
}

/** NaN compares false with everything, so an unreadable instant is outside every window. */
const isWithin = (key: TrustedKey, at: number): boolean =>
  at >= Date.parse(key.validFrom) && at <= (key.validUntil === null ? Infinity : Date.parse(key.validUntil));

/** A scope says one IRI, everything (`*`), or everything below an IRI (`https://.../occupations/*`). */
function covers(granted: string, asked: string): boolean {
  if (granted === asked || granted === '*' || asked === '*') return true;
  return granted.endsWith('/*') && asked.startsWith(granted.slice(0, -1));
}

const day = (date: string): string => date.slice(0, 10);

const isOpenOn = ({ from, until, withdrawnAt }: AwardScope, date: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) &&
  date >= day(from) &&
  (until === null || date <= day(until)) &&
  (withdrawnAt === null || date <= day(withdrawnAt));
