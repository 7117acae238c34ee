import { isObject, jcs, type JsonObject, type JsonValue } from '../shared/index.js';
import type { BrokenReason, ProofOutcome, SignOptions, VerifyOptions } from './types.js';

/** A Data Integrity proof whose every member has been checked (Data Integrity 1.0, section 2.1). */
export interface DataIntegrityProof extends JsonObject {
  type: 'DataIntegrityProof';
  cryptosuite: string;
  verificationMethod: string;
  proofPurpose: string;
  proofValue: string;
}

type Broken = Extract<ProofOutcome, { outcome: 'broken' }>;
export const broken = (reason: BrokenReason): Broken => ({ outcome: 'broken', reason });

const DATE_TIME_STAMP = /^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** xsd:dateTimeStamp: a real instant with its time zone. */
const isDateTimeStamp = (value: unknown): value is string =>
  typeof value === 'string' && DATE_TIME_STAMP.test(value) && !Number.isNaN(Date.parse(value));

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 2_048;
const isTextOrTexts = (value: unknown): boolean =>
  isText(value) || (Array.isArray(value) && value.length > 0 && value.length <= 8 && value.every(isText));

/** Each member a proof may have. Anything else is refused: an unknown member could mean something to another reader. */
const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  '@context': (value) => value !== null && (typeof value === 'string' || typeof value === 'object'),
  id: isText,
  type: (value) => value === 'DataIntegrityProof',
  cryptosuite: isText,
  created: isDateTimeStamp,
  expires: isDateTimeStamp,
  verificationMethod: isText,
  proofPurpose: isText,
  challenge: isText,
  domain: isTextOrTexts,
  nonce: isText,
  previousProof: isTextOrTexts,
  proofValue: (value) => typeof value === 'string' && value.length > 1 && value.length <= 65_536,
};
const required = ['type', 'cryptosuite', 'verificationMethod', 'proofPurpose', 'proofValue'];

/** Checks the shape of a proof; null when it is not exactly a proof of this suite. */
export function readProof(proof: JsonObject, cryptosuite: string): DataIntegrityProof | null {
  const known = Object.keys(proof).every((name) => Object.hasOwn(members, name) && members[name]?.(proof[name]));
  const complete = required.every((name) => Object.hasOwn(proof, name));
  return known && complete && proof.cryptosuite === cryptosuite ? (proof as DataIntegrityProof) : null;
}

/** What the verifier expected of purpose, challenge, domain and time; null when the proof agrees. */
export function unmetExpectation(proof: DataIntegrityProof, options: VerifyOptions): ProofOutcome | null {
  if (proof.proofPurpose !== options.expectedPurpose) return broken('purpose-mismatch');
  if (options.challenge !== undefined && proof.challenge !== options.challenge) return broken('challenge-mismatch');
  const domains = Array.isArray(proof.domain) ? proof.domain : [proof.domain];
  if (options.domain !== undefined && !domains.includes(options.domain)) return broken('domain-mismatch');
  if (typeof proof.expires === 'string') {
    if (!options.now) return { outcome: 'unknown', reason: 'unsupported-format' };
    if (Date.parse(proof.expires) <= options.now.getTime()) return broken('proof-expired');
  }
  return null;
}

export const proofsOf = (document: JsonObject): JsonValue[] => {
  if (document.proof === undefined) return [];
  return Array.isArray(document.proof) ? document.proof : [document.proof];
};

/** The document as it was before this proof: without proofs, except the ones that the proof names as previous. */
export function unsecuredFor(
  document: JsonObject,
  previousProof: JsonValue | readonly string[] | undefined,
): JsonObject | null {
  const { proof: _proof, ...unsecured } = document;
  if (previousProof === undefined) return unsecured;
  const ids = Array.isArray(previousProof) ? previousProof : [previousProof];
  const candidates = proofsOf(document).filter(isObject);
  const previous = ids.map((id) => candidates.filter((candidate) => candidate.id === id));
  if (previous.some((found) => found.length !== 1)) return null;
  return { ...unsecured, proof: previous.flat() };
}

/**
 * The @context rule of the JCS suites (vc-di-eddsa 1.0, section 3.3.2, step 4), taken strictly: the specification also
 * lets a document carry contexts that were added after signing, whose terms nobody signed. False means refuse.
 */
export function hasSignedContext(document: JsonObject, proof: JsonObject): boolean {
  if (proof['@context'] === undefined) return true;
  try {
    return jcs(document['@context']) === jcs(proof['@context']);
  } catch {
    return false; // absent from the document, or text without a canonical form
  }
}

/** Proof options as they are signed: the proof without its value. */
export function proofOptions(cryptosuite: string, options: SignOptions): JsonObject {
  const { signer, created, proofPurpose = 'assertionMethod', challenge, domain, proofId, previousProof } = options;
  if (!isDateTimeStamp(created)) throw new TypeError('created must be an xsd:dateTimeStamp');
  return {
    ...(proofId === undefined ? {} : { id: proofId }),
    type: 'DataIntegrityProof',
    cryptosuite,
    created,
    verificationMethod: signer.id,
    proofPurpose,
    ...(challenge === undefined ? {} : { challenge }),
    ...(domain === undefined ? {} : { domain }),
    ...(previousProof === undefined
      ? {}
      : { previousProof: typeof previousProof === 'string' ? previousProof : [...previousProof] }),
  };
}

/** A new document that carries `proof` beside the proofs it already has. The input is not changed. */
export function withProof(document: JsonObject, proof: JsonObject): JsonObject {
  const existing = proofsOf(document);
  return { ...document, proof: existing.length === 0 ? proof : [...existing, proof] };
}
