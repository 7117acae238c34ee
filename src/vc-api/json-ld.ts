import { RefusedByCanonicalization } from '../proofs/index.js';
import type { JsonObject } from '../shared/index.js';
import { unknownContexts } from '../verification/index.js';
import type { VcApiDeps } from './deps.js';
import type { Finding } from './finding.js';

/** Contexts that are not carried here, by name. */
export const contextFindings = (document: JsonObject, deps: Pick<VcApiDeps, 'isKnownContext'>): readonly Finding[] =>
  unknownContexts(document, deps.isKnownContext)
    .slice(0, 5)
    .map((url) => ({ code: 'context-unknown', at: '/@context', detail: url.slice(0, 200) }));

/**
 * JSON-LD processing in safe mode (VCDM 2.0 section 6.1 and item "undefined terms" of the test suites): what is not
 * defined, redefined or relative is refused, also where the signature itself would not notice (JCS, tokens).
 */
export async function jsonLdFindings(
  document: JsonObject,
  deps: Pick<VcApiDeps, 'canonicalizer' | 'isKnownContext'>,
): Promise<readonly Finding[]> {
  const unknown = contextFindings(document, deps);
  if (unknown.length > 0) return unknown;
  try {
    await deps.canonicalizer.canonicalize(document, 'SHA-256');
    return [];
  } catch (error) {
    if (error instanceof RefusedByCanonicalization) return [{ code: error.outcome.reason }];
    throw error;
  }
}
