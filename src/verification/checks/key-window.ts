import type { TrustedKey } from '../../issuers/types.js';
import { instantOf, type JsonObject } from '../../shared/index.js';
import { notAuthorised, type CheckContext, type CheckOutcome } from './check.js';

/**
 * Was the key the office's own at that time? A key marked compromised ends every credential signed with it: the date
 * inside a proof is the signer's word, so it cannot tell an honest certificate from a thief's. A key used outside its
 * window was not in use at the office on that day.
 */
export function checkKeyWindow({ facts, document }: CheckContext): CheckOutcome {
  const { key, signedAt = null, issuer } = facts;
  if (!key || !issuer) return {};
  const { revokedAt } = key;
  const evidence = { key: key.id };
  if (revokedAt !== null) {
    return {
      code: 'S13',
      values: { date: revokedAt },
      evidence,
      facts: { status: 'revoked', turnedOn: revokedAt, claims: null, authority: 'authorised' },
      stop: true,
    };
  }
  return wasInUse(key, signedAt, document) ? {} : { ...notAuthorised('A12', issuer), evidence };
}

/**
 * A date that cannot be read is not inside any window. A proof (or a token without `iat`) that does not say when it was
 * made is held to the day its document begins; a document that does not say that either was signed on no day.
 */
export function wasInUse(
  { validFrom, validUntil }: Pick<TrustedKey, 'validFrom' | 'validUntil'>,
  signedAt: string | null,
  document: JsonObject,
): boolean {
  const at = instantOf(signedAt ?? document['validFrom']);
  const from = signedAt === null ? validFrom.slice(0, 10) : validFrom;
  return at >= instantOf(from) && at <= (validUntil === null ? Infinity : instantOf(validUntil));
}
