import type { JsonObject } from '../shared/index.js';
import type { Signer } from '../keys/types.js';

/** A verification key as found in a DID document or the trust list. */
export interface VerificationKey {
  readonly id: string;
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

/** Looks a verification method up; null = not found or not allowed for this purpose, `'unreachable'` = could not check. */
export type KeyLookup = (
  verificationMethod: string,
  purpose: string,
) => Promise<VerificationKey | null | 'unreachable'>;

/** Platform crypto: OpenSSL in Node, WebCrypto (or noble) in the browser. */
export interface CryptoPort {
  sha256(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}

/** ECDSA beside Ed25519; signatures as `r || s`, keys as compressed points. */
export interface EcdsaPort {
  sha384(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
  verifyEcdsa(
    curve: 'P-256' | 'P-384',
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean | Promise<boolean>;
}

/** Why a proof counts as broken. Stable codes for reports and tests. */
export type BrokenReason =
  /** The signature does not fit the document and the key. */
  | 'signature-invalid'
  /** The proof has unknown members, a wrong type, or a value that is not spelled as the suite demands. */
  | 'proof-malformed'
  /** The document's @context is not the one that was signed. */
  | 'proof-context'
  | 'purpose-mismatch'
  | 'challenge-mismatch'
  | 'domain-mismatch'
  | 'proof-expired'
  /** The key is of another kind than the suite or token allows. */
  | 'key-mismatch'
  /** A proof chain names a proof that is not there (or more than one). */
  | 'previous-proof'
  /** JSON-LD processing in safe mode refused the document: terms without meaning, redefinitions, too deep. */
  | 'json-ld-refused'
  /** Signed by somebody who was not expected to sign this document. */
  | 'unexpected-signer'
  | 'too-many-proofs'
  | 'no-proof'
  /** A token (JWT, SD-JWT, COSE) whose header or claims break the rules of its format. */
  | 'token-malformed'
  | 'token-header'
  | 'token-claims'
  | 'token-expired';

export type ProofOutcome =
  | {
      readonly outcome: 'verified';
      readonly verificationMethod: string;
      readonly controller: string;
      readonly created: string | null;
    }
  /** The mathematics failed: the document or the proof was changed. */
  | { readonly outcome: 'broken'; readonly reason: BrokenReason }
  /** Not decided: key not reachable, format not understood. Never "valid", never "forged". */
  | {
      readonly outcome: 'unknown';
      readonly reason: 'key-unreachable' | 'key-unknown' | 'unsupported-format' | 'too-expensive';
    };

export interface SignOptions {
  readonly signer: Signer;
  /** xsd:dateTimeStamp put into the proof; fixed by the caller so that signing can be resumed. */
  readonly created: string;
  readonly proofPurpose?: 'assertionMethod' | 'authentication';
  readonly challenge?: string;
  readonly domain?: string;
  /** Id given to this proof, so that later proofs of a chain can name it. */
  readonly proofId?: string;
  /** Ids of proofs on the document that this proof signs too (Data Integrity 1.0, section 2.1.2). */
  readonly previousProof?: string | readonly string[];
  /** ecdsa-sd-2023: JSON Pointers to what every derived proof must show. */
  readonly mandatoryPointers?: readonly string[];
  /** SD-JWT: JSON Pointers to claims that the holder may hide. Default: the members of `credentialSubject` but its id. */
  readonly disclosable?: readonly string[];
  /** SD-JWT VC: the entry in a Token Status List that says whether it still holds. */
  readonly tokenStatus?: { readonly idx: number; readonly uri: string };
  /** SD-JWT: public key of the holder; presentations must then be signed by it. */
  readonly holderPublicKeyMultibase?: string;
}

export interface VerifyOptions {
  readonly lookupKey: KeyLookup;
  readonly expectedPurpose: 'assertionMethod' | 'authentication';
  /** Judges the proof's own `expires` (or a token's `exp`, `nbf`). Without it a proof that expires is "unknown". */
  readonly now?: Date;
  /** When given, the proof must carry exactly this value. */
  readonly challenge?: string;
  readonly domain?: string;
}

/** The half of a securing mechanism that a verifier carries. */
export interface ProofVerifier {
  readonly id: string;
  /** Cheap look at the document: is there something here this format is responsible for? */
  canVerify(document: unknown): boolean;
  /** Verifies the one proof (embedded formats) or token given. */
  verify(document: JsonObject | string, proof: JsonObject | null, options: VerifyOptions): Promise<ProofOutcome>;
}

/** One securing mechanism. Adding one = a file with this shape and a line in the registry. */
export interface ProofFormat extends ProofVerifier {
  /** Returns the secured document; never changes its input. Object for embedded proofs, string for tokens. */
  sign(document: JsonObject, options: SignOptions): Promise<JsonObject | string>;
}
