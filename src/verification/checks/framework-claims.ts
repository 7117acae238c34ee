import { finding, type Check, type CheckOutcome } from './check.js';

/**
 * Are the level claims right? The reference data lives elsewhere and is handed in; a claim that is not supported never
 * makes a certificate false, so nothing here touches the verdict.
 */
export const frameworkClaimsCheck: Check = {
  id: 'frameworks',
  run: ({ deps, facts: { claims } }): CheckOutcome => {
    if (claims === null) return {};
    const { framework, language } = deps;
    const findings = deps.frameworkChecks?.(claims, { ...(framework === undefined ? {} : { framework }), language });
    if (findings && findings.length > 0) return { findings };
    const [claim] = claims.frameworkClaims;
    return {
      findings: [
        claim
          ? finding('frameworks', 'Q04', { framework: claim.framework }, { outcome: 'unknown' })
          : finding('frameworks', 'Q00', {}, { outcome: 'not-applicable' }),
      ],
    };
  },
};
