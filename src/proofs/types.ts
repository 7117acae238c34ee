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

export type ProofOutcome =
  | {
      readonly outcome: 'verified';
      readonly verificationMethod: string;
      readonly controller: string;
      readonly created: string | null;
    }
  /** The mathematics failed: the document or the proof was changed. */
  | { readonly outcome: 'broken'; readonly reason: string }
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
}

export interface VerifyOptions {
  readonly lookupKey: KeyLookup;
  readonly expectedPurpose: 'assertionMethod' | 'authentication';
}

/** One securing mechanism. Adding one = a file with this shape and a line in the registry. */
export interface ProofFormat {
  readonly id: string;
  /** Cheap look at the document: is there something here this format is responsible for? */
  canVerify(document: unknown): boolean;
  /** Returns the secured document; never changes its input. Object for embedded proofs, string for tokens. */
  sign(document: JsonObject, options: SignOptions): Promise<JsonObject | string>;
  /** Verifies the one proof (embedded formats) or token given. */
  verify(document: JsonObject | string, proof: JsonObject | null, options: VerifyOptions): Promise<ProofOutcome>;
}
