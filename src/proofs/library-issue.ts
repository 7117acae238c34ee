import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { issue } from '@digitalbazaar/vc';
import type { DocumentLoader } from '../credentials/index.js';
import type { JsonObject } from '../shared/index.js';
import { proofsOf } from './proof-options.js';
import type { SignOptions } from './types.js';

/** A credential that gets its first, plain proof: the case that `@digitalbazaar/vc` covers. */
export const isPlainCredential = (document: JsonObject, options: SignOptions): boolean =>
  [document.type].flat().includes('VerifiableCredential') &&
  proofsOf(document).length === 0 &&
  (options.proofPurpose ?? 'assertionMethod') === 'assertionMethod' &&
  [options.challenge, options.domain, options.proofId, options.previousProof].every((option) => option === undefined);

/**
 * Issues through `@digitalbazaar/vc`, with all its checks of the credential. The signer keeps its key imported, which the
 * library's own signers do not: that alone is most of the cost of a signature.
 */
export async function issueWithLibrary(
  document: JsonObject,
  { signer, created }: SignOptions,
  cryptosuite: DbCryptosuite,
  documentLoader: DocumentLoader,
): Promise<JsonObject> {
  const suite = new DataIntegrityProof({
    cryptosuite,
    signer: { id: signer.id, algorithm: signer.algorithm, sign: ({ data }) => signer.sign(data) },
  });
  suite.date = created;
  // The library adds the proof to the object it is given.
  const credential = structuredClone(document);
  return (await issue({ credential, suite, documentLoader, now: created })) as JsonObject;
}
