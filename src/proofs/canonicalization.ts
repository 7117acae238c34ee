import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { DocumentLoader } from '../credentials/index.js';
import type { JsonObject } from '../shared/index.js';
import { RefusedByCanonicalization } from './data-integrity-format.js';
import { shareTermsBetweenContexts } from './shared-terms.js';
import type { ProofOutcome } from './types.js';

/** A derived ecdsa-sd-2023 proof with everything needed to check it. */
export interface DisclosureCheck {
  /** Without `proof`. */
  readonly document: JsonObject;
  readonly proof: JsonObject;
  readonly publicKeyMultibase: string;
}

/**
 * The work on JSON-LD whose cost an attacker can choose, behind one interface so that it can run in this thread or in
 * workers with a time limit. Both throw `RefusedByCanonicalization`: broken/`json-ld-refused` when the document has no
 * safe reading, unknown/`unsupported-format` when it uses a context that we do not carry, unknown/`too-expensive` when a
 * work limit is hit.
 */
export interface Canonicalizer {
  /** RDFC-1.0 over the JSON-LD document, in safe mode. */
  canonicalize(document: JsonObject, hash: 'SHA-256' | 'SHA-384'): Promise<string>;
  /** True when base signature and every disclosed statement verify. */
  verifyDisclosure(check: DisclosureCheck): Promise<boolean>;
}

/** Works in this thread. For our own documents; foreign ones go to `createCanonicalizationWorkers`. */
export function createCanonicalizer(documentLoader: DocumentLoader): Canonicalizer {
  void shareTermsBetweenContexts();
  return {
    canonicalize: (document, hash) =>
      withKnownContexts(documentLoader, async (loader) =>
        cryptosuite.canonize(document, {
          documentLoader: loader,
          base: null,
          safe: true,
          messageDigestAlgorithm: hash,
        }),
      ),
    verifyDisclosure: (check) => withKnownContexts(documentLoader, (loader) => verifyDisclosure(check, loader)),
  };
}

async function verifyDisclosure(
  { document, proof, publicKeyMultibase }: DisclosureCheck,
  loader: DbDocumentLoader,
): Promise<boolean> {
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: proof.verificationMethod,
    type: 'Multikey',
    publicKeyMultibase,
  };
  const documentLoader: DbDocumentLoader = async (url) =>
    url === method.id ? { contextUrl: null, documentUrl: url, document: method } : loader(url);
  const withContext = { '@context': document['@context'], ...proof };
  const { verified, error } = await new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }).verifyProof({
    proof: withContext,
    proofSet: [withContext],
    document,
    documentLoader,
  });
  if (verified) return true;
  // The library's proof parsing and JSON-LD both throw; only JSON-LD errors say so in their name.
  if (error?.name.startsWith('jsonld.')) throw error;
  // Statements were added to or taken from what was disclosed.
  if (error && /^(?:Invalid signature\.$|Signature count )/.test(error.message)) return false;
  throw new RefusedByCanonicalization({ outcome: 'broken', reason: 'proof-malformed' });
}

/** Runs JSON-LD work and turns what it throws into an outcome. */
async function withKnownContexts<T>(
  documentLoader: DocumentLoader,
  work: (loader: DbDocumentLoader) => Promise<T>,
): Promise<T> {
  let isContextUnknown = false;
  const loader: DbDocumentLoader = (url) =>
    documentLoader(url).catch((error: unknown) => {
      // jsonld wraps the error and loses its code.
      isContextUnknown ||= error instanceof Error && 'code' in error && error.code === 'context-unknown';
      throw error;
    });
  try {
    return await work(loader);
  } catch (error) {
    if (error instanceof RefusedByCanonicalization && !isContextUnknown) throw error;
    throw new RefusedByCanonicalization(
      isContextUnknown ? { outcome: 'unknown', reason: 'unsupported-format' } : refusalOf(error),
    );
  }
}

/** rdf-canonize gives up on graphs built to be slow; everything else it or jsonld throws is about the document. */
function refusalOf(error: unknown): Exclude<ProofOutcome, { outcome: 'verified' }> {
  const message = error instanceof Error ? error.message : '';
  return message.startsWith('Maximum deep iterations exceeded')
    ? { outcome: 'unknown', reason: 'too-expensive' }
    : { outcome: 'broken', reason: 'json-ld-refused' };
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
