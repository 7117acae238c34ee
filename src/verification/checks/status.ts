import {
  openStatusList,
  readEntryOf,
  statusElements,
  statusListLimits,
  statusValue,
  type StatusEntry,
  type StatusList,
} from '../../credentials/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import { instantOf, checkJsonValue, type JsonObject, type JsonValue } from '../../shared/index.js';
import type { Outcome, VerifyDeps } from '../types.js';
import type { Findings } from '../verdict.js';
import { issuerIdOf, wholeDays, type CheckContext, type CheckOutcome, type FindingCode } from './check.js';
import { judgeProof, keyNamed, listedKey, proofsOf } from './integrity.js';
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

export interface Reading {
  readonly state: keyof typeof states;
  readonly publishedAt?: string | null;
  /** Day of a revocation, suspension or replacement. */
  readonly turnedOn?: string;
  readonly values?: CheckOutcome['values'];
}

const untrusted: Reading = { state: 'untrusted' };
const missing: Reading = { state: 'missing' };

/**
 * Was it cancelled or paused? Each list named by the credential must be signed by the same office, be the list asked
 * for, serve the purpose, be no older than one seen before, and be fresh. A bit that is set counts even in an old list;
 * a bit that is not set counts only in a fresh one.
 */
export async function checkStatus(context: CheckContext): Promise<CheckOutcome> {
  const { issuer } = context.facts;
  // Lists of an office nobody vouches for say nothing, and asking for them would tell a stranger what is being checked.
  if (issuer === null) return outcomeOf(context, missing);
  const elements = statusElements(context.document) ?? [null];
  const { token, deps } = context;
  const listed = token && (await deps.tokenStatus?.(token.compact, issuer));
  if (elements.length === 0 && !listed) return { code: 'S01', outcome: 'not-applicable', facts: { status: 'clear' } };
  const readings: Reading[] = await Promise.all(elements.map((element) => readElement(context, issuer, element)));
  if (listed) readings.push(listed);
  const [worst] = Object.keys(states).flatMap((state) => readings.filter((reading) => reading.state === state));
  return outcomeOf(context, worst ?? missing);
}

async function readElement(
  { deps, document }: CheckContext,
  issuer: TrustedIssuer,
  element: JsonValue,
): Promise<Reading> {
  const entry = await readEntryOf(element);
  if (entry === null) return untrusted;
  const answer = await deps.statusList(entry.listUrl);
  if (answer.kind === 'unavailable') return missing;
  if (issuerIdOf(answer.credential) !== issuerIdOf(document)) return untrusted;
  const list = await openOnce(answer.credential, issuer, deps);
  const graceHours = answer.isOffline ? deps.policy.offlineGraceHours : 0;
  return list === null ? untrusted : interpret(list, entry, deps, graceHours);
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
  if (!proof || second || checkJsonValue(credential, statusListLimits) !== null) return null;
  const lookupKey = listedKey(issuer, ({ role, revokedAt }) => role === 'status' && revokedAt === null);
  const signed = await judgeProof([credential, proof], deps, lookupKey);
  const key = signed.outcome === 'verified' && keyNamed(issuer, signed.verificationMethod);
  return key && wasInUse(key, signed.created, credential) ? openStatusList(credential, deps.gunzip) : null;
}

async function interpret(list: StatusList, entry: StatusEntry, deps: VerifyDeps, graceHours = 0): Promise<Reading> {
  const value = statusValue(list, entry);
  const { publishedAt, validUntil, listVersion } = list.facts;
  const hoursSince = (date: string | null): number => (deps.now.getTime() - instantOf(date)) / hour;
  const age = hoursSince(publishedAt);
  // A list without a date has no age, so it can never be fresh; one from the future is nobody's.
  if (value === null || !(age >= -clockSkewHours)) return untrusted;
  if (value > 0) return setReading(list, entry, value);
  // Signed and not yet stale, but not the newest: whoever serves it may be hiding what was set since.
  const known = deps.knownListVersion?.(entry.listUrl) ?? null;
  const overdue = validUntil === null ? 0 : hoursSince(validUntil);
  const isStale = age > deps.policy.maxStatusAgeHours || overdue > graceHours;
  const state = isStale ? 'stale' : overdue > 0 ? 'ageing' : 'clear';
  return { state: known !== null && (listVersion ?? -1) < known ? 'superseded' : state, publishedAt };
}

/** What a value that is set means; one that this verifier cannot interpret is not "clear". */
async function setReading(list: StatusList, entry: StatusEntry, value: number): Promise<Reading> {
  const { purpose, messages } = entry;
  const isReplaced = messages.some((text) => text.value === value && text.message === 'replaced');
  const other = isReplaced ? 'replaced' : null;
  const state = purpose === 'revocation' ? 'revoked' : purpose === 'suspension' ? 'suspended' : other;
  return state ? { state, ...(await import('./status-turned.js')).whenTurned(list, entry) } : untrusted;
}

function outcomeOf(
  { deps, facts }: CheckContext,
  { state, publishedAt = null, turnedOn, values }: Reading,
): CheckOutcome {
  const [status, code, outcome]: Said = states[state];
  const age = deps.now.getTime() - instantOf(publishedAt);
  return {
    code,
    values: values ?? { date: publishedAt ?? '', n: wholeDays(age), age },
    outcome,
    facts: {
      status,
      ...(turnedOn === undefined ? { statusPublishedAt: publishedAt } : { turnedOn: facts.turnedOn ?? turnedOn }),
    },
  };
}
