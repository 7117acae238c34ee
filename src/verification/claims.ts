import { readClaims } from '../credentials/browser.js';
import type { VerifiedClaims } from '../credentials/types.js';
import type { CheckContext } from './checks/check.js';

/**
 * What a credential with an intact signature says. The issuer's name comes from the trust list; an office that is not on
 * it gets none, whatever the credential calls it, unless the document is foreign and shown as such.
 */
export async function readClaimsOf({ document, gate, facts }: CheckContext): Promise<VerifiedClaims | null> {
  if (gate.kind === 'malformed') return null;
  if (gate.kind === 'foreign') return (await import('./foreign.js')).foreignClaims(document);
  const name = facts.issuer?.name ?? null;
  const claims = readClaims(document, gate.credentialKind, name);
  return { ...claims, issuer: { ...claims.issuer, name } };
}
