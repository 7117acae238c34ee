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
