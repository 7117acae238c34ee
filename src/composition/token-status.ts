import { checkTokenStatus, readTokenStatusClaim, zlibInflate, type TokenStatusCheck } from '../credentials/index.js';
import type { TokenStatusLists } from '../issuance/index.js';
import type { TrustedIssuer } from '../issuers/index.js';
import { decodeMultikey, publicKeyObject } from '../keys/index.js';
import { jwsAlgorithms, readJws } from '../proofs/index.js';
import { ServiceError } from '../shared/index.js';
import type { TokenStatusAnswer, VerifyDeps } from '../verification/index.js';
import type { Instance } from './instance.js';
import type { Outbound } from './outbound.js';

export interface TokenStatusParts {
  readonly instance: Instance;
  readonly outbound: Pick<Outbound, 'statusToken'>;
  readonly tokenLists: TokenStatusLists;
  readonly maxStatusAgeHours: number;
}

const HOUR_MS = 3_600_000;

/**
 * Looks up the `status_list` claim of an SD-JWT VC (IETF Token Status List, section 6 and 8.3). The list must be signed by
 * a key that the trust list names for lists of the same office, in use on the day of the list.
 */
export function createTokenStatus(parts: TokenStatusParts): NonNullable<VerifyDeps['tokenStatus']> {
  return async (compact, issuer) => {
    const claims = readJws(compact.split('~')[0] ?? '')?.payload;
    if (claims?.status === undefined) return null;
    const claim = readTokenStatusClaim(claims);
    if (claim === null) return { state: 'untrusted' };
    const token = await findTokenList(parts, claim.uri);
    if (token === null) return { state: 'missing' };
    return judge(claim, token, issuer, parts);
  };
}

/** Our own is made from the published lists; everybody else's comes through the outbound door. */
async function findTokenList(
  { instance, outbound, tokenLists }: TokenStatusParts,
  uri: string,
): Promise<string | null> {
  const slug = ownTokenList(instance, uri);
  if (slug === null) return outbound.statusToken(uri);
  // A signing process that is away leaves the question open; it breaks no verification.
  return tokenLists.of(slug).catch((error: unknown) => {
    if (error instanceof ServiceError) return null;
    throw error;
  });
}

/** `tesda-1` of `https://.../status/tesda-1-token`; null for other addresses. */
function ownTokenList({ addresses }: Instance, uri: string): string | null {
  const prefix = `${addresses.publicUrl}/status/`;
  return uri.startsWith(prefix) ? slugOfTokenList(uri.slice(prefix.length)) : null;
}
export const slugOfTokenList = (id: string): string | null => /^([a-z0-9-]{1,60})-token$/.exec(id)?.[1] ?? null;

async function judge(
  claim: { readonly index: number; readonly uri: string },
  token: string,
  issuer: TrustedIssuer,
  { instance, maxStatusAgeHours }: TokenStatusParts,
): Promise<TokenStatusAnswer> {
  const now = instance.clock.now();
  const kid = readHeader(token);
  const key = issuer.keys.find(({ id, role, revokedAt }) => id === kid && role === 'status' && revokedAt === null);
  const raw = key && decodeMultikey(key.publicKeyMultibase);
  const keyObject = raw && publicKeyObject(raw);
  if (!key || !raw || !keyObject) return { state: 'untrusted' };
  const verification = { key: keyObject, algorithm: jwsAlgorithms[raw.algorithm], inflate: zlibInflate };
  const check = await checkTokenStatus(claim, token, verification, now);
  if (check.kind !== 'value') return { state: check.kind === 'stale' ? 'stale' : 'untrusted' };
  const issuedMs = check.issuedAt * 1000;
  const isInUse =
    issuedMs >= Date.parse(key.validFrom) && (key.validUntil === null || issuedMs <= Date.parse(key.validUntil));
  if (!isInUse || issuedMs > now.getTime() + HOUR_MS / 12) return { state: 'untrusted' };
  return told(check, now.getTime() - issuedMs > maxStatusAgeHours * HOUR_MS);
}

function told({ value, issuedAt }: TokenStatusCheck & { kind: 'value' }, isOld: boolean): TokenStatusAnswer {
  const publishedAt = new Date(issuedAt * 1000).toISOString();
  const since = { publishedAt, turnedOn: publishedAt, values: { date: publishedAt, successor: '' } };
  if (value === 1) return { state: 'revoked', ...since };
  if (value === 2) return { state: 'suspended', ...since };
  // Values of somebody's own application say nothing to us.
  if (value !== 0) return { state: 'untrusted' };
  return { state: isOld ? 'stale' : 'clear', publishedAt };
}

/** A list of megabytes is not parsed to find the key that has to vouch for it. */
function readHeader(token: string): unknown {
  const [head = ''] = token.slice(0, 4_096).split('.', 1);
  try {
    return (JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { kid?: unknown }).kid;
  } catch {
    return undefined;
  }
}
