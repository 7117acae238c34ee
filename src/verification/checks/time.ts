import { parseIso } from '../../shared/index.js';
import type { Phrases } from '../messages/phrases.js';
import type { Outcome } from '../types.js';
import { told, wholeDays, type Check, type CheckContext, type CheckOutcome, type Facts } from './check.js';

/** Are the dates still good? `validFrom` and `validUntil` of VCDM 2.0 section 4.9 against this device's clock. */
export const timeCheck: Check = { id: 'time', answer: 'time', run: checkTime };

function checkTime(context: CheckContext): CheckOutcome {
  const { document, tokenClaims, deps, facts, phrases } = context;
  // Dates nobody is known to have signed answer nothing.
  if (facts.integrity !== 'intact') return { checks: [] };
  const skew = deps.policy.clockSkewSeconds * 1000;
  const now = deps.now.getTime();
  const trustedSince = deps.trustList === null ? null : instantOf(deps.trustList.issuedAt);
  const claims = { ...tokenClaims, ...document };
  const from = narrower(Math.max, instantOf(claims['validFrom']), instantOf(fromSeconds(claims['nbf'])));
  const until = narrower(Math.min, instantOf(claims['validUntil']), instantOf(fromSeconds(claims['exp'])));
  // The trust list is signed and dated: a clock before it is wrong, and a wrong clock revives what has expired.
  const clockIsWrong = trustedSince !== null && now + skew < trustedSince;
  if (clockIsWrong || Number.isNaN(until)) return say(context, 'unknown', 'T20', { time: 'unknown' });
  if (from !== null && now + skew < from) {
    return say(context, 'fail', 'T11', { time: 'not-yet' }, { date: dayOf(from, phrases) });
  }
  if (until === null) return say(context, 'pass', 'T01', { time: 'current' });
  const values = { date: dayOf(until, phrases), n: wholeDays(until - now) };
  if (now - skew > until) {
    const turnedOn = facts.turnedOn ?? new Date(until).toISOString();
    return say(context, 'fail', 'T10', { time: 'expired', turnedOn }, values);
  }
  const endsSoon = values.n <= deps.policy.expiresSoonDays;
  return say(context, endsSoon ? 'warn' : 'pass', endsSoon ? 'T02' : 'T00', { time: 'current' }, values);
}

function say(
  { phrases }: CheckContext,
  outcome: Outcome,
  code: 'T00' | 'T01' | 'T02' | 'T10' | 'T11' | 'T20',
  ...[facts, values]: [Partial<Facts>, Record<string, string | number>?]
): CheckOutcome {
  return { checks: [told(phrases, { id: 'time', answer: 'time', outcome, code }, values)], facts };
}

const dayOf = (instant: number, phrases: Phrases): string => phrases.date(new Date(instant).toISOString());

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A credential in a token has two pairs of dates; it holds only inside both. NaN stays NaN. */
function narrower(choose: (...values: number[]) => number, ...dates: (number | null)[]): number | null {
  const given = dates.filter((date) => date !== null);
  return given.length === 0 ? null : choose(...given);
}

/** JWT dates (RFC 7519 section 4.1) as ISO text. */
function fromSeconds(value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 8e12) return null;
  return new Date(value * 1000).toISOString();
}

/** Milliseconds, null when absent, NaN when it is no date: an unreadable end date must not count as "no end". */
function instantOf(value: unknown): number | null {
  const text = textOf(value);
  if (text === null) return value === null || value === undefined ? null : NaN;
  return parseIso(text)?.getTime() ?? NaN;
}
