import type { ProofResult } from '../proofs/index.js';
import { isObject, type JsonObject, type JsonValue } from '../shared/index.js';
import { instantOf } from '../verification/index.js';
import type { KeyWindow, VcApiDeps } from './deps.js';

/** Clocks of an office's signers may differ from the register's by this much. */
const SKEW_MS = 300_000;
const DAY_MS = 86_400_000;

/**
 * Was every key that signed in use at its office then? Asked for keys of listed offices only. The rule, for embedded
 * proofs, tokens and status lists alike:
 * - the moment of signing is `proof.created` or the token's `iat`;
 * - where neither is told, the later of the credential's `validFrom` (1.1: `issuanceDate`) and `awardedDate` stands for
 *   it, to the day; a document without any date was signed at no moment of the window;
 * - that moment lies between the key's first and last day;
 * - and no key confirms an award that was made after its last day, whatever the proof says.
 * `validFrom` beside a told moment is not held to the window: a credential may begin before or after the day of signing.
 */
export async function areInUse(
  proofs: readonly ProofResult[],
  document: JsonObject,
  { keyWindow }: Pick<VcApiDeps, 'keyWindow'>,
): Promise<boolean> {
  for (const { result } of proofs) {
    if (result.outcome !== 'verified') return false;
    const window = (await keyWindow?.(result.verificationMethod)) ?? null;
    if (window !== null && !wasInUse(window, result.created, document)) return false;
  }
  return true;
}

function wasInUse({ validFrom, validUntil }: KeyWindow, signedAt: string | null, document: JsonObject): boolean {
  const from = instant(validFrom);
  const until = validUntil === null ? Infinity : instant(validUntil);
  if (from === null || until === null) return false;
  const awarded = instant(awardedDateOf(document));
  if (awarded !== null && awarded > until) return false;
  const told = instant(signedAt ?? undefined);
  if (signedAt !== null) return told !== null && told >= from - SKEW_MS && told <= until;
  const dates = [instant(document.validFrom ?? document.issuanceDate), awarded].filter((date) => date !== null);
  const day = Math.max(...dates);
  return dates.length > 0 && day >= startOfDay(from) && day <= until;
}

const startOfDay = (milliseconds: number): number => Math.floor(milliseconds / DAY_MS) * DAY_MS;

/** Open Badges 3.0 has it on the credential, our certificates have it on the subject. */
function awardedDateOf(document: JsonObject): JsonValue | undefined {
  const { awardedDate, credentialSubject } = document;
  return awardedDate ?? (isObject(credentialSubject) ? credentialSubject.awardedDate : undefined);
}

const instant = (value: JsonValue | undefined): number | null => instantOf(value, true);
