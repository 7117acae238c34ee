import { told, type Check } from './check.js';

/**
 * Are the level claims right? The reference data lives elsewhere and is handed in; a claim that is not supported never
 * makes a certificate false, so nothing here touches the verdict.
 */
export const frameworkClaimsCheck: Check = {
  id: 'frameworks',
  answer: 'frameworks',
  run: ({ deps, phrases, facts }) => {
    if (facts.claims === null) return { checks: [] };
    const options = deps.framework === undefined ? {} : { framework: deps.framework };
    const results = deps.frameworkChecks?.(facts.claims, { ...options, language: phrases.language }) ?? [];
    if (results.length > 0) return { checks: results };
    const base = { id: 'frameworks', answer: 'frameworks' } as const;
    const [claim] = facts.claims.frameworkClaims;
    return {
      checks: [
        claim === undefined
          ? told(phrases, { ...base, outcome: 'not-applicable', code: 'Q00' })
          : told(phrases, { ...base, outcome: 'unknown', code: 'Q04' }, { framework: claim.framework }),
      ],
    };
  },
};
