import { finding, instant, wholeDays, type Check, type CheckContext, type CheckOutcome, type Facts } from './check.js';

/** Are the dates still good? `validFrom` and `validUntil` of VCDM 2.0 section 4.9 against this device's clock. */
export const timeCheck: Check = { id: 'time', run: checkTime };

function checkTime({ document, token, deps, facts }: CheckContext): CheckOutcome {
  // Dates nobody is known to have signed answer nothing.
  if (facts.integrity !== 'intact') return {};
  const { policy, trustList } = deps;
  const skew = policy.clockSkewSeconds * 1000;
  const now = deps.now.getTime();
  // A credential in a token has two pairs of dates; it holds only inside both. An unreadable date makes both NaN.
  const from = Math.max(dateOr(-Infinity, document['validFrom']), token?.from ?? -Infinity);
  const until = Math.min(dateOr(Infinity, document['validUntil']), token?.until ?? Infinity);
  // The trust list is signed and dated: a clock before it is wrong, and a wrong clock revives what has expired.
  if (now + skew < instant(trustList?.issuedAt) || Number.isNaN(until)) return say('T20', 'unknown');
  if (now + skew < from) return say('T11', 'not-yet', { date: isoOf(from) });
  if (until === Infinity) return say('T01', 'current');
  const values = { date: isoOf(until), n: wholeDays(until - now) };
  if (now - skew > until) return say('T10', 'expired', values, { turnedOn: facts.turnedOn ?? values.date });
  if (values.n > policy.expiresSoonDays) return say('T00', 'current', values);
  return { ...say('T02', 'current'), findings: [finding('time', 'T02', values, { outcome: 'warn' })] };
}

type TimeCode = 'T00' | 'T01' | 'T02' | 'T10' | 'T11' | 'T20';

function say(code: TimeCode, time: Facts['time'], ...[values, facts]: [Values?, Partial<Facts>?]): CheckOutcome {
  return { findings: [finding('time', code, values)], facts: { time, ...facts } };
}
type Values = Readonly<Record<string, string | number>>;

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** NaN for what is no date: an unreadable end must not count as "no end". */
const dateOr = (absent: number, value: unknown): number =>
  value === undefined || value === null ? absent : instant(value);
