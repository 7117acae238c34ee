/** Organizations, sites, accreditations and people. Calendar dates are `YYYY-MM-DD`, instants ISO-8601 UTC. */
import type { Stored } from '../../shared/index.js';
import type { QualificationRef, SchemeKey } from './catalogue.js';

export interface Organization extends Stored {
  readonly type:
    /** Accredits awarding bodies; awards nothing itself. */
    | 'framework-authority'
    | 'awarding-body'
    | 'issuing-office'
    | 'assessment-centre'
    | 'training-provider'
    | 'employer'
    | 'post-abroad'
    | 'intermediary';
  readonly legalName: string;
  readonly shortName: string;
  readonly country: string;
  readonly parentId: string | null;
  /** The issuing DID; only awarding bodies and framework authorities have one. */
  readonly did: string | null;
  readonly scheme: SchemeKey | null;
  readonly registrationIds: readonly { readonly kind: string; readonly value: string }[];
}

export interface Site extends Stored {
  readonly organizationId: string;
  readonly name: string;
  readonly address: string;
  readonly country: string;
}

export type AccreditationRole =
  | 'assessment-centre'
  | 'assessor'
  | 'lead-assessor'
  | 'portfolio-assessor'
  | 'issuing-officer'
  | 'representative'
  | 'mission'
  | 'awarding-body';
export type AccreditationState =
  'applied' | 'evaluated' | 'active' | 'suspended' | 'revoked' | 'superseded' | 'refused';

/** Permission, always per qualification revision; a centre's always per site. */
export interface Accreditation extends Stored {
  readonly subjectType: 'site' | 'person' | 'mission' | 'organization';
  readonly subjectId: string;
  readonly role: AccreditationRole;
  readonly qualifications: readonly QualificationRef[];
  readonly number: string;
  readonly grantedById: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly state: AccreditationState;
  /** Set on revocation: what was done since this date is in doubt. */
  readonly retroactiveFrom: string | null;
  readonly stateChangedAt: string | null;
}

export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly middle?: string;
  readonly motherMaiden?: string;
  /** ISO 15924: 'Latn', 'Sinh', 'Taml', 'Arab'. */
  readonly script: string;
  /** The document it was read from. */
  readonly asIn: string;
}

export interface Person extends Stored {
  /** First entry is the name used on awards. */
  readonly names: readonly PersonName[];
  readonly birthDate: { readonly value: string; readonly source: string } | null;
  /** A second document's date when documents disagree (R13). */
  readonly conflictingBirthDate: { readonly value: string; readonly source: string } | null;
  readonly sex: string | null;
  readonly nationalities: readonly string[];
  readonly photoHash: string | null;
  /** ULI, NIC ...: kept whole here, shown masked. */
  readonly schemeIds: readonly { readonly scheme: string; readonly value: string }[];
  readonly contacts: readonly { readonly kind: 'phone' | 'email' | 'address'; readonly value: string }[];
  readonly preferredLanguage: string;
  readonly supportNeeds: readonly string[];
  readonly representative: { readonly name: string; readonly authority: string; readonly validUntil: string } | null;
  /** Sorted normalized key for finding duplicates. Computed by `candidates.ts`. */
  readonly matchKey: string;
}

export interface IdentityCheck {
  readonly method: string;
  readonly nameMatch: 'exact' | 'variant' | 'mismatch' | 'unresolved';
  readonly birthDateMatch: 'exact' | 'mismatch' | 'unresolved';
  readonly faceMatchBy: 'human' | 'none';
  readonly resolution: 'affidavit-of-discrepancy' | 'correction' | 'accepted-variant' | null;
  readonly byUserId: string;
  readonly at: string;
}
