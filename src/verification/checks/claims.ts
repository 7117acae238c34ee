import { readClaims } from '../../credentials/browser.js';
import type { CheckContext, CheckOutcome } from './check.js';

/**
 * What a credential with an intact signature says: no question by itself, but the others speak of it. The issuer's name
 * comes from the trust list; an office that is not on it gets none, whatever the credential calls it, unless the document
 * is foreign and shown as such.
 */
export async function readContents({ document, gate, facts }: CheckContext): Promise<CheckOutcome> {
  if (gate.kind === 'malformed') return {};
  if (gate.kind === 'foreign') return { facts: { claims: (await import('../foreign.js')).foreignClaims(document) } };
  const name = facts.issuer?.name ?? null;
  const claims = readClaims(document, gate.credentialKind, name);
  return { facts: { claims: { ...claims, issuer: { ...claims.issuer, name } } } };
}
