import { decodeEd25519 } from '../keys/browser.js';
import { concatBytes, isObject, jcs, multibaseDecode, parseIso, utf8, type JsonObject } from '../shared/index.js';
import type { CryptoPort, ProofOutcome, ProofVerifier, VerifyOptions } from './types.js';

const id = 'eddsa-jcs-2022';

/**
 * `eddsa-jcs-2022` for those who only verify, and mostly what this service signed: proofs with exactly the members that
 * it writes are judged here. For every other one (chains, challenges, ends, other spellings, whatever is malformed or
 * has no key) the whole format is loaded, and its answer counts.
 */
export const createEddsaJcs2022Verifier = (crypto: CryptoPort): ProofVerifier => ({
  id,
  canVerify: (document) => isObject(document) && [document['proof']].flat().some(isOfSuite),
  verify: async (document, proof, options) =>
    (await judgePlain(document, proof, { ...options, crypto })) ??
    (await import('./eddsa-jcs-2022.js')).createEddsaJcs2022(crypto).verify(document, proof, options),
});

const isOfSuite = (proof: unknown): boolean =>
  isObject(proof) && proof['type'] === 'DataIntegrityProof' && proof['cryptosuite'] === id;

const members = ['@context', 'type', 'cryptosuite', 'created', 'verificationMethod', 'proofPurpose', 'proofValue'];

/** Null for whatever is not plain. */
async function judgePlain(
  document: JsonObject | string,
  proof: JsonObject | null,
  { lookupKey, expectedPurpose, challenge, domain, crypto }: VerifyOptions & { readonly crypto: CryptoPort },
): Promise<ProofOutcome | null> {
  if (!isObject(document) || !isObject(proof) || !isOfSuite(proof)) return null;
  const { proofValue, ...config } = proof;
  const { proof: _proof, ...unsecured } = document;
  const { created, verificationMethod, proofPurpose } = config;
  const isPlain =
    typeof verificationMethod === 'string' &&
    typeof created === 'string' &&
    /^.{19}Z$/.test(created) &&
    parseIso(created) !== null &&
    proofPurpose === expectedPurpose &&
    (challenge ?? domain) === undefined &&
    Array.isArray(config['@context']) &&
    Object.keys(proof).every((name) => members.includes(name));
  const signature = typeof proofValue === 'string' && multibaseDecode(proofValue, 64);
  const texts = [config, unsecured, config['@context'], unsecured['@context']].map(canonical);
  const [configText, documentText, context, documentContext] = texts;
  if (!isPlain || !signature || !configText || !documentText || context !== documentContext) return null;
  const found = await lookupKey(verificationMethod, expectedPurpose);
  if (found === null || found === 'unreachable') return null;
  const { controller } = found;
  const key = decodeEd25519(found.publicKeyMultibase);
  if (key === null) return null;
  const hashes = await Promise.all([configText, documentText].map((text) => crypto.sha256(utf8(text))));
  return (await crypto.verifyEd25519(key, concatBytes(...hashes), signature))
    ? { outcome: 'verified', verificationMethod, controller, created }
    : { outcome: 'broken', reason: 'signature-invalid' };
}

function canonical(value: unknown): string | null {
  try {
    return jcs(value);
  } catch {
    return null;
  }
}
