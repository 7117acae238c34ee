import type { CheckContext, CheckOutcome } from './check.js';

/**
 * Are the level claims right? The reference data lives elsewhere and is handed in; a claim that is not supported never
 * makes a certificate false, so nothing here touches the verdict.
 */
export function checkFrameworkClaims({ deps, facts: { claims } }: CheckContext): CheckOutcome {
  if (!claims) return {};
  const results = deps.frameworkChecks?.(claims, deps) ?? [];
  if (results.length > 0) return { results };
  const [claim] = claims.frameworkClaims;
  return claim
    ? { code: 'Q04', values: { framework: claim.framework }, outcome: 'unknown' }
    : { code: 'Q00', outcome: 'not-applicable' };
}
