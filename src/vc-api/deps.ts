import type { BoundedGunzip } from '../credentials/index.js';
import type { Canonicalizer, KeyLookup, NodeCrypto, ProofFormat } from '../proofs/index.js';
import type { StatusAnswer } from '../verification/index.js';
import type { Challenges } from './challenges.js';

/** What verification for the world needs. The same in production and in the conformance server. */
export interface VcApiDeps {
  readonly crypto: NodeCrypto;
  /** Must canonicalize in workers that can be killed: documents come from strangers. */
  readonly formats: readonly ProofFormat[];
  readonly canonicalizer: Canonicalizer;
  readonly isKnownContext: (url: string) => boolean;
  readonly lookupKey: KeyLookup;
  readonly statusList: (url: string) => Promise<StatusAnswer>;
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
