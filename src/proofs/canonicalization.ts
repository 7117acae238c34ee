import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { DocumentLoader } from '../credentials/index.js';
import { ServiceError, type JsonObject } from '../shared/index.js';
import { RefusedByCanonicalization } from './data-integrity-format.js';

/**
 * RDF Dataset Canonicalization of a JSON-LD document (RDFC-1.0), in safe mode. Throws `RefusedByCanonicalization`:
 * broken/`json-ld-refused` when the document has no safe reading, unknown/`unsupported-format` when it uses a context
 * that we do not carry, unknown/`too-expensive` when the work limit is hit.
 */
export interface Canonicalizer {
  canonicalize(document: JsonObject, hash: 'SHA-256' | 'SHA-384'): Promise<string>;
}

/** Canonicalizes in this thread. For our own documents; foreign ones go to `createCanonicalizationWorkers`. */
export function createCanonicalizer(documentLoader: DocumentLoader): Canonicalizer {
  return {
    async canonicalize(document, hash) {
      let isContextUnknown = false;
      const loader: DocumentLoader = (url) =>
        documentLoader(url).catch((error: unknown) => {
          isContextUnknown ||= error instanceof ServiceError && error.code === 'context-unknown';
          throw error;
        });
      try {
        return await cryptosuite.canonize(document, {
          documentLoader: loader,
          base: null,
          safe: true,
          messageDigestAlgorithm: hash,
        });
      } catch (error) {
        if (isContextUnknown) throw new RefusedByCanonicalization({ outcome: 'unknown', reason: 'unsupported-format' });
        throw refusalOf(error);
      }
    },
  };
}

/** rdf-canonize gives up on graphs built to be slow; everything else it or jsonld throws is about the document. */
function refusalOf(error: unknown): RefusedByCanonicalization {
  const message = error instanceof Error ? error.message : '';
  return new RefusedByCanonicalization(
    /^Maximum deep iterations exceeded/.test(message)
      ? { outcome: 'unknown', reason: 'too-expensive' }
      : { outcome: 'broken', reason: 'json-ld-refused' },
  );
}

const DATA_INTEGRITY_V2 = 'https://w3id.org/security/data-integrity/v2';
const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';

/** A document as it must look to be signed by an rdfc suite: contexts that lack the proof terms get them added. */
export function withSuiteContext(document: JsonObject): JsonObject {
  const context = document['@context'];
  const contexts = Array.isArray(context) ? context : context === undefined ? [] : [context];
  if (contexts.includes(CREDENTIALS_V2) || contexts.includes(DATA_INTEGRITY_V2)) return document;
  return { ...document, '@context': [...contexts, DATA_INTEGRITY_V2] };
}

/** The proof options as a JSON-LD document of their own, read under the secured document's contexts. */
export const proofDocument = (document: JsonObject, options: JsonObject): JsonObject =>
  withSuiteContext({ '@context': document['@context'], ...options });
