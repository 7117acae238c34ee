import {
  openStatusList,
  readChangedOn,
  readEntryOf,
  readSuccessor,
  statusElements,
  statusListLimits,
  statusValue,
  type StatusEntry,
  type StatusList,
} from '../../credentials/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import { checkJsonValue, type JsonObject } from '../../shared/index.js';
import type { Outcome, VerifyDeps } from '../types.js';
import type { Findings } from '../verdict.js';
import { instant, issuerIdOf, wholeDays, type CheckContext, type CheckOutcome, type FindingCode } from './check.js';
import { judgeProof, listedKey, proofsOf } from './integrity.js';
import { wasInUse } from './key-window.js';

const hour = 3_600_000;
/** A list dated this far ahead of our clock is a clock difference, not a list from the future. */
const clockSkewHours = 1 / 12;

type Said = readonly [Findings['status'], FindingCode, Outcome?];

/** What one list can answer and how that is told. Worst first: a good list cannot hide a missing one. */
const states = {
  revoked: ['revoked', 'S10'],
  replaced: ['replaced', 'S12'],
  suspended: ['suspended', 'S11'],
  untrusted: ['unknown', 'S22'],
  missing: ['unknown', 'S20'],
  superseded: ['unknown', 'S23'],
  stale: ['unknown', 'S21'],
  ageing: ['clear', 'S21', 'warn'],
  clear: ['clear', 'S00'],
} as const satisfies Record<string, Said>;

interface Reading {
  readonly state: keyof typeof states;
  /** Day of a revocation, suspension or replacement. */
  readonly on?: string;
  readonly successor?: string;
  readonly publishedAt?: string | null;
}

const untrusted: Reading = { state: 'untrusted' };
const missing: Reading = { state: 'missing' };

/**
 * Was it cancelled or paused? Each list named by the credential must be signed by the same office, be the list asked
 * for, serve the purpose, be no older than one seen before, and be fresh. A bit that is set counts even in an old list;
 * a bit that is not set counts only in a fresh one.
 */
export async function checkStatus(context: CheckContext): Promise<CheckOutcome> {
  const { document, facts } = context;
  const { issuer } = facts;
  // Lists of an office nobody vouches for say nothing, and asking for them would tell a stranger what is being checked.
  if (issuer === null) return outcomeOf(context, missing);
  const elements = statusElements(document);
  if (elements?.length === 0) {
    return { code: 'S01', outcome: 'not-applicable', facts: { status: 'clear' } };
  }
  const readings = await Promise.all(
    (elements ?? [null]).map(async (element) => {
      const entry = await readEntryOf(element);
      return entry === null ? untrusted : readEntry(context, issuer, entry);
    }),
  );
  const worst = Object.keys(states)
    .map((state) => readings.find((reading) => reading.state === state))
    .find((reading) => reading !== undefined);
  return outcomeOf(context, worst ?? missing);
}

async function readEntry(
  { deps, document }: CheckContext,
  issuer: TrustedIssuer,
  entry: StatusEntry,
): Promise<Reading> {
  const answer = await deps.statusList(entry.listUrl);
  if (answer.kind === 'unavailable') return missing;
  if (issuerIdOf(answer.credential) !== issuerIdOf(document)) return untrusted;
  const list = await openOnce(answer.credential, issuer, deps);
  return list === null ? untrusted : interpret(list, entry, deps);
}

/** Many credentials name the same lists: each is judged and unpacked once, as long as its office is the same object. */
function openOnce(credential: JsonObject, issuer: TrustedIssuer, deps: VerifyDeps): Promise<StatusList | null> {
  const known = deps.openedLists?.get(credential);
  if (known?.issuer === issuer) return known.list;
  const list = openSignedList(credential, issuer, deps);
  // A proof that ends must be judged at each moment anew.
  if (!proofsOf(credential).some((proof) => 'expires' in proof)) deps.openedLists?.set(credential, { issuer, list });
  return list;
}

/** Null when it is not signed by a key that may sign this office's lists, or cannot be read within bounds. */
async function openSignedList(
  credential: JsonObject,
  issuer: TrustedIssuer,
  deps: VerifyDeps,
): Promise<StatusList | null> {
  const [proof, second] = proofsOf(credential);
  if (proof === undefined || second !== undefined || checkJsonValue(credential, statusListLimits) !== null) return null;
  const lookupKey = listedKey(issuer, ({ role, revokedAt }) => role === 'status' && revokedAt === null);
  const signed = await judgeProof([credential, proof], deps, lookupKey);
  const key = signed.outcome === 'verified' && issuer.keys.find(({ id }) => id === signed.verificationMethod);
  return key && wasInUse(key, signed.created, credential) ? openStatusList(credential, deps.gunzip) : null;
}

function interpret(list: StatusList, entry: StatusEntry, { now, policy, knownListVersion }: VerifyDeps): Reading {
  const value = statusValue(list, entry);
  const { publishedAt, validUntil, listVersion } = list.facts;
  const hoursSince = (date: string | null): number => (now.getTime() - instant(date)) / hour;
  const age = hoursSince(publishedAt);
  // A list without a date has no age, so it can never be fresh; one from the future is nobody's.
  if (typeof value === 'string' || publishedAt === null || age < -clockSkewHours) return untrusted;
  if (value > 0) return setReading(list, entry, value);
  const say = (state: Reading['state']): Reading => ({ state, publishedAt });
  // Signed and not yet stale, but not the newest: whoever serves it may be hiding what was set since.
  const known = knownListVersion?.(entry.listUrl) ?? null;
  if (known !== null && (listVersion ?? -1) < known) return say('superseded');
  if (age > policy.maxStatusAgeHours) return say('stale');
  const overdue = validUntil === null ? 0 : hoursSince(validUntil);
  if (overdue <= 0) return say('clear');
  return say(overdue <= (policy.offlineGraceHours ?? 0) ? 'ageing' : 'stale');
}

function setReading(list: StatusList, { purpose, index, messages }: StatusEntry, value: number): Reading {
  const isReplaced = messages.some((text) => text.value === value && text.message === 'replaced');
  const state = purpose === 'revocation' ? 'revoked' : purpose === 'suspension' ? 'suspended' : 'replaced';
  // A message this verifier cannot interpret is not "clear".
  if (state === 'replaced' && !isReplaced) return untrusted;
  const successor = purpose === 'message' ? readSuccessor(list.subject, index) : null;
  const on = successor?.on ?? readChangedOn(list.subject, index) ?? list.facts.publishedAt ?? '';
  return { state, on, successor: successor?.numberEnding ?? '' };
}

function outcomeOf({ deps, facts }: CheckContext, { state, on, successor = '', publishedAt }: Reading): CheckOutcome {
  const [status, code, outcome]: Said = states[state];
  const age = deps.now.getTime() - instant(publishedAt);
  const values = on === undefined ? { date: publishedAt ?? '', n: wholeDays(age), age } : { date: on, successor };
  return {
    code,
    values,
    outcome,
    facts: {
      status,
      ...(on === undefined ? { statusPublishedAt: publishedAt ?? null } : { turnedOn: facts.turnedOn ?? on }),
    },
  };
}
