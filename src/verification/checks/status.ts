import {
  lookUpStatus,
  openStatusList,
  readStatusEntries,
  statusListLimits,
  type StatusCheck,
  type StatusList,
} from '../../credentials/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import type { KeyLookup } from '../../proofs/types.js';
import { checkJsonValue, parseIso, type JsonObject } from '../../shared/index.js';
import type { CheckResult, VerifyDeps } from '../types.js';
import type { Findings } from '../verdict.js';
import { issuerIdOf, told, wholeDays, type Check, type CheckContext, type CheckOutcome } from './check.js';
import { embeddedProofs, judgeProof } from './integrity.js';

type StatusEntry = Extract<ReturnType<typeof readStatusEntries>[number], { kind: 'entry' }>['entry'];

const hour = 3_600_000;

/**
 * Was it cancelled or paused? Each list named by the credential must be signed by the same office, be the list asked
 * for, serve the purpose, and be fresh. A bit that is set counts even in an old list; a bit that is not set counts only
 * in a fresh one.
 */
export const statusCheck: Check = { id: 'status', answer: 'status', run: checkStatus };

/** What one list answered. `worst` first decides, so that a good list cannot hide a missing one. */
type Reading =
  | { readonly state: 'revoked' | 'suspended' | 'replaced'; readonly on: string; readonly numberEnding: string | null }
  | { readonly state: 'stale' | 'ageing' | 'clear'; readonly publishedAt: string }
  | { readonly state: 'untrusted' }
  | { readonly state: 'missing' };

const untrusted: Reading = { state: 'untrusted' };
const worstFirst: readonly Reading['state'][] = [
  'revoked',
  'replaced',
  'suspended',
  'untrusted',
  'missing',
  'stale',
  'ageing',
  'clear',
];

async function checkStatus(context: CheckContext): Promise<CheckOutcome> {
  const { document, facts, phrases } = context;
  if (facts.integrity !== 'intact') return { checks: [] };
  const { issuer } = facts;
  // Lists of an office nobody vouches for say nothing, and asking for them would tell a stranger what is being checked.
  if (issuer === null) return outcomeOf(context, { state: 'missing' });
  const entries = readStatusEntries(document);
  if (entries.length === 0) {
    return {
      checks: [told(phrases, { id: 'status', answer: 'status', outcome: 'not-applicable', code: 'S01' })],
      facts: { status: 'clear' },
    };
  }
  const readings = await Promise.all(
    entries.map((reading) =>
      reading.kind === 'entry' ? readEntry(context, issuer, reading.entry) : Promise.resolve(untrusted),
    ),
  );
  const [worst] = readings.toSorted((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state));
  return outcomeOf(context, worst ?? { state: 'missing' });
}

async function readEntry(context: CheckContext, issuer: TrustedIssuer, entry: StatusEntry): Promise<Reading> {
  const { deps, document } = context;
  const answer = await deps.statusList(entry.listUrl);
  if (answer.kind === 'unavailable') return { state: 'missing' };
  if (issuerIdOf(answer.credential) !== issuerIdOf(document)) return { state: 'untrusted' };
  const list = await openSignedList(answer.credential, issuer, deps);
  if (list === null) return { state: 'untrusted' };
  return interpret(lookUpStatus(list, entry, deps.now), entry, deps);
}

/** Null when it is not signed by a key that may sign this office's lists, or cannot be read within bounds. */
async function openSignedList(
  credential: JsonObject,
  issuer: TrustedIssuer,
  deps: VerifyDeps,
): Promise<StatusList | null> {
  if (checkJsonValue(credential, statusListLimits) !== null) return null;
  const [signed, second] = embeddedProofs(credential);
  if (signed === undefined || second !== undefined) return null;
  const lookupKey: KeyLookup = async (id) => {
    const key = issuer.keys.find((candidate) => candidate.id === id && candidate.revokedAt === null);
    return key ? { id, controller: issuer.did, publicKeyMultibase: key.publicKeyMultibase } : null;
  };
  const outcome = await judgeProof(signed, deps, lookupKey);
  if (outcome.outcome !== 'verified' || outcome.controller !== issuer.did) return null;
  return openStatusList(credential, deps.gunzip);
}

