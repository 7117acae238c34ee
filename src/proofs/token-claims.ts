import { isObject, isoSeconds, parseIso, type JsonObject, type JsonValue } from '../shared/index.js';
import type { BrokenReason, ProofOutcome, VerifyOptions } from './types.js';
import { broken } from './proof-options.js';

/** Clocks of issuers may be ahead of ours by this much (threat M7: jose accepts any future `iat`). */
const MAX_SKEW_SECONDS = 300;

/** Members that belong to the token and not to the credential or presentation inside it. */
const registeredClaims = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'cnf', 'nonce'];

export const idOf = (value: JsonValue | undefined): JsonValue | undefined => (isObject(value) ? value.id : value);

/** The credential or presentation of a token, without the token's own claims. */
export function withoutRegisteredClaims(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !registeredClaims.includes(name)));
}

/** NumericDate, or the ISO text that some issuers write into `iat`. NaN for anything else. */
function seconds(value: JsonValue): number {
  if (typeof value === 'number') return value;
  const date = typeof value === 'string' ? parseIso(value) : null;
  return date ? date.getTime() / 1000 : Number.NaN;
}

/** `iat` of a credential, so that a verifier can hold its key to the days it was in use. Presentations carry a nonce. */
export const issuedAtClaim = (kind: DocumentKind, created: string): JsonObject => {
  const at = kind.owner === 'issuer' ? parseIso(created) : null;
  return at === null ? {} : { iat: Math.floor(at.getTime() / 1000) };
};

/** A verified outcome with the moment that `iat` tells; null when the token does not say when it was made. */
export function withIssuedAt(outcome: ProofOutcome, { iat }: JsonObject): ProofOutcome {
  if (outcome.outcome !== 'verified' || iat === undefined) return outcome;
  const milliseconds = seconds(iat) * 1000;
  return Math.abs(milliseconds) <= 8.64e15 ? { ...outcome, created: isoSeconds(new Date(milliseconds)) } : outcome;
}

/** `iat`, `nbf` and `exp` (RFC 7519, section 4.1) against the verifier's clock; null when they allow the token. */
export function timeProblem(payload: JsonObject, options: VerifyOptions): ProofOutcome | null {
  const { iat, nbf, exp } = payload;
  const given = [iat, nbf, exp].filter((claim) => claim !== undefined);
  if (given.some((claim) => !Number.isFinite(seconds(claim)))) return broken('token-claims');
  const ends = nbf !== undefined || exp !== undefined;
  if (!options.now) return ends ? { outcome: 'unknown', reason: 'unsupported-format' } : null;
  const now = options.now.getTime() / 1000;
  if ([iat, nbf].some((claim) => claim !== undefined && seconds(claim) > now + MAX_SKEW_SECONDS)) {
    return broken('token-claims');
  }
  return exp !== undefined && seconds(exp) <= now ? broken('token-expired') : null;
}

/**
 * Claims that repeat what the document says must say the same (VC-JOSE-COSE 1.0, section 3.1.3), and the JWT encoding of
 * VC 1.1 (`vc`, `vp`) is not mixed in.
 */
function repetitionProblem(payload: JsonObject, owner: JsonValue | undefined): BrokenReason | null {
  if (Object.hasOwn(payload, 'vc') || Object.hasOwn(payload, 'vp')) return 'token-claims';
  const { iss, jti, sub, id, credentialSubject } = payload;
  if (iss !== undefined && iss !== owner) return 'token-claims';
  if (jti !== undefined && id !== undefined && jti !== id) return 'token-claims';
  const subject = isObject(credentialSubject) ? credentialSubject.id : undefined;
  return sub !== undefined && subject !== undefined && sub !== subject ? 'token-claims' : null;
}

/** `nonce` and `aud` against what the verifier asked for. */
export function audienceProblem(payload: JsonObject, options: VerifyOptions): BrokenReason | null {
  if (options.challenge !== undefined && payload.nonce !== options.challenge) return 'challenge-mismatch';
  const audience = Array.isArray(payload.aud) ? payload.aud : [payload.aud];
  return options.domain !== undefined && !audience.includes(options.domain) ? 'domain-mismatch' : null;
}

/** What a token of VC-JOSE-COSE carries, and which member names who must have signed it. */
export interface DocumentKind {
  readonly owner: 'issuer' | 'holder';
  readonly type: 'VerifiableCredential' | 'VerifiablePresentation';
}

export const credentialDocument: DocumentKind = { owner: 'issuer', type: 'VerifiableCredential' };
export const presentationDocument: DocumentKind = { owner: 'holder', type: 'VerifiablePresentation' };

const isEnveloped = (value: JsonValue): boolean =>
  isObject(value) &&
  value.type === 'EnvelopedVerifiableCredential' &&
  typeof value.id === 'string' &&
  value.id.startsWith('data:application/vc');

/** The rules on the document in a token: its type, a named issuer, only enveloped credentials in a presentation. */
export function documentProblem(kind: DocumentKind, payload: JsonObject): BrokenReason | null {
  if (![payload.type ?? []].flat().includes(kind.type)) return 'token-claims';
  const owner = idOf(payload[kind.owner]);
  if (kind.owner === 'issuer' && typeof owner !== 'string') return 'token-claims';
  const credentials = [payload.verifiableCredential ?? []].flat();
  if (kind.owner === 'holder' && !credentials.every(isEnveloped)) return 'token-claims';
  return repetitionProblem(payload, owner);
}
