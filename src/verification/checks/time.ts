import { instantOf } from '../../shared/index.js';
import { wholeDays, type CheckContext, type CheckOutcome, type Facts } from './check.js';

type TimeCode = 'T00' | 'T01' | 'T02' | 'T10' | 'T11' | 'T20';
type Row = readonly [isSo: boolean, code: TimeCode, time: Facts['time'], at?: number];

/** Are the dates still good? `validFrom` and `validUntil` of VCDM 2.0 section 4.9 against this device's clock. */
export function checkTime({ document, token, deps, facts }: CheckContext): CheckOutcome {
  const { policy, trustList } = deps;
  const skew = policy.clockSkewSeconds * 1000;
  const now = deps.now.getTime();
  // A credential in a token has two pairs of dates; it holds only inside both. An unreadable date makes both NaN.
  const from = Math.max(dateOr(-Infinity, document['validFrom']), token?.from ?? -Infinity);
  const until = Math.min(dateOr(Infinity, document['validUntil']), token?.until ?? Infinity);
  const n = wholeDays(until - now);
  const fallback: Row = [true, 'T02', 'current', until];
  const rows: readonly Row[] = [
    // The trust list is signed and dated: a clock before it is wrong, and a wrong clock revives what has expired.
    [now + skew < instantOf(trustList?.issuedAt) || Number.isNaN(until), 'T20', 'unknown'],
    [now + skew < from, 'T11', 'not-yet', from],
    [until === Infinity, 'T01', 'current'],
    [now - skew > until, 'T10', 'expired', until],
    [n > policy.expiresSoonDays, 'T00', 'current', until],
  ];
  const [, code, time, at] = rows.find(([isSo]) => isSo) ?? fallback;
  const date = at === undefined ? '' : new Date(at).toISOString();
  return {
    code,
    values: { date, n },
    outcome: code === 'T02' ? 'warn' : undefined,
    facts: { time, turnedOn: facts.turnedOn ?? (time === 'expired' ? date : null) },
  };
}

/** NaN for what is no date: an unreadable end must not count as "no end". */
const dateOr = (absent: number, value: unknown): number =>
  value === undefined || value === null ? absent : instantOf(value);