function interpret(found: StatusCheck, entry: StatusEntry, deps: VerifyDeps): Reading {
  if (found.kind !== 'clear' && found.kind !== 'set' && found.kind !== 'stale') return { state: 'untrusted' };
  const { publishedAt, validUntil } = found.facts;
  // A list without a date has no age, so it can never be fresh.
  if (publishedAt === null) return { state: 'untrusted' };
  if (found.kind !== 'clear' && found.value > 0) return setReading(found, entry, publishedAt);
  const age = deps.now.getTime() - (parseIso(publishedAt)?.getTime() ?? -Infinity);
  if (age > deps.policy.maxStatusAgeHours * hour) return { state: 'stale', publishedAt };
  if (found.kind !== 'stale') return { state: 'clear', publishedAt };
  const overdue = deps.now.getTime() - (parseIso(validUntil ?? publishedAt)?.getTime() ?? -Infinity);
  const grace = (deps.policy.offlineGraceHours ?? 0) * hour;
  return { state: overdue <= grace ? 'ageing' : 'stale', publishedAt };
}

function setReading(found: StatusCheck & { kind: 'set' | 'stale' }, entry: StatusEntry, publishedAt: string): Reading {
  const { successor, changedOn } = found;
  const set = { on: successor?.on ?? changedOn ?? publishedAt, numberEnding: successor?.numberEnding ?? null };
  if (entry.purpose === 'revocation') return { state: 'revoked', ...set };
  if (entry.purpose === 'suspension') return { state: 'suspended', ...set };
  // A message this verifier cannot interpret is not "clear".
  return found.message === 'replaced' ? { state: 'replaced', ...set } : { state: 'untrusted' };
}

const negatives = { revoked: 'S10', suspended: 'S11', replaced: 'S12' } as const;

function outcomeOf({ phrases, deps, facts }: CheckContext, reading: Reading): CheckOutcome {
  const base = { id: 'status', answer: 'status' } as const;
  const say = (result: CheckResult, status: Findings['status'], publishedAt: string | null): CheckOutcome => ({
    checks: [result],
    facts: { status, statusList: publishedAt === null ? null : freshness(publishedAt, deps.now) },
  });
  switch (reading.state) {
    case 'revoked':
    case 'suspended':
    case 'replaced': {
      const last4 = reading.numberEnding;
      const values = {
        date: phrases.date(reading.on),
        successor: last4 === null ? '' : phrases.text('successor.number', { last4 }),
      };
      const result = told(phrases, { ...base, outcome: 'fail', code: negatives[reading.state] }, values);
      return { checks: [result], facts: { status: reading.state, turnedOn: facts.turnedOn ?? reading.on } };
    }
    case 'untrusted':
      return say(told(phrases, { ...base, outcome: 'unknown', code: 'S22' }), 'unknown', null);
    case 'missing':
      return say(told(phrases, { ...base, outcome: 'unknown', code: 'S20' }), 'unknown', null);
    default: {
      const age = deps.now.getTime() - (parseIso(reading.publishedAt)?.getTime() ?? 0);
      const values = { date: phrases.date(reading.publishedAt), n: wholeDays(age), age: spokenAge(age, phrases) };
      if (reading.state === 'clear') {
        return say(told(phrases, { ...base, outcome: 'pass', code: 'S00' }, values), 'clear', reading.publishedAt);
      }
      const outcome = reading.state === 'ageing' ? 'warn' : 'unknown';
      const status = reading.state === 'ageing' ? 'clear' : 'unknown';
      return say(told(phrases, { ...base, outcome, code: 'S21' }, values), status, reading.publishedAt);
    }
  }
}

const freshness = (publishedAt: string, now: Date) => ({
  publishedAt,
  ageHours: Math.max(0, Math.floor((now.getTime() - (parseIso(publishedAt)?.getTime() ?? 0)) / hour)),
});

function spokenAge(milliseconds: number, phrases: CheckContext['phrases']): string {
  if (milliseconds < hour) return phrases.text('age.minutes', { n: Math.max(1, Math.round(milliseconds / 60_000)) });
  if (milliseconds < 48 * hour) return phrases.text('age.hours', { n: Math.floor(milliseconds / hour) });
  return phrases.text('age.days', { n: wholeDays(milliseconds) });
}
