import type { DocumentLoader } from '../credentials/index.js';
import type { KeyAlgorithm } from '../keys/index.js';
import { concatBytes, utf8, type JsonObject } from '../shared/index.js';
import { proofDocument, withSuiteContext, type Canonicalizer } from './canonicalization.js';
import { RefusedByCanonicalization, createDataIntegrityFormat, type Cryptosuite } from './data-integrity-format.js';
import { hasHiddenShape } from './json-ld-shape.js';
import { isPlainCredential, issueWithLibrary } from './library-issue.js';
import { broken } from './proof-options.js';
import type { CryptoPort, EcdsaPort, ProofFormat } from './types.js';

export interface RdfcDeps {
  readonly crypto: CryptoPort & EcdsaPort;
  readonly documentLoader: DocumentLoader;
  /** Who canonicalizes documents that are verified. */
  readonly canonicalizer: Canonicalizer;
}

/** What the two RDFC suites do not share. `library` is the suite object of the matching Digital Bazaar package. */
export interface RdfcSuite extends Pick<Cryptosuite, 'id' | 'algorithms' | 'checkSignature'> {
  readonly library: DbCryptosuite;
}

/**
 * A format that signs the canonical RDF of a document. Credentials are issued through `@digitalbazaar/vc`; presentations,
 * proof sets and proof chains through the same algorithm here. Callers must put foreign documents through a closed schema
 * before trusting the JSON: the signature covers the graph, not the shape of the JSON.
 */
export function createRdfcFormat(suite: RdfcSuite, deps: RdfcDeps): ProofFormat {
  const { crypto, documentLoader, canonicalizer } = deps;

  async function canonicalHash(document: JsonObject, algorithm: KeyAlgorithm): Promise<Uint8Array> {
    const text = await canonicalizer.canonicalize(document, algorithm === 'P-384' ? 'SHA-384' : 'SHA-256');
    return algorithm === 'P-384' ? crypto.sha384(utf8(text)) : crypto.sha256(utf8(text));
  }

  const format = createDataIntegrityFormat({
    ...suite,
    contextInProof: false,
    async hashData(document, options, algorithm) {
      if (hasHiddenShape(document)) throw new RefusedByCanonicalization(broken('json-ld-refused'));
      return concatBytes(
        await canonicalHash(proofDocument(document, options), algorithm),
        await canonicalHash(document, algorithm),
      );
    },
  });

  return {
    ...format,
    sign: (document, options) =>
      isPlainCredential(document, options)
        ? issueWithLibrary(document, options, suite.library, documentLoader)
        : format.sign(withSuiteContext(document), options),
  };
}
