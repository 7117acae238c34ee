import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import type { DocumentLoader } from '../credentials/index.js';
import { concatBytes, utf8, type JsonObject } from '../shared/index.js';
import { proofDocument, withSuiteContext, type Canonicalizer } from './canonicalization.js';
import { createDataIntegrityFormat } from './data-integrity-format.js';
import { proofsOf } from './proof-options.js';
import type { CryptoPort, ProofFormat, SignOptions } from './types.js';

export interface RdfcDeps {
  readonly crypto: CryptoPort;
  readonly documentLoader: DocumentLoader;
  /** Who canonicalizes documents that are verified. */
  readonly canonicalizer: Canonicalizer;
}

const isPlainCredential = (document: JsonObject, options: SignOptions): boolean =>
  [document.type].flat().includes('VerifiableCredential') &&
  proofsOf(document).length === 0 &&
  (options.proofPurpose ?? 'assertionMethod') === 'assertionMethod' &&
  [options.challenge, options.domain, options.proofId, options.previousProof].every((option) => option === undefined);

/**
 * `eddsa-rdfc-2022` (Data Integrity EdDSA Cryptosuites 1.0, section 3.2): Ed25519 over the canonical RDF of the document.
 * Credentials are issued through `@digitalbazaar/vc`, with all its checks; presentations, proof sets and proof chains
 * through the same algorithm here. Callers must put foreign documents through a closed schema before trusting the JSON:
 * the signature covers the graph, not the shape of the JSON.
 */
export function createEddsaRdfc2022({ crypto, documentLoader, canonicalizer }: RdfcDeps): ProofFormat {
  const canonicalHash = async (document: JsonObject): Promise<Uint8Array> =>
    crypto.sha256(utf8(await canonicalizer.canonicalize(document, 'SHA-256')));
  const format = createDataIntegrityFormat({
    id: 'eddsa-rdfc-2022',
    algorithms: ['Ed25519'],
    contextInProof: false,
    hashData: async (document, options) =>
      concatBytes(await canonicalHash(proofDocument(document, options)), await canonicalHash(document)),
    checkSignature: (key, data, signature) => crypto.verifyEd25519(key.raw, data, signature),
  });

  async function issueCredential(document: JsonObject, { signer, created }: SignOptions): Promise<JsonObject> {
    const suite = new DataIntegrityProof({
      cryptosuite,
      signer: { id: signer.id, algorithm: signer.algorithm, sign: ({ data }) => signer.sign(data) },
    });
    suite.date = created;
    // The library adds the proof to the object it is given.
    const credential = structuredClone(document);
    return (await issue({ credential, suite, documentLoader, now: created })) as JsonObject;
  }

  return {
    ...format,
    sign: (document, options) =>
      isPlainCredential(document, options)
        ? issueCredential(document, options)
        : format.sign(withSuiteContext(document), options),
  };
}
