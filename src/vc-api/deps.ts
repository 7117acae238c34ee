import type { BoundedGunzip } from '../credentials/index.js';
import type { Canonicalizer, KeyLookup, NodeCrypto, ProofFormat } from '../proofs/index.js';
import type { JsonObject } from '../shared/index.js';
import type { StatusAnswer } from '../verification/index.js';
import type { Challenges } from './challenges.js';

/** ISO instants between which a key signs; an end of null is open. */
export interface KeyWindow {
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** What verification for the world needs. The same in production and in the conformance server. */
export interface VcApiDeps {
  readonly crypto: NodeCrypto;
  /** Must canonicalize in workers that can be killed: documents come from strangers. */
  readonly formats: readonly ProofFormat[];
  readonly canonicalizer: Canonicalizer;
  readonly isKnownContext: (url: string) => boolean;
  /** Keys that may sign credentials and presentations. */
  readonly lookupKey: KeyLookup;
  /** Keys that may sign status lists. Left out: those of `lookupKey`. */
  readonly lookupListKey?: KeyLookup;
  /** When a key of an office that this service vouches for was in use; null for the keys of everybody else. */
  readonly keyWindow?: (verificationMethod: string) => Promise<KeyWindow | null>;
  /** May this office award this, there, on that day? Null when it is not for this service to say. */
  readonly isAuthorised?: (document: JsonObject) => Promise<boolean | null>;
  readonly statusList: (url: string) => Promise<StatusAnswer>;
  /** Lists that are had without asking anybody outside. Of all others one request may ask for three. */
  readonly isOwnList?: (url: string) => boolean;
  readonly gunzip: BoundedGunzip;
  readonly challenges: Challenges;
  readonly now: () => Date;
}

/** How strict a verifier is. */
export interface VerifierProfile {
  /**
   * The key's controller must be the issuer (credentials) or the holder (presentations). Off only in the proof-only
   * profile of the conformance server: with it off anybody can sign in anybody's name.
   */
  readonly binding: boolean;
}

export const strictProfile: VerifierProfile = { binding: true };
