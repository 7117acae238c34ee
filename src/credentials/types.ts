import type { AwardType, FrameworkLevelClaim, SchemeKey, UnitCategory } from '../assessment/index.js';
import type { JsonObject } from '../shared/index.js';

/** Kinds of credential this service issues (DESIGN 3). The file name of the JSON Schema is the kind. */
export type CredentialKind =
  | 'national-certificate'
  | 'certificate-of-competency'
  | 'nvq-certificate'
  | 'record-of-achievement'
  | 'confirmed-experience'
  | 'passport';

/** Who the credential is about; only what is printed on the card (R28). */
export interface HolderFacts {
  /** First is the Latin or document form; others keep their own script. */
  readonly names: readonly { readonly text: string; readonly script: string }[];
  readonly birthYear: string | null;
  /** Last characters of an identity number, already masked: '...4821'. */
  readonly maskedId: string | null;
  /** Holder's DID when the worker has a wallet; else a random urn:uuid made for this credential. */
  readonly subjectId: string;
}

export interface IssuerFacts {
  readonly did: string;
  readonly name: string;
}

export interface PlaceFacts {
  /** IRI of the site or mission: the `place` of the authority tuple. */
  readonly id: string;
  readonly name: string;
  readonly country: string;
  /** Accreditation number of the centre or mission. */
  readonly accreditationNo: string | null;
  /** Accreditation number of the assessor; never the assessor's name. */
  readonly assessorAccreditationNo: string | null;
}

export interface StatusFacts {
  readonly revocationListUrl: string;
  readonly suspensionListUrl: string;
  /** Message list that carries "replaced" (statusPurpose `message`). */
  readonly messageListUrl: string;
  readonly index: number;
}

/** Everything an award credential says. Built by issuance from records; the builder adds nothing. */
export interface AwardFacts {
  readonly kind: 'national-certificate' | 'certificate-of-competency' | 'nvq-certificate' | 'record-of-achievement';
  readonly credentialId: string;
  readonly scheme: SchemeKey;
  readonly awardType: AwardType;
  readonly issuer: IssuerFacts;
  readonly holder: HolderFacts;
  readonly number: string;
  readonly qualification: {
    /** IRI of the qualification revision: the `qualification` of the authority tuple. */
    readonly id: string;
    readonly title: string;
    readonly code: string | null;
    readonly revision: string;
    readonly level: string;
    readonly sector: string;
    readonly frameworkLevels: readonly FrameworkLevelClaim[];
    readonly iscedF: string | null;
    readonly isco08: string | null;
  };
  /** Title of the award: the qualification's, or the COC cluster's. */
  readonly title: string;
  readonly units: readonly {
    readonly code: string;
    readonly revision: string;
    readonly title: string;
    readonly category: UnitCategory;
    readonly competent: boolean;
  }[];
  readonly evidence: readonly { readonly sha256: string; readonly kind: string }[];
  readonly place: PlaceFacts;
  readonly assessedOn: string; // YYYY-MM-DD
  readonly awardedOn: string;
  readonly validUntil: string | null;
  readonly schemaUrl: string;
  readonly status: StatusFacts;
}

export interface ExperienceFacts {
  readonly credentialId: string;
  readonly issuer: IssuerFacts;
  readonly holder: HolderFacts;
  readonly number: string;
  readonly achievementId: string;
  readonly occupation: { readonly text: string; readonly isco08: string | null };
  readonly employer: { readonly id: string; readonly name: string; readonly country: string };
  readonly from: string;
  readonly to: string;
  readonly months: number;
  readonly tasks: readonly string[];
  /** How it was confirmed: 'employer-portal', 'post-abroad' ... and by which body; never a person's name. */
  readonly confirmedBy: { readonly channel: string; readonly body: string };
  readonly awardedOn: string;
  readonly schemaUrl: string;
  readonly status: StatusFacts;
}

export interface PassportFacts {
  readonly credentialId: string;
  readonly issuer: IssuerFacts;
  readonly holder: HolderFacts;
  readonly number: string;
  readonly title: string;
  /** Complete secured credentials, embedded as they were signed. */
  readonly credentials: readonly JsonObject[];
  readonly awardedOn: string;
  readonly validUntil: string | null;
  readonly schemaUrl: string;
  readonly status: StatusFacts;
}

export type UnsignedCredential = JsonObject & { readonly id: string; readonly issuer: JsonObject };

declare const linted: unique symbol;
/**
 * A credential that passed every lint. Only `lint()` makes one and the signing step accepts nothing else: it is
 * impossible to sign what was not linted.
 */
export interface LintedCredential {
  readonly [linted]: true;
  readonly document: UnsignedCredential;
  /** The exact text that is stored as intent and compared after signing. */
  readonly json: string;
}

/** Only what the closed schema let through; nothing here exists when the verdict is `altered`. */
export interface VerifiedClaims {
  readonly kind: string;
  readonly holder: {
    readonly name: string;
    readonly otherNames: readonly string[];
    readonly birthYear: string | null;
    readonly maskedId: string | null;
  };
  readonly title: string;
  readonly number: string | null;
  readonly qualification: { readonly id: string; readonly code: string | null; readonly revision: string | null };
  readonly units: readonly { readonly code: string; readonly title: string; readonly competent: boolean }[];
  readonly place: string | null;
  readonly assessedOn: string | null;
  readonly awardedOn: string | null;
  /** The full instant, as written: `2031-05-20T23:59:59Z`. */
  readonly validUntil: string | null;
  /** Name from the trust list; the credential's own name only for foreign credentials and then labelled so. */
  readonly issuer: {
    readonly did: string;
    readonly name: string | null;
    readonly nameFrom: 'trust-list' | 'credential';
  };
  readonly frameworkClaims: readonly { readonly framework: string; readonly level: string }[];
  /** ISCED-F 2013 field and ISCO-08 group, where the credential gives them. */
  readonly iscedF?: string | null;
  readonly isco08?: string | null;
  readonly experience: {
    readonly employer: string;
    readonly occupation: string;
    readonly from: string;
    readonly to: string;
    readonly confirmedBy: string;
  } | null;
}

export type SchemaGateResult =
  | { readonly kind: 'ours'; readonly credentialKind: string }
  /** Not one of our shapes at all (another issuer's credential). */
  | { readonly kind: 'foreign' }
  /** Claims to be ours but has unknown or malformed members. */
  | { readonly kind: 'malformed'; readonly pointers: readonly string[] };
export type SchemaGate = (document: JsonObject) => SchemaGateResult;
