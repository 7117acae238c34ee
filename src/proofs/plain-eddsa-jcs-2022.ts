import { decodeEd25519 } from '../keys/browser.js';
import {
  isDate,
  isObject,
  jcs,
  multibaseDecode,
  readShape,
  utf8,
  type JsonObject,
  type JsonValue,
  type ShapeOf,
} from '../shared/index.js';
import type { CryptoPort, ProofOutcome, ProofVerifier, VerifyOptions } from './types.js';

const id = 'eddsa-jcs-2022';

/**
 * `eddsa-jcs-2022` for those who only verify, and mostly what this service signed: proofs with exactly the members that
 * it writes are judged here. For every other one (chains, challenges, ends, other spellings, whatever is malformed or
 * has no key) the whole format is loaded, and its answer counts.
 */
export const createEddsaJcs2022Verifier = (crypto: CryptoPort): ProofVerifier => ({
  id,
  canVerify: (document) => isObject(document) && [document['proof']].flat().some((proof) => readShape(ofSuite, proof)),
  verify: async (document, proof, options) =>
    (await judgePlain(document, proof, { ...options, crypto })) ??
    (await import('./eddsa-jcs-2022.js')).createEddsaJcs2022(crypto).verify(document, proof, options),
});

const ofSuite = { type: /^DataIntegrityProof$/, cryptosuite: /^eddsa-jcs-2022$/ };
const plainProof = {
  ...ofSuite,
  '@context': Array.isArray,
  created: (value: unknown) => isDate(value) && /^.{19}Z$/.test(value),
  verificationMethod: /^[^]{1,2048}$/,
  proofPurpose: /^/,
  proofValue: /^z/,
} satisfies ShapeOf<PlainProof>;
interface PlainProof extends JsonObject {
  readonly '@context': JsonValue;
  readonly created: string;
  readonly verificationMethod: string;
  readonly proofPurpose: string;
  readonly proofValue: string;
}

/** Null for whatever is not plain. */
async function judgePlain(
  document: JsonObject | string,
  proof: JsonObject | null,
  { lookupKey, expectedPurpose, challenge, domain, crypto }: VerifyOptions & { readonly crypto: CryptoPort },
): Promise<ProofOutcome | null> {
  const plain = readShape<PlainProof>(plainProof, proof);
  if (!isObject(document) || !proof || !plain) return null;
  const { proofValue, ...config } = plain;
  const { proof: _proof, ...unsecured } = document;
  const { created, verificationMethod } = config;
  const hasOthers = Object.keys(proof).length > Object.keys(plain).length;
  const signature = multibaseDecode(proofValue, 64);
  if (config.proofPurpose !== expectedPurpose || (challenge ?? domain) !== undefined || hasOthers || !signature) {
    return null;
  }
  try {
    if (jcs(config['@context']) !== jcs(unsecured['@context'])) return null;
    const found = await lookupKey(verificationMethod, expectedPurpose);
    const key = found && found !== 'unreachable' && decodeEd25519(found.publicKeyMultibase);
    if (!key) return null;
    const hashOf = (part: JsonObject) => crypto.sha256(utf8(jcs(part)));
    const signed = Uint8Array.of(...(await hashOf(config)), ...(await hashOf(unsecured)));
    return (await crypto.verifyEd25519(key, signed, signature))
      ? { outcome: 'verified', verificationMethod, controller: found.controller, created }
      : { outcome: 'broken', reason: 'signature-invalid' };
  } catch {
    return null; // no canonical form
  }
}
