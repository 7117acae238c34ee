import type { VerifyPolicy } from '../../verification/browser.js';
import type { TrustState } from './trust-store.js';

const day = 86_400_000;
/** Whole days since the list of offices was issued. */
const longest = 30;

/**
 * Offline use is normal here: a status list may be a week old if it says so, and six days past its own end when a newer
 * one could not be had; the list of offices a month. Whoever can reach the service gets no such grace: then a list past
 * its own end means that a newer one is being kept back.
 */
export function policyFor({ trustList, online }: TrustState): VerifyPolicy {
  const policy = { maxStatusAgeHours: 168, offlineGraceHours: 144, clockSkewSeconds: 300, expiresSoonDays: 90 };
  if (trustList === null || !online) return { ...policy, maxTrustListAgeDays: longest };
  const lifetime = (Date.parse(trustList.nextUpdate) - Date.parse(trustList.issuedAt)) / day;
  // Whole days are counted, so a list of seven days is too old when the seventh is over.
  return { ...policy, maxTrustListAgeDays: Math.min(longest, Math.ceil(lifetime) - 1) };
}
