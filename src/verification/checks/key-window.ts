import { finding, instant, type Check, type CheckContext, type CheckOutcome } from './check.js';

/**
 * Was the key the office's own at that time? A key marked compromised ends every credential signed with it: the date
 * inside a proof is the signer's word, so it cannot tell an honest certificate from a thief's. A key used outside its
 * window was not in use at the office on that day.
 */
export const keyWindowCheck: Check = { id: 'key', run: checkKeyWindow };

function checkKeyWindow({ facts }: CheckContext): CheckOutcome {
  const { key, signedAt, issuer } = facts;
  if (facts.integrity !== 'intact' || key === null || issuer === null) return {};
  const { revokedAt, validFrom, validUntil } = key;
  const evidence = { key: key.id };
  if (revokedAt !== null) {
    return {
      findings: [finding('key', 'S13', { date: revokedAt }, { evidence })],
      facts: { status: 'revoked', turnedOn: revokedAt, claims: null, authority: 'authorised' },
      stop: true,
    };
  }
  // A date that cannot be read is not inside any window.
  const at = instant(signedAt);
  const isInside = at >= instant(validFrom) && at <= (validUntil === null ? Infinity : instant(validUntil));
  if (signedAt === null || isInside) return {};
  return {
    findings: [finding('key', 'A12', { contact: issuer.contact }, { evidence })],
    facts: { authority: 'not-authorised' },
  };
}
