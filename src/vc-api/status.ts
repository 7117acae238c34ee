import {
  lookUpStatus,
  openStatusList,
  readStatusEntries,
  type StatusCheck,
  type StatusEntry,
} from '../credentials/index.js';
import { verifyProofs } from '../proofs/index.js';
import { isObject, type JsonObject } from '../shared/index.js';
import type { VcApiCode } from './codes.js';
import type { VcApiDeps } from './deps.js';
import type { Finding } from './finding.js';
import { areInUse } from './key-window.js';

type StatusDeps = Pick<
  VcApiDeps,
  'formats' | 'lookupKey' | 'lookupListKey' | 'keyWindow' | 'statusList' | 'gunzip' | 'now'
>;

/** The status of a credential as published by its issuer. */
export interface StatusReading {
  /** Definite: revoked, suspended, replaced, or an entry that contradicts the standard. Always a refusal. */
  readonly against: readonly Finding[];
  /** Could not be checked: a refusal too, unless the client asked for the proof only. */
  readonly undecided: readonly Finding[];
  /** What each entry that could be read says. */
  readonly entries: readonly JsonObject[];
}

/** Looks every status entry up (Bitstring Status List v1.0 section 3.2, and StatusList2021). */
export async function readStatus(document: JsonObject, issuer: string, deps: StatusDeps): Promise<StatusReading> {
  const against: Finding[] = [];
  const undecided: Finding[] = [];
  const entries: JsonObject[] = [];
  for (const reading of readStatusEntries(document)) {
    if (reading.kind === 'malformed') against.push({ code: 'status-malformed', at: '/credentialStatus' });
    else if (reading.kind === 'unsupported') undecided.push({ code: 'status-unsupported', at: '/credentialStatus' });
    else {
      const found = await lookUp(reading.entry, issuer, deps);
      if ('code' in found)
        (isDefinite(found.code) ? against : undecided).push({ code: found.code, at: '/credentialStatus' });
      else entries.push(found.entry);
    }
  }
  return { against, undecided, entries };
}

const definite: readonly VcApiCode[] = [
  'revoked',
  'suspended',
  'replaced',
  'status-index-out-of-range',
  'status-list-too-short',
];
const isDefinite = (code: VcApiCode): boolean => definite.includes(code);

type Found = { readonly code: VcApiCode } | { readonly entry: JsonObject };

async function lookUp(entry: StatusEntry, issuer: string, deps: StatusDeps): Promise<Found> {
  const answer = await deps.statusList(entry.listUrl);
  if (answer.kind === 'unavailable') return { code: 'status-unreachable' };
  const { credential } = answer;
  const listIssuer = isObject(credential.issuer) ? credential.issuer.id : credential.issuer;
  // A list of somebody else could clear what the issuer revoked.
  if (listIssuer !== issuer) return { code: 'status-list-issuer' };
  const { outcome, proofs } = await verifyProofs(credential, deps.formats, {
    lookupKey: deps.lookupListKey ?? deps.lookupKey,
    expectedPurpose: 'assertionMethod',
    expectedController: issuer,
    now: deps.now(),
  });
  const isSigned = outcome === 'verified' && (await areInUse(proofs, credential, deps));
  if (!isSigned) return { code: 'status-list-unverified' };
  const list = await openStatusList(credential, deps.gunzip);
  if (list === null) return { code: 'status-list-unreadable' };
  return told(entry, lookUpStatus(list, entry, deps.now()));
}

function told(entry: StatusEntry, check: StatusCheck): Found {
  switch (check.kind) {
    case 'out-of-range':
      return { code: 'status-index-out-of-range' };
    case 'too-short':
      return { code: 'status-list-too-short' };
    case 'mismatch':
      return { code: 'status-list-mismatch' };
    case 'unreadable':
      return { code: 'status-list-unreadable' };
    case 'not-yet-valid':
      return { code: 'status-list-stale' };
    case 'clear':
      return { entry: { purpose: entry.purpose, value: 0 } };
    default: {
      // A bit that was set counts even in an old list.
      const code = check.value === 0 ? null : codeOf(entry.purpose, check.message);
      if (code !== null) return { code };
      if (check.kind === 'stale') return { code: 'status-list-stale' };
      const message = check.message === null ? {} : { message: check.message };
      return { entry: { purpose: entry.purpose, value: check.value, ...message } };
    }
  }
}

/** Which values stand against a credential. Other purposes inform: their value is told, not judged. */
function codeOf(purpose: string, message: string | null): 'revoked' | 'suspended' | 'replaced' | null {
  if (purpose === 'revocation') return 'revoked';
  if (purpose === 'suspension') return 'suspended';
  return message === 'replaced' ? 'replaced' : null;
}
