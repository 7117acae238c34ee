import { instantOf } from '../../shared/index.js';
import type { Findings } from '../verdict.js';
import { wholeDays, type CheckContext, type CheckOutcome } from './check.js';

/** Are the dates still good? `validFrom` and `validUntil` of VCDM 2.0 section 4.9 against this device's clock. */
export function checkTime({ document, token, deps, facts }: CheckContext): CheckOutcome {
  const { policy, trustList } = deps;
  const skew = policy.clockSkewSeconds * 1000;
  const now = deps.now.getTime();
  // A credential in a token has two pairs of dates; it holds only inside both. An unreadable date makes both NaN.
  const from = Math.max(dateOr(-Infinity, document['validFrom']), token?.from ?? -Infinity);
  const until = Math.min(dateOr(Infinity, document['validUntil']), token?.until ?? Infinity);
  const say = (code: TimeCode, time: Findings['time'], values: CheckOutcome['values'] = {}): CheckOutcome => ({
    code,
    values,
    facts: { time },
  });
  // The trust list is signed and dated: a clock before it is wrong, and a wrong clock revives what has expired.
  if (now + skew < instantOf(trustList?.issuedAt) || Number.isNaN(until)) return say('T20', 'unknown');
  if (now + skew < from) return say('T11', 'not-yet', { date: isoOf(from) });
  if (until === Infinity) return say('T01', 'current');
  const date = isoOf(until);
  const n = wholeDays(until - now);
  if (now - skew > until) {
    return { ...say('T10', 'expired', { date, n }), facts: { time: 'expired', turnedOn: facts.turnedOn ?? date } };
  }
  if (n > policy.expiresSoonDays) return say('T00', 'current', { date, n });
  return { ...say('T02', 'current', { date, n }), outcome: 'warn' };
}

type TimeCode = 'T00' | 'T01' | 'T02' | 'T10' | 'T11' | 'T20';

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** NaN for what is no date: an unreadable end must not count as "no end". */
const dateOr = (absent: number, value: unknown): number =>
  value === undefined || value === null ? absent : instantOf(value);
