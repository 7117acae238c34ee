/** Trust material: plain data that a server builds from its register and an offline verifier carries. */

export interface TrustedKey {
  readonly id: string;
  readonly publicKeyMultibase: string;
  readonly role: 'issuer' | 'status';
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly revokedAt: string | null;
}

/** "May award this qualification revision at this place between these dates." */
export interface AwardScope {
  /** `achievement.id` of credentials under this scope; '*' for scopes that hold for every qualification of the issuer (experience, passport). */
  readonly qualification: string;
  /** `credentialSubject.source.id`: site or mission; '*' where place does not matter. */
  readonly place: string;
  readonly from: string;
  readonly until: string | null;
  /** Suspended or revoked later: was right on the day, withdrawn on this date. */
  readonly withdrawnAt: string | null;
  /** Nothing done at or after this date counts (revocation with retroactive effect). */
  readonly voidFrom: string | null;
}

export interface TrustedIssuer {
  readonly did: string;
  /** The only source of the name shown to people. */
  readonly name: string;
  readonly shortName: string;
  readonly country: string;
  readonly scheme: string;
  /** Whom to ask when something is unclear (a public office address, never a person). */
  readonly contact: string;
  readonly keys: readonly TrustedKey[];
  readonly scopes: readonly AwardScope[];
  readonly places: readonly { readonly id: string; readonly name: string; readonly country: string }[];
  readonly qualifications: readonly { readonly id: string; readonly title: string }[];
  readonly statusLists: readonly string[];
  /**
   * Present when another operator vouches for this issuer and this list only passes that on. The name, keys and scopes
   * are then those of the other operator's own signed list; say so wherever the issuer's name is shown.
   */
  readonly recognisedThrough?: RecognisedThrough;
}

export interface RecognisedThrough {
  /** The operator whose list names the issuer, as two administrators here read it. */
  readonly operator: string;
  /** Version of that operator's list. */
  readonly version: number;
}

export interface TrustedDictionary {
  readonly dictId: number;
  /** SHA-256 hex of the dictionary file; also its address, `/dict/<sha256>`. */
  readonly sha256: string;
}

export interface TrustList {
  readonly version: number;
  readonly operator: string;
  readonly issuedAt: string;
  readonly nextUpdate: string;
  readonly issuers: readonly TrustedIssuer[];
  readonly dictionaries: readonly TrustedDictionary[];
}

/** `typ` of a signed root statement: JWS compact, EdDSA, protected header exactly `alg`, `typ`, `kid`. */
export const ROOT_ROLLOVER_TYPE = 'trust-roots+jwt';
export const MAX_ROOTS = 4;
/** A chain longer than this is refused; at one rollover a year it lasts for ever. */
export const MAX_ROLLOVERS = 100;

/**
 * "From now on these are the root keys": the payload of a root statement, signed by a root key that the reader has pinned
 * already (the key set *before* this statement). A reader takes it when the signature is by one of its pinned keys and
 * `serial` is exactly one more than the serial it holds; it then pins `roots`, all of them and nothing else.
 */
export interface RootRollover {
  /** The set that an instance begins with has serial 0; every statement adds one. */
  readonly serial: number;
  readonly operator: string;
  /** ISO instant. */
  readonly issuedAt: string;
  /** The whole new set: 1 to MAX_ROOTS different Ed25519 keys in Multikey form. */
  readonly roots: readonly string[];
}

/** What `/trust-list/roots.json` answers. */
export interface PublishedRoots {
  /** Pinned now. For a reader that has pinned nothing yet. */
  readonly roots: readonly string[];
  /** Serial of `roots`. */
  readonly serial: number;
  /** All statements, oldest first (statement n has serial n): a reader that holds serial s continues at index s. */
  readonly rollovers: readonly string[];
}

export interface AuthorityQuestion {
  readonly issuerDid: string;
  readonly qualification: string;
  readonly place: string;
  /** Day of the assessment, YYYY-MM-DD. */
  readonly date: string;
}

export type AuthorityAnswer =
  | { readonly kind: 'authorised'; readonly issuer: TrustedIssuer; readonly withdrawnAt: string | null }
  | {
      readonly kind: 'not-authorised';
      readonly issuer: TrustedIssuer;
      readonly failing: 'qualification' | 'place' | 'date' | 'void';
    }
  | { readonly kind: 'unknown-issuer' };
