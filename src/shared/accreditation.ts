/** What an accreditation credential says: who lets which place assess what, and when. */
export interface AccreditationClaims {
  readonly id: string;
  /** DID of the grantor; what it accredits: the IRI of a place, or the DID of a body that grants in turn. */
  readonly by: string;
  readonly for: string;
  /** IRIs of qualification revisions. */
  readonly qualifications: readonly string[];
  /** Days, both included. */
  readonly from: string;
  readonly until: string;
  /** Address of what authorises the grantor. */
  readonly authorizedBy: string;
}
