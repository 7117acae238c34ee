import { parseIso } from '../../shared/index.js';
import { told, type Check, type CheckContext, type CheckOutcome } from './check.js';

/**
 * Was the key the office's own at that time? A key marked compromised ends every credential signed with it: the date
 * inside a proof is the signer's word, so it cannot tell an honest certificate from a thief's. A key used outside its
 * window was not in use at the office on that day.
 */
export const keyWindowCheck: Check = { id: 'key', answer: 'authority', run: checkKeyWindow };

function checkKeyWindow(context: CheckContext): CheckOutcome {
  const { phrases, facts } = context;
  const { key, signedAt, issuer } = facts;
  if (facts.integrity !== 'intact' || key === null || issuer === null) return { checks: [] };
  if (key.revokedAt !== null) {
    const values = { date: phrases.date(key.revokedAt) };
    return {
      checks: [told(phrases, { id: 'key', answer: 'status', outcome: 'fail', code: 'S13' }, values, { key: key.id })],
      facts: { status: 'revoked', turnedOn: key.revokedAt, claims: null, authority: 'authorised' },
      stop: true,
    };
  }
  if (withinWindow(signedAt, key)) return { checks: [] };
  const values = { contact: issuer.contact };
  return {
    checks: [told(phrases, { id: 'key', answer: 'authority', outcome: 'fail', code: 'A12' }, values, { key: key.id })],
    facts: { authority: 'not-authorised' },
  };
}

function withinWindow(signedAt: string | null, key: { validFrom: string; validUntil: string | null }): boolean {
  const at = signedAt === null ? null : parseIso(signedAt)?.getTime();
  if (at === null) return true;
  const from = parseIso(key.validFrom)?.getTime();
  const until = key.validUntil === null ? Infinity : parseIso(key.validUntil)?.getTime();
  // A date that cannot be read is not inside any window.
  return at !== undefined && from !== undefined && until !== undefined && at >= from && at <= until;
}
