import type { Stored } from '../shared/index.js';

/** What the issuance cycle makes durable before and after it signs. Steps are those of docs/issuance-cycle.md. */
export type IntentState = 'intended' | 'will-sign' | 'signed' | 'published' | 'voided';
export type IssuedKind =
  | 'national-certificate'
  | 'certificate-of-competency'
  | 'nvq-certificate'
  | 'record-of-achievement'
  | 'confirmed-experience'
  | 'passport';

/** Record of intent: written before anything is signed, so a crash always leaves a trace to finish or void. */
export interface IssuanceIntent extends Stored {
  readonly kind: IssuedKind;
  /** Certificate, experience record or passport id. Unique among intents that are not voided. */
  readonly subjectId: string;
  readonly scheme: string;
  readonly number: string;
  readonly credentialId: string;
  readonly issuerDid: string;
  readonly approvedBy: string;
  readonly releasedBy: string;
  /** Exact unsigned JSON text (step 5); null before. */
  readonly unsignedJson: string | null;
  /** Fixed in step 5 so that a resumed run signs the same bytes. */
  readonly proofCreated: string | null;
  readonly revocationIndex: number;
  readonly suspensionIndex: number;
  readonly statusListId: string;
  readonly state: IntentState;
  readonly createdAt: string;
}

/** One secured form of a credential: the exact bytes that were signed, as text. */
export interface SignedCredential extends Stored {
  /** The credential's own id (`urn:uuid:...`). Several forms may share it. */
  readonly credentialId: string;
  readonly form: string; // 'eddsa-jcs-2022' | 'eddsa-rdfc-2022' | 'vc+jwt' | ...
  readonly kind: IssuedKind;
  readonly subjectId: string;
  readonly scheme: string;
  readonly number: string;
  readonly issuerDid: string;
  readonly json: string;
  readonly sha256: string;
  readonly signedAt: string;
  readonly validUntil: string | null;
}

/** The accreditation of one place or awarding body, signed: the exact bytes, as text. Public; says nothing about a person. */
export interface AccreditationCredential extends Stored {
  readonly accreditationId: string;
  /** Its address, which ends in this row's id. */
  readonly credentialId: string;
  readonly issuerDid: string;
  /** IRI of the accredited site; DID of an accredited awarding body. */
  readonly holder: string;
  readonly json: string;
  readonly sha256: string;
  readonly signedAt: string;
  /** When another took its place because its key was lost; null for the one that counts. */
  readonly supersededAt: string | null;
}

/** A pair of lists shares one index space: revocation and suspension bits of one credential have the same index. */
export interface StatusListRow extends Stored {
  /** 'tesda-1' */
  readonly slug: string;
  readonly issuerDid: string;
  readonly purpose: 'revocation' | 'suspension' | 'message';
  /** Slots, >= 131,072. */
  readonly size: number;
  /** Reserved before a list is signed with it, so ahead of `signedJson` while that is being made. Never falls, whatever is restored. */
  readonly listVersion: number;
  /** Raw bits, base64. */
  readonly bits: string;
  /** The signed BitstringStatusListCredential as last published. */
  readonly signedJson: string | null;
  readonly publishedAt: string | null;
}

/** What a list says about one credential. */
export interface StatusWord {
  readonly credentialId: string;
  readonly revoked: boolean;
  readonly suspended: boolean;
  /** Set when replaced: the successor's credential id, published as a signed message. */
  readonly replacedBy: string | null;
  readonly changedAt: string | null;
  readonly reasonClass: string | null;
}

export interface StatusEntryRow extends Stored, StatusWord {
  readonly listSlug: string;
  readonly index: number;
}

export interface OutboxRow extends Stored {
  readonly topic: 'status-list' | 'notice' | 'passport';
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly doneAt: string | null;
}

/** What the online short code (`/c/<code>`) opens. */
export interface ShortCodeRow extends Stored {
  readonly code: string;
  readonly credentialId: string;
  readonly createdAt: string;
}

/** When a row of the audit trail was written, by the clock of then. */
export type AuditTime = Pick<AuditRow, 'sequence' | 'at' | 'action'>;

export interface AuditClock {
  readonly latest: AuditTime | null;
  readonly headSequence: number;
}

/** One link of the audit chain: sha256 over (previous hash, canonical content). */
export interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly action: string;
  readonly actorId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** A place in the chain: this row and, through its hash, all before it. */
export type AuditAnchor = Pick<AuditRow, 'sequence' | 'hash'>;

/** Rows that were checked link by link; `isHead`: the chain ends here, as the service sealed it. */
export type AuditStretch =
  | { readonly ok: true; readonly rows: readonly AuditRow[]; readonly end: AuditAnchor; readonly isHead: boolean }
  /** The first row that does not fit, or the last one where the end is not the one that was sealed. */
  | { readonly ok: false; readonly sequence: number };
